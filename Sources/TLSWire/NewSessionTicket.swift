/// The state of a session, sealed under a key that only the server has (RFC 5077 §3.3).
public struct NewSessionTicket: Hashable, Sendable {
    /// How long the client should keep it, in seconds; 0 says nothing.
    public var lifetimeHint: UInt32
    /// Opaque to the client; empty if the server has changed its mind.
    public var ticket: [UInt8]

    /// Any ticket.
    public init(lifetimeHint: UInt32, ticket: [UInt8]) {
        self.lifetimeHint = lifetimeHint
        self.ticket = ticket
    }

    /// Reads the body of a message.
    public init(decoding body: [UInt8]) throws(DecodeError) {
        var reader = ByteReader(body)
        lifetimeHint = try reader.uint32()
        var octets = try reader.vector16()
        ticket = octets.rest()
        try reader.finish()
    }

    /// The whole message.
    public var encoded: [UInt8] {
        HandshakeType.newSessionTicket.message { writer in
            writer.uint32(lifetimeHint)
            writer.vector16 { $0.opaque(ticket) }
        }
    }
}
