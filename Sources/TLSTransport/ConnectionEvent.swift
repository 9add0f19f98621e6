public import TLSEngine

/// A turn in the life of one connection, as a server tells of it.
public enum ConnectionEvent: Sendable {
    /// The handshake is complete.
    case established(NegotiatedParameters)
    /// The handshake failed; the peer got an alert if the standard has one for it.
    case failed(TransportError)
    /// The connection broke after its handshake; the peer got an alert if the standard has one for it.
    case broken(TransportError)
    /// The peer went away before it had sent an octet, as those do that only look whether a port is open.
    case leftSilently(TransportError)
    /// The TCP connection is gone; always the last event.
    case ended
}

/// Sent down the pipeline as the handshake completes, before the first application data.
struct Established: Sendable {
    let negotiated: NegotiatedParameters
}

/// Sent down the pipeline as the peer's close_notify comes, after the last application data.
struct EndOfData: Sendable {}

/// Sent up the pipeline by who wants nothing more of the peer.
struct LeaveAtOnce: Sendable {}
