internal import CryptoBackend
internal import GMPBackend
internal import OpenSSLBackend
internal import SwiftCore

/// The one list of backends.
enum Registry {
    /// All that measure something, in the order of the columns.
    static let backends: [any CryptoBackend.Type] = [SwiftBackend.self, GMPBackend.self, OpenSSLBackend.self]

    /// What `serve` and `connect` use unless they are told.
    static let standard: any CryptoBackend.Type = OpenSSLBackend.self

    /// Finds a backend by the name that its identity gives.
    static func backend(named name: String) throws -> any CryptoBackend.Type {
        for backend in backends where backend.identity.name == name { return backend }
        throw Unknown(kind: "backend", name: name, known: backends.map { $0.identity.name })
    }
}
