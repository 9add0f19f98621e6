internal import CryptoBackend

/// The built-in columns as a worker measures them. Nothing but the worker may name them; the layer check looks.
enum SeededBackends {
    /// In the order of the table; there is no worker without libcrypto.
    static var all: [any CryptoBackend.Type] {
        BuiltInColumn.all.filter { !$0.isEngineAlone }.compactMap { $0.seededType }
    }

    /// ``Registry/engineAlone``.
    static let engineAlone = BuiltInColumn.all.filter { $0.isEngineAlone }.compactMap { $0.seededType }
}
