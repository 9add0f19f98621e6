/// What libssl has to negotiate, in its own words.
public struct LibSSLNegotiation: Sendable {
    /// `AES128-GCM-SHA256`, `ECDHE-RSA-AES128-GCM-SHA256`.
    public let cipherSuite: String
    /// The group of the key exchange, where the suite has one.
    public let group: Group?
    /// Whether handshakes after the first go on with its session.
    public let resumption: Resumption

    /// Any combination; what libssl cannot do it says when it is set.
    public init(cipherSuite: String, group: Group? = nil, resumption: Resumption = .none) {
        self.cipherSuite = cipherSuite
        self.group = group
        self.resumption = resumption
    }

    /// A group by libssl's name for it.
    public enum Group: Hashable, Sendable {
        /// `X25519`, `prime256v1`.
        case curve(String)
        /// `ffdhe2048`.
        case field(String)
    }

    /// Who keeps the session for the next handshake.
    public enum Resumption: Sendable {
        /// Nobody: each handshake is a full one.
        case none
        /// The server (RFC 5246 §7.4.1.2).
        case sessionID
        /// The client, for the server (RFC 5077).
        case ticket
    }
}
