internal import ArgumentParser
internal import Scenarios

/// A list of benchmarks for gates.
enum GateSuite: String, ExpressibleByArgument, CaseIterable {
    /// What the build itself calls gated: each kernel, library and layer once.
    case gate
    /// What another build of libcrypto, libssl or GMP can change.
    case library

    /// Nil where the worker says which they are.
    var ids: Set<String>? { self == .library ? ScenarioCatalogue.ofLibraries : nil }
}
