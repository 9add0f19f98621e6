import LibSSLPeer
import TLSTrust
import Testing

@Suite struct `libssl's own pair` {
    private static let exchanges: [(suite: String, group: LibSSLNegotiation.Group?, registered: String)] = [
        ("AES128-GCM-SHA256", nil, "TLS_RSA_WITH_AES_128_GCM_SHA256"),
        ("AES256-GCM-SHA384", nil, "TLS_RSA_WITH_AES_256_GCM_SHA384"),
        ("ECDHE-RSA-AES128-GCM-SHA256", .curve("X25519"), "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        ("ECDHE-RSA-AES256-GCM-SHA384", .curve("prime256v1"), "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
        ("DHE-RSA-AES128-GCM-SHA256", .field("ffdhe2048"), "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"),
        ("DHE-RSA-AES256-GCM-SHA384", .field("ffdhe3072"), "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"),
    ]

    @Test(arguments: exchanges.indices, [LibSSLNegotiation.Resumption.none, .sessionID, .ticket])
    func `does the handshakes that were asked for, again and again`(
        index: Int,
        resumption: LibSSLNegotiation.Resumption
    ) throws {
        let exchange = Self.exchanges[index]
        let negotiation = LibSSLNegotiation(
            cipherSuite: exchange.suite,
            group: exchange.group,
            resumption: resumption
        )
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let pair = try pair(negotiation, pki, pki.authorityPEM)
        for _ in 0..<3 {
            var isClientDone = false
            var isServerDone = false
            while !isClientDone || !isServerDone {
                isClientDone = try pair.stepClient()
                isServerDone = try pair.stepServer()
            }
            let outcome = try #require(pair.outcome)
            #expect(outcome.cipherSuite == exchange.registered)
            // A session that goes on has no key exchange.
            #expect(outcome.group == (resumption == .none ? exchange.group : nil))
            #expect(outcome.isResumed == (resumption != .none))
            #expect(outcome.usesExtendedMasterSecret)
            try pair.reset()
            #expect(pair.outcome == nil)
        }
    }

    @Test func `carries octets both ways, in more than one record`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let pair = try pair(LibSSLNegotiation(cipherSuite: "AES128-GCM-SHA256"), pki, pki.authorityPEM)
        try pair.handshake()
        let octets = (0..<65_537).map { UInt8(truncatingIfNeeded: $0 / 7) }
        for end in [LibSSLPair.End.client, .server, .client] {
            var received = [UInt8](repeating: 0, count: octets.count)
            try pair.carry(octets, from: end, into: &received)
            #expect(received == octets)
        }
    }

    @Test func `refuses a server whose authority it does not trust`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let stranger = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let pair = try pair(LibSSLNegotiation(cipherSuite: "AES128-GCM-SHA256"), pki, stranger.authorityPEM)
        #expect(throws: LibSSLError.self) {
            for _ in 0..<10 {
                _ = try pair.stepClient()
                _ = try pair.stepServer()
            }
        }
    }

    @Test func `refuses a certificate for another name, and names that are no host's`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost", "www.example.test"], keyBits: 2048)
        let negotiation = LibSSLNegotiation(cipherSuite: "AES128-GCM-SHA256")
        let other = try pair(negotiation, pki, pki.authorityPEM, "example.test")
        #expect(throws: LibSSLError.self) { try other.handshake() }
        // "" is "no check" to the library, and ".example.test" every name below it.
        for name in ["", ".example.test", "*.example.test", "a b", "a..b", "127.0.0.1", "localhost.", "bücher.example"]
        {
            #expect(throws: LibSSLError.self, "\(name)") { try pair(negotiation, pki, pki.authorityPEM, name) }
        }
        try pair(negotiation, pki, pki.authorityPEM, "www.example.test").handshake()
    }

    private func pair(
        _ negotiation: LibSSLNegotiation,
        _ pki: TestPKI,
        _ authority: String,
        _ serverName: String = "localhost"
    ) throws -> LibSSLPair {
        try LibSSLPair(
            negotiation,
            certificatePEM: try pki.credentials.certificatePEM(),
            keyPEM: try pki.credentials.privateKeyPEM(),
            authorityPEM: authority,
            serverName: serverName
        )
    }
}
