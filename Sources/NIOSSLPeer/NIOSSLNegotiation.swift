#if NIOSSL
internal import CryptoBackend
public import StackSeam
public import TLSWire

/// What NIOSSL has to negotiate: one version with one suite and one group.
public struct NIOSSLNegotiation: Hashable, Sendable {
    /// The suite, and with it the version.
    public let cipherSuite: CipherSuite
    /// The code point of the group of the key exchange, where the suite has one.
    public let group: UInt16?

    /// The engine's suites of TLS 1.2 that BoringSSL has, none with DHE; and the one of TLS 1.3.
    public static let cipherSuites: [CipherSuite] = [
        .rsaWithAES128GCMSHA256, .rsaWithAES256GCMSHA384,
        .ecdheECDSAWithAES128GCMSHA256, .ecdheECDSAWithAES256GCMSHA384, .ecdheECDSAWithChaCha20Poly1305SHA256,
        .ecdheRSAWithAES128GCMSHA256, .ecdheRSAWithAES256GCMSHA384, .ecdheRSAWithChaCha20Poly1305SHA256,
        tls13CipherSuite,
    ]

    /// The suite of TLS 1.3 that BoringSSL agrees on with itself. NIOSSL has no setting for it: its client offers all three, those with
    /// AES first where the processor has instructions for AES-GCM, and its server takes the first.
    public static let tls13CipherSuite: CipherSuite =
        [[.aesni, .pclmulqdq], [.aes, .pmull]].contains { InstructionSet.native.features.isSuperset(of: $0) }
        ? .aes128GCMSHA256 : .chacha20Poly1305SHA256

    /// secp256r1 and x25519 (RFC 8422 §5.1.1), and X25519MLKEM768 for TLS 1.3: the engine's, of the groups that NIOSSL has.
    public static let groups: [UInt16] = [0x0017, 0x001D, 0x11EC]

    /// Refuses what NIOSSL has not, for which NIOSSL itself has no error.
    public init(cipherSuite: CipherSuite, group: UInt16? = nil) throws(NIOSSLPeerError) {
        guard Self.offers(cipherSuite, group) else { throw .unsupported(cipherSuite, group: group) }
        self.cipherSuite = cipherSuite
        self.group = group
    }

    /// Of a kind of handshake; refuses what NIOSSL has not.
    public init(_ shape: HandshakeShape) throws(NIOSSLPeerError) {
        guard !shape.isResumed else { throw .unsupportedResumption }
        try self.init(cipherSuite: shape.suite, group: shape.group?.codePoint)
    }

    /// Whether NIOSSL can do it: a suite with its key exchange in a group, and one without in none.
    public static func offers(_ cipherSuite: CipherSuite, _ group: UInt16?) -> Bool {
        guard cipherSuites.contains(cipherSuite) else { return false }
        switch (cipherSuite, group) {
        case (.rsaWithAES128GCMSHA256, _), (.rsaWithAES256GCMSHA384, _): return group == nil
        // Of its one group the client also takes certificates (RFC 8422 §5.1).
        case (.ecdheECDSAWithAES128GCMSHA256, _), (.ecdheECDSAWithAES256GCMSHA384, _),
            (.ecdheECDSAWithChaCha20Poly1305SHA256, _):
            return group == 0x0017
        case (_, let group?): return groups.contains(group) && (group != hybrid || cipherSuite.version == .tls13)
        case (_, nil): return false
        }
    }

    private static let hybrid = KeyExchangeGroup.x25519MLKEM768.codePoint
}
#endif
