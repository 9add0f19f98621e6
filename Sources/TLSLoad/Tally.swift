/// What became of connections.
public struct Tally: Sendable {
    /// From when a connection was to begin until its full handshake was complete.
    public internal(set) var fullHandshakes = Latencies()
    /// The same of handshakes that resumed a session.
    public internal(set) var resumedHandshakes = Latencies()
    /// From when a request was sent until its answer was whole.
    public internal(set) var requests = Latencies()
    /// From when a connection was to begin until it did.
    public internal(set) var delays = Latencies()
    /// Connections that failed, by reason.
    public internal(set) var failures: [LoadFailure: Int] = [:]
    /// Handshakes by what they agreed on.
    public internal(set) var agreements: [Agreement: Int] = [:]
    /// From the first beginning to the end of the plan, or to the last handshake if that was later, in nanoseconds.
    public internal(set) var span: UInt64 = 0
    /// Connections that were to begin and did not, since all were busy until the end.
    public internal(set) var notBegun = 0
    /// Connections that were given up when the client was stopped.
    public internal(set) var abandoned = 0
    /// The most connections that were open at once.
    public internal(set) var mostOpen = 0

    /// Nothing yet.
    public init() {}

    /// Connections that failed.
    public var failureCount: Int { failures.values.reduce(0, +) }

    /// Adds what became of the connections of another thread.
    mutating func add(_ other: Tally) {
        fullHandshakes.add(other.fullHandshakes)
        resumedHandshakes.add(other.resumedHandshakes)
        requests.add(other.requests)
        delays.add(other.delays)
        failures.merge(other.failures, uniquingKeysWith: +)
        agreements.merge(other.agreements, uniquingKeysWith: +)
        span = max(span, other.span)
        notBegun += other.notBegun
        abandoned += other.abandoned
        mostOpen += other.mostOpen
    }
}

/// What happened in about a second.
public struct LoadInterval: Sendable {
    /// Full handshakes that were completed.
    public internal(set) var fullHandshakes = 0
    /// Handshakes that resumed a session.
    public internal(set) var resumedHandshakes = 0
    /// Answers that came whole.
    public internal(set) var requests = 0
    /// Connections that failed.
    public internal(set) var failures = 0
    /// Connections that were open at its end.
    public internal(set) var open = 0
    /// How late the connections are that have not begun though it is their time, in nanoseconds.
    public internal(set) var lag: UInt64 = 0
    /// Of both kinds of handshake.
    public internal(set) var handshakes = Latencies()

    /// Nothing yet.
    public init() {}

    /// Whether nothing came to an end.
    public var isEmpty: Bool { handshakes.count + requests + failures == 0 }

    /// Adds what happened meanwhile on another thread, but for what is open there.
    mutating func add(_ other: LoadInterval) {
        fullHandshakes += other.fullHandshakes
        resumedHandshakes += other.resumedHandshakes
        requests += other.requests
        failures += other.failures
        lag = max(lag, other.lag)
        handshakes.add(other.handshakes)
    }
}
