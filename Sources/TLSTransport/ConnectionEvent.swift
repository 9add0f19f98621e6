public import TLSEngine

/// A turn in the life of one connection, as a server tells of it.
public enum ConnectionEvent: Sendable {
    /// The handshake is complete.
    case established(NegotiatedParameters)
    /// The connection broke, before or after the handshake; the peer got an alert if the standard has one for it.
    case failed(TransportError)
    /// The TCP connection is gone; always the last event.
    case ended
}

/// Sent down the pipeline as the handshake completes, before the first application data.
struct Established: Sendable {
    let negotiated: NegotiatedParameters
}

/// Sent down the pipeline as the peer's close_notify comes, after the last application data.
struct EndOfData: Sendable {}
