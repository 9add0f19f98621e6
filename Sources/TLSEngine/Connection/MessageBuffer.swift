internal import TLSWire

/// A handshake message, put together again.
struct HandshakeMessage {
    /// The type, as the octet says.
    let type: UInt8
    /// Header and body, as they go into the transcript.
    let whole: [UInt8]
    /// Without the header.
    var body: [UInt8] { Array(whole[HandshakeType.headerLength...]) }
}

/// Puts handshake messages together again: one may span records, and a record may hold several (RFC 5246 §6.2.1).
struct MessageBuffer {
    private var octets: [UInt8] = []
    private var position = 0

    /// Whether no part of a message waits for the rest.
    var isEmpty: Bool { position == octets.count }

    /// Appends the fragment of a record.
    mutating func append(_ fragment: Span<UInt8>) {
        if isEmpty {
            octets.removeAll(keepingCapacity: true)
            position = 0
        }
        TLSEngine.append(fragment, to: &octets)
    }

    /// The next whole message, or nil if more is needed. A length that nobody needs is refused before it is waited for.
    mutating func next() throws(HandshakeError) -> HandshakeMessage? {
        let left = octets.count - position
        guard left >= HandshakeType.headerLength else { return nil }
        let length = Int(octets[position + 1]) << 16 | Int(octets[position + 2]) << 8 | Int(octets[position + 3])
        guard length <= HandshakeType.maximumLength(of: octets[position]) else {
            throw .peerMisbehaved(.oversizedMessage(length))
        }
        let end = position + HandshakeType.headerLength + length
        guard end <= octets.count else { return nil }
        defer { position = end }
        return HandshakeMessage(type: octets[position], whole: Array(octets[position..<end]))
    }
}
