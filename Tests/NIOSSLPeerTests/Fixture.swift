#if NIOSSL
import NIOSSLPeer
import StackSeam
import TLSTrust
import TLSWire

/// One certificate of each kind for all tests, and what is made with them.
enum Fixture {
    private static let rsaPKI = Result { try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048) }
    private static let ecdsaPKI = Result { try TestPKI.mintECDSA(serverNames: ["localhost"]) }

    /// All that the peer says it can do.
    static let negotiations: [NIOSSLNegotiation] = NIOSSLNegotiation.cipherSuites.flatMap { suite in
        ([nil] + NIOSSLNegotiation.groups).compactMap { try? NIOSSLNegotiation(cipherSuite: suite, group: $0) }
    }

    static func rsa() throws -> NIOSSLNegotiation { try NIOSSLNegotiation(cipherSuite: .rsaWithAES128GCMSHA256) }

    static func credentials(
        for negotiation: NIOSSLNegotiation? = nil,
        authorityPEM: String? = nil,
        serverName: String = "localhost"
    ) throws -> StackCredentials {
        let pki = try negotiation?.hasECDSA == true ? ecdsaPKI.get() : rsaPKI.get()
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
        try NIOSSLPair(
            negotiation,
            credentials(for: negotiation, authorityPEM: authorityPEM, serverName: serverName),
            chunk: chunk
        )
    }

    static func server(_ negotiation: NIOSSLNegotiation, _ service: Service) throws -> NIOSSLServer {
        try NIOSSLServer(negotiation, credentials(for: negotiation), service: service)
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
            credentials(for: negotiation, authorityPEM: authorityPEM, serverName: serverName),
            pattern: pattern,
            patience: patience
        )
    }

    /// An authority that certified nothing here.
    static func strangerPEM() throws -> String {
        try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048).authorityPEM
    }
}

extension NIOSSLNegotiation {
    /// Whether the suite asks for such a certificate.
    var hasECDSA: Bool { cipherSuite.name.contains("_ECDSA_") }
}

extension NIOSSLOutcome {
    /// Whether it is what was asked for, in a full handshake; of TLS 1.2, signed with rsa_pss_rsae_sha256 or
    /// ecdsa_secp256r1_sha256 if it is signed.
    func isFull(_ negotiation: NIOSSLNegotiation) -> Bool {
        let suite = negotiation.cipherSuite
        let scheme: UInt16 = negotiation.hasECDSA ? 0x0403 : 0x0804
        let isSigned = suite.version == .tls12 && group != nil
        return version == suite.version && cipherSuite == suite && group == negotiation.group && !isResumed
            && usesExtendedMasterSecret && hasSecureRenegotiation && signatureScheme == (isSigned ? scheme : nil)
    }
}
#endif
