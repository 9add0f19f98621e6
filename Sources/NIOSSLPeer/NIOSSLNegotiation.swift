#if NIOSSL
internal import CryptoBackend
public import StackSeam
public import TLSWire

/// What NIOSSL has to negotiate: TLS 1.2 with one suite and one group.
public struct NIOSSLNegotiation: Hashable, Sendable {
    /// The suite.
    public let cipherSuite: CipherSuite
    /// The code point of the group of the key exchange, where the suite has one.
    public let group: UInt16?

    /// The suites with AES-GCM and RSA certificates that BoringSSL has: none with DHE.
    public static let cipherSuites: [CipherSuite] = [
        .rsaWithAES128GCMSHA256, .rsaWithAES256GCMSHA384, .ecdheRSAWithAES128GCMSHA256, .ecdheRSAWithAES256GCMSHA384,
    ]

    /// secp256r1 and x25519 (RFC 8422 §5.1.1): the engine's, of the curves that NIOSSL has.
    public static let groups: [UInt16] = [0x0017, 0x001D]

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
        let needsGroup = cipherSuite == .ecdheRSAWithAES128GCMSHA256 || cipherSuite == .ecdheRSAWithAES256GCMSHA384
        return group.map { needsGroup && groups.contains($0) } ?? !needsGroup
    }
}
#endif
