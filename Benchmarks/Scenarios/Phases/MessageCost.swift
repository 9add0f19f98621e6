internal import BenchCore
internal import TLSEngine
internal import TLSWire

/// The coding of one side's messages of a recorded handshake, and nothing else: what it takes cannot be stamped inside the
/// engine, where it is spread over many calls.
protocol MessageCost {
    /// Codes what the side codes in one handshake.
    func run() throws(WorkloadFailure)
}

/// A message, and the octets of its body: who sends it codes the one, who receives it the other.
struct CodedMessage<Message: Sendable>: Sendable {
    let message: Message
    let body: [UInt8]
}

extension MessageCost {
    /// What is looked at is not left out by the compiler.
    @inline(never) func keep<Value: Collection>(_ value: Value) { precondition(!value.isEmpty, "it was coded") }

    @inline(never) func keep(_ message: [UInt8], of body: [UInt8]) {
        precondition(message.count == HandshakeType.headerLength + body.count, "a message becomes what it was")
    }
}

extension HandshakeFlights {
    /// The bodies of all messages in the records of a flight up to its first record of another type.
    static func bodies(_ flight: [UInt8]) -> [[UInt8]] {
        var messages: [UInt8] = []
        var place = 0
        while place + RecordHeader.octetCount <= flight.count {
            let header = RecordHeader(flight.span, at: place)
            guard header.type == ContentType.handshake.rawValue else { break }
            place += RecordHeader.octetCount
            messages += flight[place..<min(flight.count, place + header.length)]
            place += header.length
        }
        var bodies: [[UInt8]] = []
        place = 0
        while place + HandshakeType.headerLength <= messages.count {
            let length =
                Int(messages[place + 1]) << 16 | Int(messages[place + 2]) << 8 | Int(messages[place + 3])
            place += HandshakeType.headerLength
            bodies.append(Array(messages[place..<min(messages.count, place + length)]))
            place += length
        }
        return bodies
    }
}
