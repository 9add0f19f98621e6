internal import BenchReport
internal import CryptoBackend
internal import LibSSLPeer
internal import Scenarios

extension Registry {
    /// What the libraries say of themselves, by backend and peer.
    ///
    /// - Parameter names: whose; nil for all.
    static func libraries(for names: Set<String>?) -> [String: ResultDocument.Library] {
        var libraries: [String: ResultDocument.Library] = [:]
        for backend in backends + [engineAlone] where names?.contains(backend.identity.name) ?? true {
            let identity = backend.identity
            libraries[identity.name] = .init(
                name: identity.library,
                version: identity.version,
                codePath: identity.codePath + (identity.isa == "native" ? "" : "; --isa \(identity.isa)")
            )
        }
        if names?.contains(ScenarioCatalogue.libssl) ?? true {
            libraries[ScenarioCatalogue.libssl] = .init(
                name: "libssl",
                version: LibSSLPair.version,
                codePath: "its own engine"
            )
        }
        return libraries
    }
}
