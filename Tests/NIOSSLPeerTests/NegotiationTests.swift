#if NIOSSL
import CryptoBackend
import NIOSSL
import NIOSSLPeer
import StackSeam
import TLSWire
import Testing

@Suite struct `What NIOSSL can negotiate` {
    @Test func `is RSA key exchange without a group, ECDHE in two, and TLS 1.3 in three`() {
        // ECDSA is on one curve, RSA's exchange may be in two.
        let ofTLS12: [UInt16?] =
            [nil, nil, 0x0017, 0x0017, 0x0017] + (0..<3).flatMap { _ in [0x0017, 0x001D] as [UInt16?] }
        #expect(Fixture.negotiations.map { $0.group } == ofTLS12 + [0x0017, 0x001D, 0x11EC])
    }

    @Test func `has of the engine's suites of TLS 1.2 those that BoringSSL has`() {
        let theirs = Set(TLSConfiguration.makeClientConfiguration().cipherSuiteValues.map(\.rawValue))
        let common = CipherSuite.supported.filter { theirs.contains($0.rawValue) }
        #expect(Set(common) == Set(NIOSSLNegotiation.cipherSuites.filter { $0.version == .tls12 }))
    }

    /// That BoringSSL agrees on it is what the handshakes' outcomes prove.
    @Test func `has one suite of TLS 1.3`() {
        #expect(NIOSSLNegotiation.cipherSuites.filter { $0.version == .tls13 } == [NIOSSLNegotiation.tls13CipherSuite])
    }

    @Test(
        arguments: [
            (.dheRSAWithAES128GCMSHA256, nil), (.dheRSAWithAES128GCMSHA256, 0x0100),
            (.rsaWithAES128GCMSHA256, 0x001D), (.ecdheRSAWithAES128GCMSHA256, nil),
            (.ecdheRSAWithAES128GCMSHA256, 0x0100), (.ecdheRSAWithAES128GCMSHA256, 0x11EC),
            (.aes256GCMSHA384, 0x001D), (.aes128GCMSHA256, nil), (.aes128GCMSHA256, 0x0100),
        ] as [(CipherSuite, UInt16?)]
    )
    func `leaves out the rest, with an error that names it`(suite: CipherSuite, group: UInt16?) {
        #expect(throws: NIOSSLPeerError.unsupported(suite, group: group)) {
            try NIOSSLNegotiation(cipherSuite: suite, group: group)
        }
    }

    @Test func `has no handshake that resumes a session`() {
        let shapes: [HandshakeShape] = [
            .resumed(.rsaWithAES128GCMSHA256, by: .sessionID), .resumed(.rsaWithAES128GCMSHA256, by: .ticket),
            .resumed(NIOSSLNegotiation.tls13CipherSuite, in: .x25519),
        ]
        for shape in shapes {
            #expect(!NIOSSLStack.offers(shape))
            #expect(throws: NIOSSLPeerError.unsupportedResumption) { try NIOSSLNegotiation(shape) }
        }
    }
}
#endif
