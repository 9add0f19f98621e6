internal import CryptoBackend
internal import TLSWire

/// Octets of the transport ↔ fragments (RFC 5246 §6.2, RFC 8446 §5). Everything is sealed and opened in place, in buffers that are kept.
struct RecordLayer {
    /// What is to go to the peer.
    private(set) var outgoing: [UInt8] = []
    /// What came and is not consumed; whole records before `consumed` are done with.
    private var incoming: [UInt8] = []
    private var consumed = 0
    private var writing: (any RecordProtection)?
    private var reading: (any RecordProtection)?
    /// Whether a version was settled; until then a client's first record may name an older one (RFC 5246 §E.1).
    var isVersionSettled = false
    /// Whether what records name as their version says nothing (RFC 8446 §5.1).
    var ignoresVersion = false
    /// How many more ChangeCipherSpecs are dropped that are there for boxes between the peers alone (RFC 8446 §D.4); nil where one
    /// means something.
    var droppableChangeCipherSpecs: Int?
    /// How many octets of early data may still come that nobody here has the key of (RFC 8446 §4.2.10).
    private var skippable = 0
    /// Whether an alert without protection may come: from a peer that could not derive its keys.
    private var acceptsPlainAlert = false
    /// How many times the key of what comes has changed.
    private(set) var readingEpoch = 0

    /// The most octets of plaintext in a record: what the peer takes, and what was said to it. Only protected records have to keep to
    /// it (RFC 8449 §4), but a peer with little memory gains if those of TLS 1.2 do that come before, and clients of GnuTLS 3.7
    /// refuse longer ones.
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

    /// Whether what is sent is under a key that another one is to take the place of.
    var isWritingKeySpent: Bool { writing?.isSpent ?? false }

    /// From here on what is sent is protected.
    mutating func protectWriting(_ protection: any RecordProtection) { writing = protection }

    /// From here on what comes must be protected; but for an alert, if the peer may have failed before it had keys.
    mutating func protectReading(_ protection: any RecordProtection, acceptsPlainAlert: Bool = false) {
        reading = protection
        readingEpoch += 1
        self.acceptsPlainAlert = acceptsPlainAlert
    }

    /// Skips records of early data from here on, up to the first other record and up to 64 KiB: no ticket of ours allows any.
    mutating func skipEarlyData() { skippable = 1 << 16 }

    /// No early data may come any more.
    mutating func endEarlyData() { skippable = 0 }

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
        var place = 0
        repeat {
            let count = min(payload.count - place, writingLimit)
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
        let (prefix, suffix) = (writing.prefixLength, writing.suffixLength)
        RecordHeader.append(writing.outerType(of: type), length: prefix + fragment.count + suffix, to: &outgoing)
        let start = outgoing.count
        for _ in 0..<prefix { outgoing.append(0) }
        append(fragment, to: &outgoing)
        for _ in 0..<suffix { outgoing.append(0) }
        let end = outgoing.count
        var memory = outgoing.mutableSpan
        var sealed = memory._mutatingExtracting(start..<end)
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

    /// The next whole record that means something, or nil if more octets are needed.
    mutating func next() throws(HandshakeError) -> Record? {
        while let (header, range) = try nextFragment() {
            if let record = try open(header, range) { return record }
        }
        return nil
    }

    /// The next whole record as it came.
    private mutating func nextFragment() throws(HandshakeError) -> (RecordHeader, Range<Int>)? {
        guard incoming.count - consumed >= RecordHeader.octetCount else { return nil }
        let header = RecordHeader(incoming.span, at: consumed)
        guard ContentType(rawValue: header.type) != nil else { throw .peerMisbehaved(.unexpectedRecord(header.type)) }
        guard header.version == .tls12 || ignoresVersion || (!isVersionSettled && header.version.rawValue >> 8 == 3)
        else { throw .peerMisbehaved(.wrongRecordVersion(header.version.rawValue)) }
        guard header.length <= longestFragment(header) else { throw .peerMisbehaved(.recordOverflow(header.length)) }
        let start = consumed + RecordHeader.octetCount
        guard incoming.count - start >= header.length else { return nil }
        consumed = start + header.length
        return (header, start..<consumed)
    }

    private func longestFragment(_ header: RecordHeader) -> Int {
        if let reading { return reading.maximumFragment }
        return isSkippable(header) ? RecordHeader.maximumCiphertext : RecordHeader.maximumPlaintext
    }

    private func isSkippable(_ header: RecordHeader) -> Bool {
        // A protected record is never empty; an empty one would be skipped without end, where nothing is to be skipped too.
        header.type == ContentType.applicationData.rawValue && header.length > 0 && skippable >= header.length
    }

    /// The plaintext of a record; nil for one that is dropped.
    private mutating func open(_ header: RecordHeader, _ range: Range<Int>) throws(HandshakeError) -> Record? {
        if header.type == ContentType.changeCipherSpec.rawValue, let left = droppableChangeCipherSpecs {
            guard left > 0, header.length == 1, incoming[range.lowerBound] == 1 else {
                throw .peerMisbehaved(.unexpectedRecord(header.type))
            }
            droppableChangeCipherSpecs = left - 1
            return nil
        }
        guard let reading else {
            if isSkippable(header) {
                skippable -= header.length
                return nil
            }
            guard let type = ContentType(rawValue: header.type) else {
                throw .peerMisbehaved(.unexpectedRecord(header.type))
            }
            return Record(type: type, fragment: range)
        }
        if acceptsPlainAlert, header.type == ContentType.alert.rawValue {
            return Record(type: .alert, fragment: range)
        }
        guard reading.accepts(outerType: header.type) else { throw .peerMisbehaved(.unexpectedRecord(header.type)) }
        let plaintext = header.length - reading.prefixLength - reading.suffixLength
        guard plaintext >= 0 else { throw .peerMisbehaved(.badRecordMAC) }
        guard plaintext <= readingLimit || isSkippable(header) else {
            throw .peerMisbehaved(.recordOverflow(plaintext))
        }
        var memory = incoming.mutableSpan
        var fragment = memory._mutatingExtracting(range)
        do throws(HandshakeError) {
            let (type, place) = try reading.open(&fragment, header)
            (skippable, acceptsPlainAlert) = (0, false)
            return Record(
                type: type,
                fragment: range.lowerBound + place.lowerBound..<range.lowerBound + place.upperBound
            )
        } catch .peerMisbehaved(.badRecordMAC) where isSkippable(header) {
            skippable -= header.length
            return nil
        }
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
