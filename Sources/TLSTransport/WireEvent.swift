/// What passes between one end of a connection and its TCP socket, seen below TLS: for who draws or captures a connection.
public enum WireEvent: Sendable, Hashable {
    /// The TCP connection is open.
    case opened(local: Endpoint, remote: Endpoint)
    /// Octets are about to be handed to the socket: one flight of records, or more.
    case sent([UInt8])
    /// Octets came out of the socket, cut as the system pleased.
    case received([UInt8])
    /// FIN is about to be sent: this end sends nothing more.
    case ended
}

/// Is told of every event, on the event loop's thread, which waits for it.
public typealias WireObserver = @Sendable (WireEvent) -> Void
