internal import CryptoBackend
internal import TLSWire

/// Octets of the transport ↔ fragments (RFC 5246 §6.2). Everything is sealed and opened in place, in buffers that are kept.
struct RecordLayer {
    /// What is to go to the peer.
    private(set) var outgoing: [UInt8] = []
    /// What came and is not consumed; whole records before `consumed` are done with.
    private var incoming: [UInt8] = []
    private var consumed = 0
    private var writing: RecordProtection?
    private var reading: RecordProtection?
    /// Whether a version was settled; until then a client's first record may name an older one (RFC 5246 §E.1).
    var isVersionSettled = false

    /// The most octets of plaintext in a protected record: what the peer takes, and what was said to it (RFC 8449 §4).
    private var writingLimit = RecordHeader.maximumPlaintext
    private var readingLimit = RecordHeader.maximumPlaintext

    /// Takes what both sides have said of their limits in the hello messages.
    ///
    /// - Parameters:
    ///   - peer: nil if the peer says nothing, and then has not heard of our own either.
    ///   - own: nil for the protocol's limit.
    mutating func limit(peer: UInt16?, own: Int?) {
        guard let peer else { return }
        writingLimit = min(Int(peer), writingLimit)
        readingLimit = own ?? readingLimit
    }

    /// A record that was taken off the transport, opened.
    struct Record {
        let type: ContentType
        /// Where its plaintext is, for ``withFragment(_:_:)``.
        let fragment: Range<Int>
    }

    /// From here on what is sent is protected.
    mutating func protectWriting(_ protection: RecordProtection) { writing = protection }

    /// From here on what comes must be protected.
    mutating func protectReading(_ protection: RecordProtection) { reading = protection }

    /// Lets the keys and all buffers go.
    mutating func forget() {
        writing = nil
        reading = nil
        var memory = incoming.mutableSpan
        wipe(&memory)
        incoming = []
        consumed = 0
    }

    /// Hands out what is to go to the peer.
    mutating func takeOutgoing() -> [UInt8] {
        defer { outgoing = [] }
        return outgoing
    }

    /// Lends what is to go to the peer, and keeps the buffer for more.
    mutating func drainOutgoing(_ body: (Span<UInt8>) -> Void) {
        guard !outgoing.isEmpty else { return }
        body(outgoing.span)
        outgoing.removeAll(keepingCapacity: true)
    }

    /// Appends records of `type` with all of `payload`, as many as it takes.
    mutating func write(_ type: ContentType, _ payload: Span<UInt8>) throws(HandshakeError) {
        let limit = writing == nil ? RecordHeader.maximumPlaintext : writingLimit
        var place = 0
        repeat {
            let count = min(payload.count - place, limit)
            try writeRecord(type, payload.extracting(place..<place + count))
            place += count
        } while place < payload.count
    }

    private mutating func writeRecord(_ type: ContentType, _ fragment: Span<UInt8>) throws(HandshakeError) {
        if outgoing.capacity == 0 { outgoing.reserveCapacity(992) }
        guard let writing else {
            RecordHeader.append(type, length: fragment.count, to: &outgoing)
            append(fragment, to: &outgoing)
            return
        }
        let overhead = RecordProtection.overhead
        RecordHeader.append(type, length: fragment.count + overhead, to: &outgoing)
        let start = outgoing.count
        for _ in 0..<RecordProtection.explicitNonceLength { outgoing.append(0) }
        append(fragment, to: &outgoing)
        for _ in 0..<AEADAlgorithm.tagLength { outgoing.append(0) }
        var memory = outgoing.mutableSpan
        var sealed = memory._mutatingExtracting(start..<start + fragment.count + overhead)
        try writing.seal(&sealed, type)
    }

    /// Takes octets of the transport.
    mutating func feed(_ octets: Span<UInt8>) {
        if consumed > 0 {
            // What is left is less than a record, so moving it to the front costs little for each feed.
            incoming.removeSubrange(0..<consumed)
            consumed = 0
        }
        append(octets, to: &incoming)
    }

    /// The next whole record, or nil if more octets are needed.
    mutating func next() throws(HandshakeError) -> Record? {
        guard incoming.count - consumed >= RecordHeader.octetCount else { return nil }
        let header = RecordHeader(incoming.span, at: consumed)
        guard let type = ContentType(rawValue: header.type) else {
            throw .peerMisbehaved(.unexpectedRecord(header.type))
        }
        guard header.version == .tls12 || (!isVersionSettled && header.version.rawValue >> 8 == 3) else {
            throw .peerMisbehaved(.wrongRecordVersion(header.version.rawValue))
        }
        let limit = reading == nil ? RecordHeader.maximumPlaintext : RecordHeader.maximumCiphertext
        guard header.length <= limit else { throw .peerMisbehaved(.recordOverflow(header.length)) }
        let start = consumed + RecordHeader.octetCount
        guard incoming.count - start >= header.length else { return nil }
        let end = start + header.length
        consumed = end
        guard let reading else { return Record(type: type, fragment: start..<end) }

        let overhead = RecordProtection.overhead
        guard header.length >= overhead else { throw .peerMisbehaved(.badRecordMAC) }
        let plaintext = header.length - overhead
        guard plaintext <= readingLimit else { throw .peerMisbehaved(.recordOverflow(plaintext)) }
        var memory = incoming.mutableSpan
        var fragment = memory._mutatingExtracting(start..<end)
        try reading.open(&fragment, header.type)
        let first = start + RecordProtection.explicitNonceLength
        return Record(type: type, fragment: first..<first + plaintext)
    }

    /// Lends the plaintext of the record that was taken last.
    func withFragment<Result>(_ record: Record, _ body: (Span<UInt8>) -> Result) -> Result {
        body(incoming.span.extracting(record.fragment))
    }

    /// The plaintext of the record that was taken last, copied.
    func octets(of record: Record) -> [UInt8] { Array(incoming[record.fragment]) }
}

/// Appends as one copy. An array that has no memory yet is given enough for a server's flight, lest it grow octet by octet.
func append(_ octets: Span<UInt8>, to array: inout [UInt8]) {
    if array.capacity == 0 { array.reserveCapacity(992) }
    unsafe octets.withUnsafeBufferPointer { unsafe array.append(contentsOf: $0) }
}
