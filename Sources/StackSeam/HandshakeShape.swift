public import CryptoBackend
public import TLSWire

/// What a handshake has to end with: the suite, the group of its key exchange, and whether a session is resumed.
public struct HandshakeShape: Hashable, Sendable {
    /// The suite.
    public let suite: CipherSuite
    /// Nil for a suite that needs none, and in a handshake that has no key exchange.
    public let group: KeyExchangeGroup?
    /// How a session is resumed.
    public let resumption: Resumption

    /// Where the session of an earlier handshake comes from.
    public enum Resumption: String, Hashable, Sendable {
        /// Nowhere: the handshake is a full one.
        case none
        /// The server kept it (RFC 5246 §7.4.1.2).
        case sessionID = "session id"
        /// The client kept it for the server (RFC 5077).
        case ticket
        /// Both have a key of it, and exchange another beside it (RFC 8446 §2.2).
        case preSharedKey = "pre-shared key"
    }

    /// Any combination; what a stack cannot do it refuses.
    public init(suite: CipherSuite, group: KeyExchangeGroup?, resumption: Resumption) {
        self.suite = suite
        self.group = group
        self.resumption = resumption
    }

    /// A full handshake.
    public static func full(_ suite: CipherSuite, _ group: KeyExchangeGroup? = nil) -> HandshakeShape {
        HandshakeShape(suite: suite, group: group, resumption: .none)
    }

    /// A handshake that resumes the session of another before it.
    public static func resumed(_ suite: CipherSuite, by resumption: Resumption) -> HandshakeShape {
        HandshakeShape(suite: suite, group: nil, resumption: resumption)
    }

    /// A handshake of TLS 1.3 that resumes the session of another before it.
    public static func resumed(_ suite: CipherSuite, in group: KeyExchangeGroup) -> HandshakeShape {
        HandshakeShape(suite: suite, group: group, resumption: .preSharedKey)
    }

    /// The version that has the suite.
    public var version: ProtocolVersion { suite.version }

    /// Whether a session is resumed.
    public var isResumed: Bool { resumption != .none }

    /// The groups that both sides have: the one, if there is a key exchange.
    public var groups: [KeyExchangeGroup] { group.map { [$0] } ?? [] }
}
