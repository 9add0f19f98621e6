/// One end of a TLS connection without any I/O: octets of the transport go in and come out (sans-I/O).
///
/// Not for more than one thread at a time. After a method has thrown, the connection is ``ConnectionPhase/failed``, its keys
/// are gone, and what it has left to send is the alert that tells the peer.
public protocol TLSConnection: AnyObject {
    /// Where the connection is.
    var phase: ConnectionPhase { get }
    /// What was agreed on, once the handshake is over.
    var negotiated: NegotiatedParameters? { get }
    /// Whether there is something to send.
    var hasOutgoing: Bool { get }

    /// Begins: a client has its ClientHello to send afterwards, a server waits.
    func start() throws(HandshakeError)
    /// Takes octets of the transport, any number of them.
    func receive(_ octets: Span<UInt8>) throws(HandshakeError)
    /// Hands out the octets for the transport.
    func takeOutgoing() -> [UInt8]
    /// Lends the octets for the transport and keeps the buffer, which saves an allocation.
    func drainOutgoing(_ body: (Span<UInt8>) -> Void)
    /// Hands out application data that came.
    func takeReceived() -> [UInt8]
    /// Lends application data that came and keeps the buffer, which saves an allocation.
    func drainReceived(_ body: (Span<UInt8>) -> Void)
    /// Protects application data, in as many records as it takes.
    func send(_ data: Span<UInt8>) throws(HandshakeError)
    /// Says close_notify; what the peer still sends may be received.
    func close()
    /// The transport has ended. Throws ``HandshakeError/truncated`` if the peer had not said close_notify.
    func transportDidClose() throws(HandshakeError)
}

/// The life of a connection.
public enum ConnectionPhase: String, Hashable, Sendable {
    /// Steps 2 to 12.
    case handshaking
    /// Application data both ways.
    case established
    /// We have said close_notify, the peer has not.
    case closing
    /// The peer has said close_notify, and so have we.
    case closed
    /// An error; nothing can be done any more.
    case failed
}
