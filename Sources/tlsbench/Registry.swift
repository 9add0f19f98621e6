internal import BenchCore
internal import CryptoBackend
internal import NullBackend
internal import OpenSSLBackend
internal import Scenarios
internal import StackSeam
internal import SwiftCore

/// The backends of ``BuiltInColumn``, by name.
enum Registry {
    /// All that measure something and are here, in the order of the columns.
    static var backends: [any CryptoBackend.Type] {
        BuiltInColumn.all.filter { !$0.isEngineAlone && $0.isLoaded }.compactMap { $0.type }
    }

    /// Never in `all` and never on a socket.
    static let engineAlone: any CryptoBackend.Type = NullBackend.self

    /// What workers hold the results of all others against; there is no worker without libcrypto.
    static let references = References(OpenSSLBackend.self, or: SwiftBackend.self)

    /// What `serve` and `connect` use unless they are told.
    static let standard: any CryptoBackend.Type = backends.first { $0 == OpenSSLBackend.self } ?? SwiftBackend.self

    /// Finds a backend by the name that its identity gives.
    static func backend(named name: String) throws -> any CryptoBackend.Type {
        try find(name, among: backends, orNamed: [])
    }

    /// Backends by a list of names, of which `all` may be one.
    static func backends(named list: String) throws -> [any CryptoBackend.Type] {
        var found: [any CryptoBackend.Type] = []
        for name in list.split(separator: ",", omittingEmptySubsequences: false) {
            let named =
                name == "all" ? backends : [try find(String(name), among: backends + [engineAlone], orNamed: ["all"])]
            for backend in named where !found.contains(where: { $0 == backend }) { found.append(backend) }
        }
        return found
    }

    /// The name of who has rows: a backend, or a peer.
    static func row(named name: String) throws -> String {
        let peers = ScenarioCatalogue.peers.map { $0.name }
        if peers.contains(name) || MissingLibrary.all.contains(where: { !$0.isPeer && $0.name == name }) { return name }
        return try find(name, among: backends + [engineAlone], orNamed: peers).identity.name
    }

    /// What is measured of `backends`, of whom ``engineAlone`` may be one.
    static func groups(of backends: [any CryptoBackend.Type], in suite: Suite) -> [BenchmarkGroup] {
        ScenarioCatalogue.groups(
            backends: backends.filter { $0 != engineAlone },
            engineAlone: backends.filter { $0 == engineAlone },
            suite: suite
        )
    }

    private static func find(
        _ name: String,
        among backends: [any CryptoBackend.Type],
        orNamed others: [String]
    ) throws -> any CryptoBackend.Type {
        for backend in backends where backend.identity.name == name { return backend }
        if let library = MissingLibrary.all.first(where: { $0.name == name }) {
            // Every command that takes a backend is a `NeedsCertificates`, and ends with 69 before it does anything.
            guard library.isPeer else { return OpenSSLBackend.self }
            throw CommandFailure(library.notice)
        }
        if let part = OptionalPart.leftOut.first(where: { $0.name == name }) { throw CommandFailure(part.notice) }
        throw Unknown(kind: "backend", name: name, known: others + backends.map { $0.identity.name })
    }
}

extension [any CryptoBackend.Type] {
    /// The variables that keep all of their libraries to a set of CPU features.
    func environment(limitedTo set: InstructionSet) -> [String: String] {
        reduce(into: [:]) { all, backend in all.merge(backend.environment(limitedTo: set)) { $1 } }
    }
}
