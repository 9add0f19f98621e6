import CryptoBackend
import LibSSLPeer
import StackSeam
import TLSWire
import Testing

@Suite struct `libssl's own pair` {
    private static let exchanges: [(suite: CipherSuite, group: KeyExchangeGroup?)] = [
        (.rsaWithAES128GCMSHA256, nil), (.rsaWithAES256GCMSHA384, nil),
        (.ecdheRSAWithAES128GCMSHA256, .x25519), (.ecdheRSAWithAES256GCMSHA384, .secp256r1),
        (.dheRSAWithAES128GCMSHA256, .ffdhe2048), (.dheRSAWithAES256GCMSHA384, .ffdhe3072),
    ]

    @Test(arguments: exchanges.indices, [HandshakeShape.Resumption.none, .sessionID, .ticket])
    func `does the handshakes that were asked for, again and again`(
        index: Int,
        resumption: HandshakeShape.Resumption
    ) throws {
        let (suite, group) = Self.exchanges[index]
        // The first handshake of a session has the key exchange, and needs the group where the library has no default.
        let shape = HandshakeShape(suite: suite, group: group, resumption: resumption)
        let pair = try LibSSLPair(shape, Fixture.credentials(), chunk: [1])
        for _ in 0..<3 {
            try pair.handshake()
            let outcome = try pair.outcome()
            #expect(outcome.cipherSuite == suite)
            // A session that is resumed has no key exchange.
            #expect(outcome.group == (resumption == .none ? group : nil))
            #expect(outcome.resumption == resumption)
            #expect(outcome.usesExtendedMasterSecret && outcome.hasSecureRenegotiation)
            try pair.startClient()
            #expect(throws: StackError.noHandshake) { try pair.outcome() }
        }
    }

    @Test(
        arguments: [CipherSuite.aes128GCMSHA256, .aes256GCMSHA384],
        [KeyExchangeGroup.x25519, .secp256r1, .ffdhe2048]
    )
    func `does those of TLS 1.3, and resumes by a pre-shared key with a new key exchange`(
        suite: CipherSuite,
        group: KeyExchangeGroup
    ) throws {
        for shape in [HandshakeShape.full(suite, group), .resumed(suite, in: group)] {
            let pair = try LibSSLPair(shape, Fixture.credentials(), chunk: [1])
            for _ in 0..<3 {
                try pair.handshake()
                let outcome = try pair.outcome()
                #expect(outcome.cipherSuite == suite && outcome.group == group)
                #expect(outcome.resumption == shape.resumption)
            }
        }
    }

    @Test func `carries octets both ways, in more than one record`() throws {
        let octets = (0..<65_537).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let pair = try LibSSLPair(Fixture.rsa, Fixture.credentials(), chunk: octets)
        try pair.handshake()
        for end in [PairEnd.client, .server, .client] {
            try pair.carry(from: end)
            #expect(try pair.received(from: end) == octets)
        }
    }

    @Test func `refuses a server whose authority it does not trust`() throws {
        let credentials = try Fixture.credentials(authorityPEM: try Fixture.strangerPEM())
        let pair = try LibSSLPair(Fixture.rsa, credentials, chunk: [1])
        #expect(throws: LibSSLError.self) { try pair.handshake() }
    }

    @Test func `refuses a certificate for another name, and names that are no host's`() throws {
        let other = try LibSSLPair(Fixture.rsa, Fixture.credentials(serverName: "example.test"), chunk: [1])
        #expect(throws: LibSSLError.self) { try other.handshake() }
        // "" is "no check" to the library, and ".example.test" every name below it.
        for name in ["", ".example.test", "*.example.test", "a b", "a..b", "127.0.0.1", "localhost.", "bücher.example"]
        {
            #expect(throws: LibSSLError.self, "\(name)") {
                try LibSSLPair(Fixture.rsa, Fixture.credentials(serverName: name), chunk: [1])
            }
        }
        try LibSSLPair(Fixture.rsa, Fixture.credentials(serverName: "www.example.test"), chunk: [1]).handshake()
    }

    @Test func `refuses a suite that the engine has not`() throws {
        let shape = HandshakeShape.full(CipherSuite(rawValue: 0xC0AC))
        #expect(throws: LibSSLError.self) { try LibSSLPair(shape, Fixture.credentials(), chunk: [1]) }
    }
}
