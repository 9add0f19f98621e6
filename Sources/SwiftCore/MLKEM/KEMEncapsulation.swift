internal import CryptoBackend

/// ML-KEM.Encaps_internal (FIPS 203 §6.2).
enum KEMEncapsulation {
    /// Under a key of the right length, with m = `message` of 32 octets; nil for a key that fails the check of §7.2.
    ///
    /// Leaks: the key.
    static func make(
        _ encapsulationKey: Span<UInt8>,
        message: borrowing SecretBytes,
        tier: Dispatch.Lattice = Dispatch.lattice
    ) -> Encapsulation? {
        var memory = SecretWords(zeroed: words)
        var ciphertext = [UInt8](repeating: 0, count: MLKEM768.ciphertextOctets)
        var secret = SecretBytes(zeroed: 32)
        let isGood = unsafe memory.withUnsafeMutableWords { memory in
            unsafe encapsulationKey.withUnsafeBufferPointer { encapsulationKey in
                guard let key = encapsulationKey.baseAddress else { preconditionFailure("a key has 1184 octets") }
                return unsafe ciphertext.withUnsafeMutableBufferPointer { ciphertext in
                    guard let ciphertext = ciphertext.baseAddress else { preconditionFailure("1088 octets") }
                    return message.withBytes { message in
                        unsafe message.withUnsafeBufferPointer { message in
                            guard let message = message.baseAddress else { preconditionFailure("32 octets") }
                            return unsafe make(key, message, KPKE(memory, tier), memory, into: ciphertext, &secret)
                        }
                    }
                }
            }
        }
        return isGood ? Encapsulation(ciphertext: ciphertext, sharedSecret: secret) : nil
    }

    @unsafe
    private static func make(
        _ encapsulationKey: UnsafePointer<UInt8>,
        _ message: UnsafePointer<UInt8>,
        _ scheme: KPKE,
        _ memory: UnsafeMutablePointer<UInt64>,
        into ciphertext: UnsafeMutablePointer<UInt8>,
        _ secret: inout SecretBytes
    ) -> Bool {
        let key = unsafe numbers(memory + keyBegins)
        let coins = unsafe numbers(memory + coinsBegin)
        let matrix = unsafe numbers(memory + matrixBegins)
        let (hash, shared) = unsafe (octets(memory + hashBegins), octets(memory + hashBegins + 4))
        for row in 0..<MLKEM768.rank {
            let polynomial = unsafe key + row * Polynomial.count
            guard unsafe scheme.code.decode(encapsulationKey + 384 * row, into: polynomial) else { return false }
            unsafe scheme.code.arrange(polynomial)
        }
        // (K, r) = G(m ‖ H(ek))
        var sponge = unsafe scheme.sponge(.sha3of256)
        unsafe sponge.absorb(encapsulationKey, MLKEM768.keyOctets)
        unsafe sponge.finish(into: hash, 32)
        unsafe sponge = unsafe scheme.sponge(.sha3of512)
        unsafe sponge.absorb(message, 32)
        unsafe sponge.absorb(hash, 32)
        unsafe sponge.finish(into: shared, 64)

        let coinSeed = unsafe shared + 32
        unsafe scheme.expand(encapsulationKey + MLKEM768.vectorOctets, into: matrix, coinSeed, coins)
        unsafe scheme.sampleNoise(coinSeed, counter: 3, count: 4, into: coins + 3 * Polynomial.count)
        unsafe scheme.encrypt(message, matrix: matrix, key: key, coins: coins, into: ciphertext)
        secret.withMutableBytes { secret in
            for index in 0..<32 { secret[index] = unsafe shared[index] }
        }
        return true
    }

    // The memory: what ``KPKE`` works in, t̂, the coins, Â, H(ek), K and r.
    private static var keyBegins: Int { MLKEM768.words }
    private static var coinsBegin: Int { keyBegins + 3 * Polynomial.words }
    private static var matrixBegins: Int { coinsBegin + 7 * Polynomial.words }
    private static var hashBegins: Int { matrixBegins + 9 * Polynomial.words }
    private static var words: Int { hashBegins + 12 }
}
