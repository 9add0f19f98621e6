public import CryptoBackend

/// The server's end of a connection.
public final class TLSServer<Backend: CryptoBackend>: TLSConnection {
    private var core: ConnectionCore

    /// A connection that has not begun.
    public init(_ configuration: ServerConfiguration<Backend>) {
        core = ConnectionCore(ServerHandshake(configuration))
    }

    /// Where the connection is.
    public var phase: ConnectionPhase { core.phase }
    /// What was agreed on, once the handshake is over.
    public var negotiated: NegotiatedParameters? { core.negotiated }
    /// Whether there is something to send.
    public var hasOutgoing: Bool { core.hasOutgoing }

    /// Begins the handshake.
    public func start() throws(HandshakeError) { try core.start() }
    /// Takes octets of the transport.
    public func receive(_ octets: Span<UInt8>) throws(HandshakeError) { try core.receive(octets) }
    /// Hands out the octets for the transport.
    public func takeOutgoing() -> [UInt8] { core.takeOutgoing() }
    /// Lends the octets for the transport.
    public func drainOutgoing(_ body: (Span<UInt8>) -> Void) { core.drainOutgoing(body) }
    /// Hands out application data that came.
    public func takeReceived() -> [UInt8] { core.takeReceived() }
    /// Lends application data that came.
    public func drainReceived(_ body: (Span<UInt8>) -> Void) { core.drainReceived(body) }
    /// Protects application data.
    public func send(_ data: Span<UInt8>) throws(HandshakeError) { try core.send(data) }
    /// Says close_notify.
    public func close() { core.close() }
    /// The transport has ended.
    public func transportDidClose() throws(HandshakeError) { try core.transportDidClose() }
}
