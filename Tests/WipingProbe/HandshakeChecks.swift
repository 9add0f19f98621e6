internal import CryptoBackend
internal import TLSTrust
internal import TLSWire

@testable internal import TLSEngine

/// Whole handshakes between two ends, with data.
enum HandshakeChecks<Base: CryptoBackend> {
    private typealias Backend = WatchingBackend<Base>

    /// A full handshake of TLS 1.3 with data under two keys, and one that goes on with its pre-shared key.
    static func handshakeTLS13() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let identity = try Identity<Backend>(pki.credentials)
        var client = ClientConfiguration<Backend>(verifier: pki.trustStore, serverName: .localhost)
        var server = ServerConfiguration<Backend>(identity: identity)
        (client.versions, server.versions) = ([.tls13], [.tls13])
        // Each record is the last under its key: with the next comes a KeyUpdate.
        (client.recordsPerKey, server.recordsPerKey) = (1, 1)
        client.sessions = ClientSessionCache { 0 }
        server.sessions = SessionCache { 0 }
        for _ in 0..<2 {
            let pair = InMemoryPair(client: client, server: server)
            try pair.handshake()
            let data = [UInt8](repeating: 1, count: 1000)
            for _ in 0..<2 {
                try pair.client.send(data.span)
            }
            pair.client.close()
            try pair.deliver()
        }
    }

    /// TLS 1.2, in the first suite of each hash.
    static func handshake() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let identity = try Identity<Backend>(pki.credentials)
        for suite in CipherSuite.supported.filter({ $0.keyKind == .rsa && Backend.canDo($0) }).prefix(2) {
            let pair = InMemoryPair(
                client: ClientConfiguration<Backend>(
                    verifier: pki.trustStore,
                    serverName: .localhost,
                    cipherSuites: [suite]
                ),
                server: ServerConfiguration<Backend>(identity: identity, cipherSuites: [suite])
            )
            try pair.handshake()
            let data = [UInt8](repeating: 1, count: 1000)
            try pair.client.send(data.span)
            try pair.deliver()
            pair.client.close()
            try pair.deliver()
        }
    }
}
