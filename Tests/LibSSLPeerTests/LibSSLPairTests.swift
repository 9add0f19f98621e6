import LibSSLPeer
import TLSTrust
import Testing

@Suite struct `libssl's own pair` {
    @Test(arguments: [
        ("AES128-GCM-SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256"),
        ("AES256-GCM-SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384"),
    ])
    func `does full handshakes of the suite that was asked for, again and again`(
        suite: (library: String, registry: String)
    ) throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let pair = try pair(suite.library, pki, pki.authorityPEM)
        for _ in 0..<3 {
            var isClientDone = false
            var isServerDone = false
            while !isClientDone || !isServerDone {
                isClientDone = try pair.stepClient()
                isServerDone = try pair.stepServer()
            }
            #expect(pair.cipherSuite == suite.registry)
            #expect(pair.usesExtendedMasterSecret)
            try pair.reset()
            #expect(pair.cipherSuite == nil)
        }
    }

    @Test func `carries octets both ways, in more than one record`() throws {
        let pki = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let pair = try pair("AES128-GCM-SHA256", pki, pki.authorityPEM)
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
        let pair = try pair("AES128-GCM-SHA256", pki, stranger.authorityPEM)
        #expect(throws: LibSSLError.self) {
            for _ in 0..<10 {
                _ = try pair.stepClient()
                _ = try pair.stepServer()
            }
        }
    }

    private func pair(_ suite: String, _ pki: TestPKI, _ authority: String) throws -> LibSSLPair {
        try LibSSLPair(
            cipherSuite: suite,
            certificatePEM: try pki.credentials.certificatePEM(),
            keyPEM: try pki.credentials.privateKeyPEM(),
            authorityPEM: authority,
            serverName: "localhost"
        )
    }
}
