internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// Full handshakes with data both ways, between every client and every server backend, in memory.
struct HandshakeMatrix {
    private let pki: TestPKI

    init() throws { pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048) }

    /// What went wrong with these two in this suite; nil if nothing did.
    func failure(
        client: any CryptoBackend.Type,
        server: any CryptoBackend.Type,
        _ suite: CipherSuite
    ) -> String? {
        do {
            try check(client, server, suite)
            return nil
        } catch { return "\(error)" }
    }

    private func check<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _: Server.Type,
        _ suite: CipherSuite
    ) throws {
        let identity = Identity<Server>(
            certificateChain: pki.credentials.certificateChain,
            privateKey: try Server.PrivateKey(pki.credentials.privateKey)
        )
        let pair = InMemoryPair(
            client: ClientConfiguration<Client>(
                verifier: pki.trustStore,
                serverName: "localhost",
                cipherSuites: [suite]
            ),
            server: ServerConfiguration(identity: identity, cipherSuites: [suite])
        )
        try pair.handshake()
        guard pair.client.negotiated?.cipherSuite == suite, pair.server.negotiated?.cipherSuite == suite else {
            throw CommandFailure("the handshake did not end with \(suite)")
        }
        let data = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try pair.client.send(data.span)
        try pair.server.send(data.span)
        try pair.deliver()
        guard pair.server.takeReceived() == data, pair.client.takeReceived() == data else {
            throw CommandFailure("other octets came than were sent")
        }
    }
}
