#if NIOSSL
import NIOSSL
import NIOSSLPeer
import StackSeam
import TLSWire
import Testing

@Suite struct `What NIOSSL can negotiate` {
    @Test func `is RSA key exchange without a group, and ECDHE in two`() {
        #expect(Fixture.negotiations.map { $0.group } == [nil, nil, 0x0017, 0x001D, 0x0017, 0x001D])
    }

    @Test func `has of the engine's suites those that BoringSSL has`() {
        let theirs = Set(TLSConfiguration.makeClientConfiguration().cipherSuiteValues.map(\.rawValue))
        // Peers have certificates of RSA.
        let common = CipherSuite.supported.filter { theirs.contains($0.rawValue) && !$0.name.contains("ECDSA") }
        #expect(Set(common) == Set(NIOSSLNegotiation.cipherSuites))
    }

    @Test(
        arguments: [
            (.dheRSAWithAES128GCMSHA256, nil), (.dheRSAWithAES128GCMSHA256, 0x0100),
            (.rsaWithAES128GCMSHA256, 0x001D), (.ecdheRSAWithAES128GCMSHA256, nil),
            (.ecdheRSAWithAES128GCMSHA256, 0x0100),
        ] as [(CipherSuite, UInt16?)]
    )
    func `leaves out the rest, with an error that names it`(suite: CipherSuite, group: UInt16?) {
        #expect(throws: NIOSSLPeerError.unsupported(suite, group: group)) {
            try NIOSSLNegotiation(cipherSuite: suite, group: group)
        }
    }

    @Test func `has no handshake that resumes a session`() {
        for resumption in [HandshakeShape.Resumption.sessionID, .ticket] {
            let shape = HandshakeShape.resumed(.rsaWithAES128GCMSHA256, by: resumption)
            #expect(!NIOSSLStack.offers(shape))
            #expect(throws: NIOSSLPeerError.unsupportedResumption) { try NIOSSLNegotiation(shape) }
        }
    }
}
#endif
