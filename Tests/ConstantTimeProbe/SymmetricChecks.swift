internal import CryptoBackend

/// The PRF, HKDF, HMAC and record protection under secret keys, for secret octets, for every algorithm.
enum SymmetricChecks<Backend: CryptoBackend> {
    static func prf() throws {
        for hash in HashAlgorithm.allCases {
            var output = [UInt8](repeating: 0, count: 104)
            let seed = [UInt8](repeating: 9, count: 64)
            var span = output.mutableSpan
            try Backend.prf(secretOctets(48), label: .keyExpansion, seed: seed.span, hash: hash, into: &span)
            makePublic(&output)
            try require(output.contains { $0 != 0 })
        }
    }

    /// Without a salt, and with a secret one, which TLS 1.3's are.
    static func hkdf() throws {
        for hash in HashAlgorithm.allCases {
            for saltLength in [0, hash.digestLength] {
                let key = try Backend.hkdfExtract(
                    salt: secretOctets(saltLength),
                    inputKeyMaterial: secretOctets(32),
                    hash: hash
                )
                var output = [UInt8](repeating: 0, count: 104)
                let info = [UInt8](repeating: 9, count: 64)
                var span = output.mutableSpan
                try Backend.hkdfExpand(key, info: info.span, hash: hash, into: &span)
                makePublic(&output)
                try require(output.contains { $0 != 0 })
            }
        }
    }

    /// Keys shorter than a block, and longer; messages of several lengths.
    static func hmac() throws {
        for hash in HashAlgorithm.allCases {
            for keyLength in [1, 48, 200] {
                let mac = try Backend.MAC(key: secretOctets(keyLength), hash: hash)
                for length in [0, 5, 64, 200] {
                    let message = secretOctets(length)
                    try message.withBytes { (octets) throws(CryptoError) in try mac.update(octets) }
                    var tag = [UInt8](repeating: 0, count: hash.digestLength)
                    var span = tag.mutableSpan
                    try mac.finalize(into: &span)
                    makePublic(&tag)
                    try require(tag.contains { $0 != 0 })
                }
            }
        }
    }

    static func seal() throws {
        try forEachRecord { aead, plaintext in _ = try sealed(plaintext, aead) }
    }

    static func open() throws {
        try forEachRecord { aead, plaintext in
            var record = try sealed(plaintext, aead)
            try open(&record, aead)
            makePublic(&record)
            try require(Array(record.prefix(plaintext.count)) == plaintext)
        }
    }

    static func openBadTag() throws {
        try forEachRecord { aead, plaintext in
            var record = try sealed(plaintext, aead)
            record[record.count - 1] ^= 1
            var isRefused = false
            do throws(CryptoError) { try open(&record, aead) } catch { isRefused = error == .badRecordTag }
            try require(isRefused)
        }
    }

    private static func forEachRecord(_ body: (Backend.AEAD, [UInt8]) throws -> Void) throws {
        for algorithm in AEADAlgorithm.allCases {
            let aead = try Backend.AEAD(algorithm, key: secretOctets(algorithm.keyLength))
            // Nothing, a part of a block, several blocks, and enough for every stride of a vector kernel.
            for length in [0, 1, 37, 300, 1350] { try body(aead, [UInt8](repeating: 1, count: length)) }
        }
    }

    /// A record as the peer sends it, which is public from there on.
    private static func sealed(_ plaintext: [UInt8], _ aead: Backend.AEAD) throws -> [UInt8] {
        var record = plaintext + [UInt8](repeating: 0, count: AEADAlgorithm.tagLength)
        makeSecret(&record, count: plaintext.count)
        var span = record.mutableSpan
        try aead.seal(&span, nonce: nonce.span, additional: additional.span)
        makePublic(&record)
        return record
    }

    private static func open(_ record: inout [UInt8], _ aead: Backend.AEAD) throws(CryptoError) {
        var span = record.mutableSpan
        try aead.open(&span, nonce: nonce.span, additional: additional.span)
    }

    private static var nonce: [UInt8] { [UInt8](repeating: 9, count: 12) }
    private static var additional: [UInt8] { [UInt8](repeating: 9, count: 13) }
}
