internal import TLSEngine
internal import TLSWire

/// Handshake messages out of the fragments of records, of which one may hold several, or a part of one (RFC 5246 §6.2.1).
struct HandshakeOctets {
    private var waiting: [UInt8] = []
    /// What the records that the message at the beginning of `waiting` came in have beside their fragments.
    private var overhead = 0

    /// One message.
    struct Message {
        let step: HandshakeStep
        /// Without the header of four octets.
        let body: [UInt8]
        /// On the wire.
        let count: Int
    }

    /// The messages that end in this fragment, with their octets on the wire. What a record has beside its fragment, which is its
    /// header and what protects it, counts for the message that it begins with.
    mutating func take(
        _ fragment: some Sequence<UInt8>,
        overhead more: Int,
        of sender: Peer
    ) throws -> [Message] {
        waiting += fragment
        overhead += more
        var found: [Message] = []
        while waiting.count >= HandshakeType.headerLength {
            let length = Int(waiting[1]) << 16 | Int(waiting[2]) << 8 | Int(waiting[3])
            let count = HandshakeType.headerLength + length
            guard waiting.count >= count else { break }
            guard let type = HandshakeType(rawValue: waiting[0]), let step = HandshakeStep(type, of: sender) else {
                throw CommandFailure("the \(sender.rawValue) sent a handshake message of type \(waiting[0])")
            }
            let body = Array(waiting[HandshakeType.headerLength..<count])
            found.append(Message(step: step, body: body, count: count + overhead))
            overhead = 0
            waiting.removeFirst(count)
        }
        return found
    }
}

extension HandshakeStep {
    /// The step in which `sender` sends a message of this type; nil without one.
    fileprivate init?(_ type: HandshakeType, of sender: Peer) {
        guard let step = Self.allCases.first(where: { $0.message == type && $0.sender == sender }) else { return nil }
        self = step
    }
}
