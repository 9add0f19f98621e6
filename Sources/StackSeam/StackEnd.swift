/// One side of a stack in memory, set once: it makes an end for each connection.
public protocol StackSide: AnyObject {
    /// A new end. A client has its ClientHello to send, and offers the session of the first handshake if one is to be resumed; throws
    /// if there is no such session.
    func makeEnd() throws -> any StackEnd
}

/// One end of one connection, whose octets somebody carries to the other.
public protocol StackEnd: AnyObject {
    /// Whether its handshake is over.
    var isEstablished: Bool { get }
    /// Takes octets of the transport, and goes as far as it can; throws what ends the connection.
    func receive(_ octets: Span<UInt8>) throws
    /// Hands out the octets for the transport.
    func takeOutgoing() throws -> [UInt8]
    /// Protects application data; throws before the handshake is over.
    func send(_ data: [UInt8]) throws
    /// Hands out application data that came.
    func takeReceived() throws -> [UInt8]
    /// What was agreed on; nil for an end that does not report it.
    var outcome: HandshakeOutcome? { get }
}
