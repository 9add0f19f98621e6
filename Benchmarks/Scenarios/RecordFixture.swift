internal import BenchCore
internal import CryptoBackend
internal import TLSWire

/// A key, nonces, additional data and a plaintext as records of one version have them, from a seed.
struct RecordFixture {
    let key: [UInt8]
    /// The nonce of the next record.
    private(set) var nonce: [12 of UInt8]
    let additional: [UInt8]
    /// What is sealed: the content, and in TLS 1.3 its type behind it.
    let plaintext: [UInt8]
    /// What the number of a record is added to without carry, in the last four octets of its nonce.
    private let mask: UInt32
    /// The number of the next record.
    private var number: UInt32

    /// - Parameter bytes: of content.
    init(_ cipher: AEADAlgorithm, _ version: ProtocolVersion = .tls12, bytes: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        key = generator.octets(cipher.keyLength)
        var nonce = [12 of UInt8](repeating: 0)
        for index in nonce.indices { nonce[index] = UInt8(truncatingIfNeeded: generator.next()) }
        self.nonce = nonce
        let content = generator.octets(bytes)
        let last = (8..<12).reduce(UInt32(0)) { $0 << 8 | UInt32(nonce[$1]) }
        if version == .tls13 {
            // Numbers begin at 0, and the nonce of the first record is the IV (RFC 8446 §5.3).
            (mask, number) = (last, 0)
            plaintext = content + [ContentType.applicationData.rawValue]
            additional = header(length: plaintext.count + AEADAlgorithm.tagLength)
        } else {
            // The nonce's second part counts (RFC 5288 §3), or is what the number is added to without carry (RFC 7905 §2); the additional
            // data begin with a number (RFC 5246 §6.2.3.3).
            (mask, number) = cipher == .chacha20Poly1305 ? (last, 0) : (0, last)
            plaintext = content
            additional = [UInt8](repeating: 0, count: 8) + header(length: bytes)
        }
    }

    /// The same where so many records have gone before.
    func after(_ records: Int) -> RecordFixture {
        var fixture = self
        fixture.number &+= UInt32(truncatingIfNeeded: records)
        fixture.storeNumber()
        return fixture
    }

    /// The plaintext as a reference seals it, with the tag.
    func sealed<AEAD: RecordAEAD>(by _: AEAD.Type, _ cipher: AEADAlgorithm) throws -> [UInt8] {
        let aead = try AEAD(cipher, key: SecretBytes(copying: key.span))
        var record = plaintext + [UInt8](repeating: 0, count: AEADAlgorithm.tagLength)
        var span = record.mutableSpan
        try aead.seal(&span, nonce: nonce.span, additional: additional.span)
        return record
    }

    /// Throws unless a record with this nonce opens with somebody else's code.
    func open<AEAD: RecordAEAD>(_ record: [UInt8], by _: AEAD.Type, _ cipher: AEADAlgorithm) throws {
        let aead = try AEAD(cipher, key: SecretBytes(copying: key.span))
        var record = record
        var span = record.mutableSpan
        try aead.open(&span, nonce: nonce.span, additional: additional.span)
    }

    /// Moves on to the next record, whose nonce differs in the last four octets.
    @inline(__always)
    mutating func advance() {
        number &+= 1
        storeNumber()
    }

    /// One store, for the library loads the four octets as one.
    @inline(__always)
    private mutating func storeNumber() {
        let octets = (mask ^ number).bigEndian
        unsafe withUnsafeMutableBytes(of: &nonce) { unsafe $0.storeBytes(of: octets, toByteOffset: 8, as: UInt32.self) }
    }
}

/// What begins a record with application data; in both versions it names TLS 1.2 (RFC 8446 §5.2).
private func header(length: Int) -> [UInt8] {
    var header: [UInt8] = []
    RecordHeader.append(.applicationData, length: length, to: &header)
    return header
}
