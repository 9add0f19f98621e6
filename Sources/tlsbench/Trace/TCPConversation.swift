internal import TLSEngine
internal import TLSTransport

/// The segments that a connection consists of, made up from what its ends saw above TCP.
///
/// Payloads and the times at which they left are real, and so are those of the acknowledgements, which are when the other end
/// read the octets. Sequence numbers begin at round ones; the three segments of the TCP handshake have the times at which the
/// client began it and had it.
struct TCPConversation {
    private(set) var segments: [TCPSegment] = []
    private var client = End(initialSequenceNumber: 1_000_000)
    private var server = End(initialSequenceNumber: 2_000_000)

    /// What one end has sent and read, in octets of the sequence space; SYN and FIN count as one (RFC 9293 §3.4).
    private struct End {
        let initialSequenceNumber: UInt32
        var sent = 0
        var read = 1
        var acknowledged = 0
        var hasEnded = false
    }

    /// From a connection's first event to its last.
    init(_ observations: [Observation]) {
        for observation in observations { add(observation) }
    }

    private mutating func add(_ observation: Observation) {
        let (end, now) = (observation.end, observation.nanoseconds)
        switch observation.event {
        case .connecting: send(.syn, from: end, at: now)
        case .wire(.opened) where end == .client:
            self[.server].acknowledged = 1
            send([.syn, .ack], from: .server, at: now)
            acknowledge(1, from: .client, at: now)
        case .wire(.opened), .keyLog: break
        case .wire(.sent(let octets)):
            for start in stride(from: 0, to: octets.count, by: TCPSegment.maximumPayload) {
                let stop = min(start + TCPSegment.maximumPayload, octets.count)
                let flags: TCPSegment.Flags = stop == octets.count ? [.psh, .ack] : .ack
                send(flags, octets[start..<stop], from: end, at: now)
            }
        case .wire(.received(let octets)):
            self[end].read += octets.count
            acknowledge(self[end].read, from: end, at: now)
        case .wire(.ended):
            // The system has acknowledged what nobody has read yet.
            self[end].acknowledged = self[end.other].sent
            self[end].hasEnded = true
            send([.fin, .ack], from: end, at: now)
            if self[end.other].hasEnded { acknowledge(self[end].sent, from: end.other, at: now) }
        }
    }

    /// Sends a segment without content, unless all that is acknowledged by it was already.
    private mutating func acknowledge(_ count: Int, from end: Peer, at now: UInt64) {
        guard count > self[end].acknowledged else { return }
        self[end].acknowledged = count
        send(.ack, from: end, at: now)
    }

    private mutating func send(
        _ flags: TCPSegment.Flags,
        _ payload: ArraySlice<UInt8> = [],
        from end: Peer,
        at now: UInt64
    ) {
        let segment = TCPSegment(
            sender: end,
            nanoseconds: now,
            flags: flags,
            sequenceNumber: self[end].initialSequenceNumber &+ UInt32(self[end].sent),
            acknowledgmentNumber: flags.contains(.ack)
                ? self[end.other].initialSequenceNumber &+ UInt32(self[end].acknowledged) : 0,
            payload: Array(payload)
        )
        self[end].sent += payload.count + (flags.isDisjoint(with: [.syn, .fin]) ? 0 : 1)
        segments.append(segment)
    }

    private subscript(end: Peer) -> End {
        get { end == .client ? client : server }
        set { if end == .client { client = newValue } else { server = newValue } }
    }
}

extension Peer {
    fileprivate var other: Peer { self == .client ? .server : .client }
}
