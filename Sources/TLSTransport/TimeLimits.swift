internal import NIOCore

/// How long a peer may take before it is given up.
public struct TimeLimits: Sendable, Hashable {
    /// For the whole handshake, however many octets come meanwhile.
    public let handshake: Duration
    /// Between two pieces of application data, in either direction.
    public let silence: Duration
    /// For the whole connection; nil if it may last.
    public let total: Duration?

    /// The same limit for the handshake and for each silence after it.
    public init(_ limit: Duration, total: Duration? = nil) {
        handshake = limit
        silence = limit
        self.total = total
    }

    /// How long a closed connection waits for the peer's own end.
    ///
    /// A socket closed with unread octets sends a reset, which may overtake the alert or the answer before it
    /// (RFC 9112 §9.6 tells the same of HTTP). So the output is shut down first, and the input is read out.
    static let linger = Duration.seconds(2)
}

extension TimeAmount {
    /// The same time, in whole nanoseconds; no limit that a user gives comes near the 292 years of `Int64`.
    init(clamping duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .seconds(min(seconds, 1 << 32)) + .nanoseconds(attoseconds / 1_000_000_000)
    }
}
