internal import CryptoBackend

/// EMSA-PSS (RFC 8017 §9.1) with MGF1 over the same hash and a salt as long as the digest, as TLS has it (RFC 8446 §4.2.3).
///
/// All of it is public.
enum PSSPadding {
    /// EM for the hash of `message`.
    ///
    /// - Parameters:
    ///   - salt: as long as the digest.
    ///   - bits: emBits, one less than the modulus has; at least 1023, so that step 3 (too short) cannot be.
    static func encode(
        _ message: Span<UInt8>,
        _ hash: HashAlgorithm,
        salt: [UInt8],
        bits: Int
    ) throws(CryptoError) -> [UInt8] {
        let length = (bits + 7) / 8
        // 5 and 6. H = Hash(eight zeros, mHash, salt).
        let digest = try saltedDigest(message, hash, salt)
        // 7 and 8. DB = PS 01 salt.
        let padding = [UInt8](repeating: 0, count: length - salt.count - digest.count - 2)
        // 9 to 11. maskedDB, whose leftmost bits beyond emBits are zero.
        var block = try masked(padding + [0x01] + salt, by: digest, hash)
        block[0] &= 0xFF >> UInt8(8 * length - bits)
        // 12 and 13.
        return block + digest + [0xBC]
    }

    /// Whether EM belongs to `message`.
    static func holds(
        _ encoded: [UInt8],
        _ message: Span<UInt8>,
        _ hash: HashAlgorithm,
        bits: Int
    ) throws(CryptoError) -> Bool {
        let (length, saltLength) = (hash.digestLength, hash.digestLength)
        // 4 and 5.
        guard encoded.count == (bits + 7) / 8, encoded.last == 0xBC else { return false }
        let digest = Array(encoded.dropLast().suffix(length))
        let maskedBlock = Array(encoded.dropLast(length + 1))
        // 6.
        let unused = 8 * encoded.count - bits
        guard maskedBlock[0] & ~(0xFF >> UInt8(unused)) == 0 else { return false }
        // 7 to 9.
        var block = try masked(maskedBlock, by: digest, hash)
        block[0] &= 0xFF >> UInt8(unused)
        // 10.
        let padding = block.dropLast(saltLength)
        guard padding.last == 0x01, padding.dropLast().allSatisfy({ $0 == 0 }) else { return false }
        // 11 to 14.
        return try saltedDigest(message, hash, Array(block.suffix(saltLength))) == digest
    }

    private static func saltedDigest(
        _ message: Span<UInt8>,
        _ hash: HashAlgorithm,
        _ salt: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let digest = try SwiftHash.digest(message, hash).octets
        let whole = [UInt8](repeating: 0, count: 8) + digest + salt
        return try SwiftHash.digest(whole.span, hash).octets
    }

    /// The block XOR MGF1(seed) (RFC 8017 §B.2.1).
    private static func masked(
        _ block: [UInt8],
        by seed: [UInt8],
        _ hash: HashAlgorithm
    ) throws(CryptoError) -> [UInt8] {
        var mask: [UInt8] = []
        var counter: UInt8 = 0
        while mask.count < block.count {
            // 8192 bits take 32 digests at most: the counter's upper three octets are zero.
            let input = seed + [0, 0, 0, counter]
            mask += try SwiftHash.digest(input.span, hash).octets
            counter += 1
        }
        return zip(block, mask).map { $0 ^ $1 }
    }
}
