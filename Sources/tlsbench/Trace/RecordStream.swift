internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// One direction of a connection: what one end sent, and when which part of it left and arrived.
struct RecordStream {
    private let sender: Peer
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

    /// Its messages; what is protected is told apart by the type of its records alone (RFC 5246 §6.2).
    func messages() throws -> [Sent] {
        var messages: [Sent] = []
        var handshake = HandshakeOctets()
        var isProtected = false
        var place = 0
        while place < octets.count {
            let fragment = place + RecordHeader.octetCount
            guard fragment <= octets.count else { throw CommandFailure("the \(sender.rawValue)'s last record is cut") }
            let header = RecordHeader(octets.span, at: place)
            let end = fragment + header.length
            guard end <= octets.count else { throw CommandFailure("the \(sender.rawValue)'s last record is cut") }
            switch ContentType(rawValue: header.type) {
            case .handshake where !isProtected:
                for (step, count) in try handshake.take(octets[fragment..<end], of: sender) {
                    messages.append(sent(.init(step), count, isProtected: false, upTo: end))
                }
            // Of what the engine sends, Finished alone is a handshake message under the keys.
            case .handshake: messages.append(sent(.finished(of: sender), end - place, isProtected: true, upTo: end))
            case .changeCipherSpec:
                messages.append(sent(.changeCipherSpec(of: sender), end - place, isProtected: false, upTo: end))
                isProtected = true
            case .alert: messages.append(sent(.alert, end - place, isProtected: isProtected, upTo: end))
            case .applicationData:
                messages.append(sent(.applicationData, end - place, isProtected: isProtected, upTo: end))
            case nil: throw CommandFailure("the \(sender.rawValue) sent a record of type \(header.type)")
            }
            place = end
        }
        return messages
    }

    /// A message, and the turn in which its last octet left.
    struct Sent {
        let turn: Int
        let message: TracedMessage
    }

    private func sent(_ kind: TracedMessage.Kind, _ count: Int, isProtected: Bool, upTo end: Int) -> Sent {
        let departure = departures.first { $0.end >= end }
        let arrival = arrivals.first { $0.end >= end }
        let message = TracedMessage(
            kind: kind,
            sender: sender,
            octets: count,
            isProtected: isProtected,
            clientNs: (sender == .client ? departure : arrival)?.nanoseconds,
            serverNs: (sender == .server ? departure : arrival)?.nanoseconds
        )
        return Sent(turn: departure?.turn ?? 0, message: message)
    }
}

/// Handshake messages out of the fragments of records, of which one may hold several, or a part of one (RFC 5246 §6.2.1).
private struct HandshakeOctets {
    private var waiting: [UInt8] = []
    /// Headers of the records that the message at the beginning of `waiting` came in.
    private var headers = 0

    /// The messages that end in this fragment, with their octets on the wire. A header counts for the message that its record
    /// begins with.
    mutating func take(_ fragment: ArraySlice<UInt8>, of sender: Peer) throws -> [(step: HandshakeStep, count: Int)] {
        waiting += fragment
        headers += RecordHeader.octetCount
        var found: [(HandshakeStep, Int)] = []
        while waiting.count >= HandshakeType.headerLength {
            let body = Int(waiting[1]) << 16 | Int(waiting[2]) << 8 | Int(waiting[3])
            let count = HandshakeType.headerLength + body
            guard waiting.count >= count else { break }
            guard let type = HandshakeType(rawValue: waiting[0]), let step = HandshakeStep(type, of: sender) else {
                throw CommandFailure("the \(sender.rawValue) sent a handshake message of type \(waiting[0])")
            }
            found.append((step, count + headers))
            headers = 0
            waiting.removeFirst(count)
        }
        return found
    }
}

extension HandshakeStep {
    /// The step in which `sender` sends a message of this type; nil if there is none.
    fileprivate init?(_ type: HandshakeType, of sender: Peer) {
        guard let step = Self.allCases.first(where: { $0.message == type && $0.sender == sender }) else { return nil }
        self = step
    }
}
