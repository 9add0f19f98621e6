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

    /// The nonce of the next record: the last four octets count. One store, for the library loads them as one.
    @inline(__always)
    mutating func advance() {
        unsafe withUnsafeMutableBytes(of: &nonce) { octets in
            let count = unsafe UInt32(bigEndian: octets.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            unsafe octets.storeBytes(of: (count &+ 1).bigEndian, toByteOffset: 8, as: UInt32.self)
        }
    }
}
