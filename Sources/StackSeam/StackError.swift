/// What two ends that do not fail may still get wrong.
public enum StackError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Application data did not arrive as it was sent.
    case otherOctets
    /// The handshake has not ended.
    case noHandshake
    /// Neither end reports how its handshake ended.
    case noOutcome
    /// The ends do not agree on how the handshake ended.
    case disagreement(client: HandshakeOutcome, server: HandshakeOutcome)

    /// One line.
    public var description: String {
        switch self {
        case .otherOctets: "other octets came than were sent"
        case .noHandshake: "the handshake did not end"
        case .noOutcome: "neither end reports how the handshake ended"
        case .disagreement(let client, let server): "the client ended with \(client), the server with \(server)"
        }
    }
}
