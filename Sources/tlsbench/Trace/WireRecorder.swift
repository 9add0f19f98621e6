internal import BenchCore
internal import Synchronization
internal import TLSEngine
internal import TLSTransport

/// What both ends of one connection saw, in the order in which it happened.
final class WireRecorder: Sendable {
    private let clock = Clock()
    private let recorded = Mutex<(start: UInt64, list: [Observation])>((0, []))

    /// Notes something as it happens; the lock makes the order of the times that of the list.
    func record(_ event: Observation.Event, at end: Peer) {
        recorded.withLock { recorded in
            let now = clock.now()
            if recorded.list.isEmpty { recorded.start = now }
            recorded.list.append(Observation(end: end, nanoseconds: now - recorded.start, event: event))
        }
    }

    /// Notes a line of an end's key log.
    func record(_ line: String, at end: Peer) {
        if let line = KeyLogLine(line) { record(.keyLog(line), at: end) }
    }

    /// All so far.
    var observations: [Observation] { recorded.withLock { $0.list } }
}

/// One event at one end.
struct Observation: Hashable, Sendable {
    /// Who saw it.
    let end: Peer
    /// Since the first.
    let nanoseconds: UInt64
    let event: Event

    enum Event: Hashable, Sendable {
        /// The client begins to open a TCP connection.
        case connecting
        /// Something passed on the wire.
        case wire(WireEvent)
        /// The engine has derived keys.
        case keyLog(KeyLogLine)
    }
}
