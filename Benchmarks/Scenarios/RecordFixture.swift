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

    /// The nonce of the next record: the last four octets count.
    @inline(__always)
    mutating func advance() {
        let count =
            UInt32(nonce[8]) << 24 | UInt32(nonce[9]) << 16 | UInt32(nonce[10]) << 8 | UInt32(nonce[11])
        let next = count &+ 1
        nonce[8] = UInt8(truncatingIfNeeded: next >> 24)
        nonce[9] = UInt8(truncatingIfNeeded: next >> 16)
        nonce[10] = UInt8(truncatingIfNeeded: next >> 8)
        nonce[11] = UInt8(truncatingIfNeeded: next)
    }
}
