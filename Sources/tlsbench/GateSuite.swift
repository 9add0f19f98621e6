internal import ArgumentParser
internal import Scenarios

/// A list of benchmarks for gates.
enum GateSuite: String, ExpressibleByArgument, CaseIterable {
    /// What the build itself calls gated: each kernel, library and layer once.
    case gate
    /// What another build of libcrypto, libssl or GMP can change.
    case library

    /// Nil where the worker says which they are.
    ///
    /// - Parameter plugin: whose rows they are where sides have plug-ins, which have those of openssl as far as they offer them; nil
    ///   where they have none.
    func ids(of plugin: String?) -> Set<String>? {
        guard self == .library else { return nil }
        guard let plugin else { return ScenarioCatalogue.ofLibraries }
        let own = ScenarioCatalogue.ofLibraries.filter { $0.hasSuffix("/openssl") }
        return Set(own.map { $0.dropLast("openssl".count) + plugin })
    }
}
