internal import BenchCore
internal import CryptoBackend

/// A key, a nonce and additional data as a record of TLS 1.2 has them, from a seed.
struct RecordFixture {
    let key: [UInt8]
    var nonce: [12 of UInt8]
    let additional: [13 of UInt8]
    let plaintext: [UInt8]

    init(_ cipher: AEADAlgorithm, bytes: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        key = generator.octets(cipher.keyLength)
        nonce = [12 of UInt8](repeating: 0)
        for index in nonce.indices { nonce[index] = UInt8(truncatingIfNeeded: generator.next()) }
        var additional = [13 of UInt8](repeating: 0)
        additional[8] = 23  // application_data
        additional[9] = 0x03
        additional[10] = 0x03
        additional[11] = UInt8(bytes >> 8)
        additional[12] = UInt8(bytes & 0xFF)
        self.additional = additional
        plaintext = generator.octets(bytes)
    }

    /// The same where so many records have gone before.
    func after(_ records: Int) -> RecordFixture {
        var fixture = self
        unsafe withUnsafeMutableBytes(of: &fixture.nonce) { octets in
            let count = unsafe UInt32(bigEndian: octets.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            let later = count &+ UInt32(truncatingIfNeeded: records)
            unsafe octets.storeBytes(of: later.bigEndian, toByteOffset: 8, as: UInt32.self)
        }
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

    /// The nonce of the next record: the last four octets count. One store, for the library loads them as one.
    @inline(__always)
    mutating func advance() {
        unsafe withUnsafeMutableBytes(of: &nonce) { octets in
            let count = unsafe UInt32(bigEndian: octets.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            unsafe octets.storeBytes(of: (count &+ 1).bigEndian, toByteOffset: 8, as: UInt32.self)
        }
    }
}
