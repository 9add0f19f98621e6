/// How a handshake of libssl's ended, as its client sees it.
public struct LibSSLOutcome: Hashable, Sendable {
    /// The suite, by its name in the registry.
    public let cipherSuite: String
    /// The group of the server's half of a key exchange; nil without one.
    public let group: LibSSLNegotiation.Group?
    /// Whether it went on with a session from before.
    public let isResumed: Bool
    /// Whether the session has the extended master secret (RFC 7627).
    public let usesExtendedMasterSecret: Bool
}
