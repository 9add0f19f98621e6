public import CryptoBackend
public import TLSWire

/// How a handshake ended.
public struct HandshakeOutcome: Hashable, Sendable {
    /// The suite.
    public let cipherSuite: CipherSuite
    /// The group of an ephemeral key exchange; nil without one.
    public let group: KeyExchangeGroup?
    /// How a session was resumed.
    public let resumption: HandshakeShape.Resumption
    /// Whether the master secret binds the handshake (RFC 7627).
    public let usesExtendedMasterSecret: Bool
    /// Whether both know RFC 5746.
    public let hasSecureRenegotiation: Bool

    /// Of its parts.
    public init(
        cipherSuite: CipherSuite,
        group: KeyExchangeGroup?,
        resumption: HandshakeShape.Resumption,
        usesExtendedMasterSecret: Bool,
        hasSecureRenegotiation: Bool
    ) {
        self.cipherSuite = cipherSuite
        self.group = group
        self.resumption = resumption
        self.usesExtendedMasterSecret = usesExtendedMasterSecret
        self.hasSecureRenegotiation = hasSecureRenegotiation
    }
}
