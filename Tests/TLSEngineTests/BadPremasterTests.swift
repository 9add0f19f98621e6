import CryptoBackend
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@Suite struct `A bad premaster secret` {
    /// What a server sees in the place of the ciphertext that the client made (RFC 5246 §7.4.7.1).
    static let faults: [(name: String, change: @Sendable ([UInt8], _ modulus: [UInt8]) -> [UInt8])] = [
        ("its last octet altered", { good, _ in good.dropLast() + [good[good.count - 1] ^ 1] }),
        ("its first octet altered", { good, _ in [good[0] ^ 0x08] + good.dropFirst() }),
        ("zero", { good, _ in good.map { _ in 0 } }),
        ("one, which decrypts to itself", { good, _ in good.dropLast().map { _ in 0 } + [1] }),
        ("the modulus", { _, modulus in modulus }),
        ("above the modulus", { good, _ in good.map { _ in 0xFF } }),
        ("an octet too short", { good, _ in Array(good.dropLast()) }),
        ("an octet too long", { good, _ in [0] + good }),
        ("empty", { _, _ in [] }),
    ]

    private static let backends = MatrixTests.backends.indices.filter {
        MatrixTests.backends[$0].capabilities.keyExchanges.contains(.rsa)
    }

    @Test(arguments: backends, CipherSuite.supported.filter { $0.keyExchange == .rsa })
    func `looks like a good one until Finished, whatever is wrong with it`(backend: Int, suite: CipherSuite) throws {
        try check(MatrixTests.backends[backend], suite)
    }

    private func check<Backend: CryptoBackend>(_: Backend.Type, _ suite: CipherSuite) throws {
        let pki = try #require(MatrixTests.pki)
        let credentials = pki.credentials
        let identity = try Identity<Backend>(credentials)
        for (name, change) in Self.faults {
            let pair = InMemoryPair(
                client: ClientConfiguration<Backend>(
                    verifier: pki.trustStore,
                    serverName: .localhost,
                    cipherSuites: [suite]
                ),
                server: ServerConfiguration(identity: identity)
            )
            try pair.client.start()
            let hello = pair.client.takeOutgoing()
            try pair.server.receive(hello.span)
            let answer = pair.server.takeOutgoing()
            try pair.client.receive(answer.span)
            let flight = pair.client.takeOutgoing()

            // The first record of the flight is ClientKeyExchange, alone.
            let length = Int(flight[3]) << 8 | Int(flight[4])
            let body = Array(flight[9..<5 + length])
            guard case .encryptedPremaster(let sent) = try ClientKeyExchange(decoding: body, .encryptedPremaster) else {
                return
            }
            let ciphertext = change(sent, try credentials.rsaPrivateKey().publicComponents.modulus)
            let message = Script.handshake(ClientKeyExchange.encryptedPremaster(ciphertext).encoded)
            let changeCipherSpec = Array(flight[(5 + length)..<(5 + length + 6)])
            let finished = Array(flight[(5 + length + 6)...])

            try pair.server.receive(message.span)
            try pair.server.receive(changeCipherSpec.span)
            #expect(!pair.server.hasOutgoing, "\(name)")
            #expect(pair.server.phase == .handshaking, "\(name)")
            let reaction = Reaction(of: pair.server, to: finished)
            #expect(reaction.error == .peerMisbehaved(.badRecordMAC), "\(name)")
            #expect(reaction.alert == .badRecordMAC, "\(name)")
        }
    }
}
