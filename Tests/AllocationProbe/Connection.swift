internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// A client and a server in one thread, without verification of the certificate, which is libcrypto's.
final class Connection<Backend: CryptoBackend> {
    private let client: ClientConfiguration<Backend>
    private let server: ServerConfiguration<Backend>

    init() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let key = pki.credentials.publicKey
        // The textbook's, where the backend can.
        let suites = Array([.rsaWithAES128GCMSHA256, .ecdheRSAWithAES128GCMSHA256].filter(Backend.canDo).prefix(1))
        client = ClientConfiguration(
            verifier: Trusting(key: key),
            serverName: .localhost,
            cipherSuites: suites
        )
        server = ServerConfiguration(
            identity: try Identity(pki.credentials),
            cipherSuites: suites
        )
    }

    /// The blocks of a whole handshake, on each side.
    func handshake() throws -> (client: Int, server: Int) {
        for _ in 0..<10 { try InMemoryPair(client: client, server: server).handshake() }
        var (ofClient, ofServer) = (0, 0)
        var octets: [UInt8] = []
        var ends: (TLSClient<Backend>, TLSServer<Backend>)?
        ofClient += try allocations {
            let client = TLSClient(client)
            try client.start()
            octets = client.takeOutgoing()
            ends = (client, TLSServer(server))
        }
        guard let (client, server) = ends else { return (0, 0) }
        ofServer += try allocations {
            try server.receive(octets.span)
            octets = server.takeOutgoing()
        }
        ofClient += try allocations {
            try client.receive(octets.span)
            octets = client.takeOutgoing()
        }
        ofServer += try allocations {
            try server.receive(octets.span)
            octets = server.takeOutgoing()
        }
        ofClient += try allocations { try client.receive(octets.span) }
        precondition(client.phase == .established && server.phase == .established, "the handshake has ended")
        return (ofClient, ofServer)
    }

    /// The blocks of 3,000 records of three sizes, sealed and opened, both ways in turn.
    func records() throws -> Int {
        let pair = InMemoryPair(client: client, server: server)
        try pair.handshake()
        let payloads = [16, 1350, 16384].map { [UInt8](repeating: 7, count: $0) }
        try exchange(payloads, over: pair, times: 10)
        return try allocations { try exchange(payloads, over: pair, times: 500) }
    }

    private func exchange(
        _ payloads: [[UInt8]],
        over pair: InMemoryPair<Backend, Backend>,
        times: Int
    ) throws {
        for _ in 0..<times {
            for payload in payloads {
                try carry(payload.span, from: pair.client, to: pair.server)
                try carry(payload.span, from: pair.server, to: pair.client)
            }
        }
    }

    private func carry(
        _ payload: Span<UInt8>,
        from sender: some TLSConnection,
        to receiver: some TLSConnection
    ) throws {
        try sender.send(payload)
        var failure: HandshakeError?
        sender.drainOutgoing { octets in
            do throws(HandshakeError) { try receiver.receive(octets) } catch { failure = error }
        }
        if let failure { throw failure }
        var received = 0
        receiver.drainReceived { received = $0.count }
        precondition(received == payload.count, "a record has come whole")
    }
}

/// Takes any chain, for a key that is known before.
private struct Trusting: CertificateVerifier {
    let key: CertificateKey

    func verify(_: [[UInt8]], serverName: ServerName, usage: KeyUsage) -> CertificateKey { key }
}
