internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import PluginBackend
internal import Scenarios
internal import StackSeam

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
        for peer in ScenarioCatalogue.peers where names?.contains(peer.name) ?? true {
            libraries[peer.name] = .init(name: peer.library, version: peer.version, codePath: peer.codePath)
        }
        return libraries
    }
}

extension [String: ResultDocument.Library] {
    /// As a worker says it of its own process.
    var asWorkerSays: [WorkerIdentity.Library] {
        let loaded = LoadedObject.own().map(\.name)
        return sorted { $0.key < $1.key }.map { column, library in
            let plugin = PluginLibrary.loaded.flatMap { $0.identity.name == column ? $0.path : nil }
            // A plug-in's file may begin as another library's does.
            let object: String? =
                if let plugin {
                    loaded.first { plugin.hasSuffix("/" + $0) }
                } else {
                    Self.files[column].flatMap { file in loaded.first { $0.hasPrefix(file) } }
                }
            return .init(
                column: column,
                name: library.name,
                version: library.version,
                codePath: library.codePath,
                object: object,
                settings: Self.configured.contains(column) ? SettingsInForce.ofConfiguration : []
            )
        }
    }

    /// Those that read a configuration file.
    private static let configured = ["openssl", "peer:libssl"]

    /// How the names of the files begin that libraries are loaded from; the others are compiled in.
    private static let files = ["openssl": "libcrypto.so", "peer:libssl": "libssl.so", "gmp": "libgmp.so"]
}
