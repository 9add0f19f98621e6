#if NIOSSL
import NIOSSLPeer
import StackSeam
import TLSTrust
import TLSWire

/// One certificate for all tests, and what is made with it.
enum Fixture {
    private static let pki = Result { try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048) }

    /// All that the peer says it can do.
    static let negotiations: [NIOSSLNegotiation] = NIOSSLNegotiation.cipherSuites.flatMap { suite in
        ([nil] + NIOSSLNegotiation.groups).compactMap { try? NIOSSLNegotiation(cipherSuite: suite, group: $0) }
    }

    static func rsa() throws -> NIOSSLNegotiation { try NIOSSLNegotiation(cipherSuite: .rsaWithAES128GCMSHA256) }

    static func credentials(
        authorityPEM: String? = nil,
        serverName: String = "localhost"
    ) throws -> StackCredentials {
        let pki = try pki.get()
        return StackCredentials(
            certificatePEM: try pki.credentials.certificatePEM(),
            keyPEM: try pki.credentials.privateKeyPEM(),
            authorityPEM: authorityPEM ?? pki.authorityPEM,
            serverName: serverName
        )
    }

    static func pair(
        _ negotiation: NIOSSLNegotiation,
        authorityPEM: String? = nil,
        serverName: String = "localhost",
        chunk: [UInt8] = (0..<64).map { $0 }
    ) throws -> NIOSSLPair {
        try NIOSSLPair(negotiation, credentials(authorityPEM: authorityPEM, serverName: serverName), chunk: chunk)
    }

    static func server(_ negotiation: NIOSSLNegotiation, _ service: Service) throws -> NIOSSLServer {
        try NIOSSLServer(negotiation, credentials(), service: service)
    }

    static func client(
        _ negotiation: NIOSSLNegotiation,
        authorityPEM: String? = nil,
        serverName: String = "localhost",
        pattern: [UInt8] = (0..<64).map { $0 },
        patience: Duration = .seconds(20)
    ) throws -> NIOSSLClient {
        try NIOSSLClient(
            negotiation,
            credentials(authorityPEM: authorityPEM, serverName: serverName),
            pattern: pattern,
            patience: patience
        )
    }

    /// An authority that certified nothing here.
    static func strangerPEM() throws -> String {
        try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).authorityPEM
    }
}

extension NIOSSLOutcome {
    /// Whether it is what was asked for, in a full handshake; of TLS 1.2, signed with rsa_pss_rsae_sha256 if it is signed.
    func isFull(_ negotiation: NIOSSLNegotiation) -> Bool {
        let suite = negotiation.cipherSuite
        let isSigned = suite.version == .tls12 && group != nil
        return version == suite.version && cipherSuite == suite && group == negotiation.group && !isResumed
            && usesExtendedMasterSecret && hasSecureRenegotiation && signatureScheme == (isSigned ? 0x0804 : nil)
    }
}
#endif
