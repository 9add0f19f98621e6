public import CryptoBackend
public import TLSWire

/// What two peers agreed on.
public struct NegotiatedParameters: Hashable, Sendable {
    /// The version.
    public let version: ProtocolVersion
    /// The suite.
    public let cipherSuite: CipherSuite
    /// The name that the client asked for.
    public let serverName: String?
    /// Whether the master secret binds the handshake (RFC 7627).
    public let usesExtendedMasterSecret: Bool
    /// Whether both know RFC 5746.
    public let hasSecureRenegotiation: Bool
    /// What is spoken inside (RFC 7301).
    public let applicationProtocol: String?
    /// Whether there was a session before.
    public let resumption: Resumption
    /// The group of an ephemeral key exchange; nil without one.
    public let group: KeyExchangeGroup?
    /// How the server has signed in the handshake; nil if it has not.
    public let signatureScheme: SignatureScheme?
    /// The peer's certificates in DER; those of a client only if it was asked for them and had some.
    public let peerCertificates: [[UInt8]]

    /// The kinds of handshake.
    public enum Resumption: String, Hashable, Sendable {
        /// A full handshake.
        case none
        /// The server had kept the session (RFC 5246 §7.4.1.2).
        case sessionID = "session id"
        /// The client had kept it for the server (RFC 5077).
        case ticket
        /// A key that both had from a session before, and a new key exchange (RFC 8446 §2.2).
        case preSharedKey = "pre-shared key"
    }
}
