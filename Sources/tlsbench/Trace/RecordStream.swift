internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// One direction of a connection: what one end sent, and when which part of it left and arrived.
struct RecordStream {
    let sender: Peer
    private var octets: [UInt8] = []
    private var departures: [Passage] = []
    private var arrivals: [Passage] = []

    /// Up to where the stream had come, and when.
    private struct Passage {
        let end: Int
        let turn: Int
        let nanoseconds: UInt64
    }

    /// What `sender` sent, of everything that both ends saw.
    init(from sender: Peer, _ observations: [Observation]) {
        self.sender = sender
        var arrived = 0
        for (turn, observation) in observations.enumerated() {
            switch observation.event {
            case .wire(.sent(let part)) where observation.end == sender:
                octets += part
                departures.append(Passage(end: octets.count, turn: turn, nanoseconds: observation.nanoseconds))
            case .wire(.received(let part)) where observation.end != sender:
                arrived += part.count
                arrivals.append(Passage(end: arrived, turn: turn, nanoseconds: observation.nanoseconds))
            default: break
            }
        }
    }

    /// One record, and where it ends in the stream.
    struct Record {
        let type: ContentType
        /// With its header.
        let octets: [UInt8]
        let end: Int

        var fragment: ArraySlice<UInt8> { octets.dropFirst(RecordHeader.octetCount) }
    }

    /// Its records, in order.
    func records() throws -> [Record] {
        var records: [Record] = []
        var place = 0
        while place < octets.count {
            let fragment = place + RecordHeader.octetCount
            guard fragment <= octets.count else { throw CommandFailure("the \(sender.rawValue)'s last record is cut") }
            let header = RecordHeader(octets.span, at: place)
            let end = fragment + header.length
            guard end <= octets.count else { throw CommandFailure("the \(sender.rawValue)'s last record is cut") }
            guard let type = ContentType(rawValue: header.type) else {
                throw CommandFailure("the \(sender.rawValue) sent a record of type \(header.type)")
            }
            records.append(Record(type: type, octets: Array(octets[place..<end]), end: end))
            place = end
        }
        return records
    }

    /// A message, and the turn in which its last octet left.
    struct Sent {
        let turn: Int
        let message: TracedMessage
    }

    /// A message with the times of its last octet.
    ///
    /// - Parameters:
    ///   - count: its octets on the wire.
    ///   - keys: what its records are encrypted under.
    ///   - record: the one that it ends in.
    func sent(
        _ kind: TracedMessage.Kind,
        _ count: Int,
        under keys: TracedKeys?,
        in record: Record,
        _ extensions: KeyExtensions? = nil
    ) -> Sent {
        let departure = departures.first { $0.end >= record.end }
        let arrival = arrivals.first { $0.end >= record.end }
        let message = TracedMessage(
            kind: kind,
            sender: sender,
            octets: count,
            keys: keys,
            extensions: extensions,
            clientNs: (sender == .client ? departure : arrival)?.nanoseconds,
            serverNs: (sender == .server ? departure : arrival)?.nanoseconds
        )
        return Sent(turn: departure?.turn ?? 0, message: message)
    }
}
