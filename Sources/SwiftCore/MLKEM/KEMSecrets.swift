internal import CIntrinsics
internal import CryptoBackend

/// The decapsulation key in the form that decapsulation wants, with the matrix, which is public.
///
/// ŝ, t̂, Â as polynomials; then H(ek) and z, 32 octets each. Wiped when it goes.
struct KEMSecrets: ~Copyable {
    private var words = SecretWords(zeroed: hashBegins + 8)
    private let tier: Dispatch.Lattice

    private static var keyBegins: Int { 3 * Polynomial.words }
    private static var matrixBegins: Int { 6 * Polynomial.words }
    private static var hashBegins: Int { 15 * Polynomial.words }

    /// ML-KEM.KeyGen_internal(d, z) (FIPS 203 §6.1), which also writes ek into `encapsulationKey`.
    ///
    /// Leaks: ρ, which is part of ek.
    init(seed: borrowing SecretBytes, encapsulationKey: inout [UInt8], tier: Dispatch.Lattice = Dispatch.lattice) {
        self.tier = tier
        var memory = SecretWords(zeroed: MLKEM768.words + 16)
        unsafe words.withUnsafeMutableWords { words in
            unsafe memory.withUnsafeMutableWords { memory in
                seed.withBytes { seed in
                    unsafe seed.withUnsafeBufferPointer { seed in
                        guard let seed = seed.baseAddress else { preconditionFailure("a seed has 64 octets") }
                        unsafe Self.generate(seed, words, KPKE(memory, tier), memory, &encapsulationKey)
                    }
                }
            }
        }
    }

    @unsafe
    private static func generate(
        _ seed: UnsafePointer<UInt8>,
        _ words: UnsafeMutablePointer<UInt64>,
        _ scheme: KPKE,
        _ memory: UnsafeMutablePointer<UInt64>,
        _ encapsulationKey: inout [UInt8]
    ) {
        // (ρ, σ) = G(d ‖ k)
        let rho = unsafe octets(memory + MLKEM768.words)
        var sponge = unsafe scheme.sponge(.sha3of512)
        unsafe sponge.absorb(seed, 32)
        unsafe sponge.absorb([UInt8(MLKEM768.rank)], 1)
        unsafe sponge.finish(into: rho, 64)
        unsafe tlsbench_mark_public(rho, 32)

        let key = unsafe numbers(words + keyBegins)
        unsafe scheme.generate(
            rho,
            rho + 32,
            matrix: numbers(words + matrixBegins),
            secret: numbers(words),
            public: key
        )
        let hash = unsafe octets(words + hashBegins)
        unsafe encapsulationKey.withUnsafeMutableBufferPointer { octets in
            guard let octets = octets.baseAddress else { preconditionFailure("a key has 1184 octets") }
            for row in 0..<MLKEM768.rank {
                let spare = unsafe scheme.polynomials
                unsafe spare.update(from: key + row * Polynomial.count, count: Polynomial.count)
                unsafe scheme.code.arrange(spare)
                unsafe scheme.code.encode(spare, into: octets + 384 * row)
            }
            unsafe (octets + MLKEM768.vectorOctets).update(from: rho, count: 32)
            var sponge = unsafe scheme.sponge(.sha3of256)
            unsafe sponge.absorb(octets, MLKEM768.keyOctets)
            unsafe sponge.finish(into: hash, 32)
        }
        unsafe (hash + 32).update(from: seed + 32, count: 32)
    }

    /// ML-KEM.Decaps_internal (FIPS 203 §6.3) of a ciphertext of the right length, in its order.
    ///
    /// Leaks: nothing.
    borrowing func decapsulate(_ ciphertext: Span<UInt8>) -> SecretBytes {
        let memoryOfCiphertext = MLKEM768.ciphertextOctets / 8
        let coinsBegin = MLKEM768.words + memoryOfCiphertext
        var memory = SecretWords(zeroed: coinsBegin + 7 * Polynomial.words + 16)
        var secret = SecretBytes(zeroed: 32)
        unsafe memory.withUnsafeMutableWords { memory in
            unsafe words.withUnsafeWords { words in
                unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
                    guard let ciphertext = ciphertext.baseAddress else { preconditionFailure("1088 octets") }
                    let scheme = unsafe KPKE(memory, tier)
                    let again = unsafe octets(memory + MLKEM768.words)
                    let coins = unsafe numbers(memory + coinsBegin)
                    // m′, then K′ and r′, then K̄.
                    let message = unsafe octets(memory + coinsBegin + 7 * Polynomial.words)
                    let (shared, rejected) = unsafe (message + 32, message + 96)
                    let hash = unsafe UnsafeRawPointer(words + Self.hashBegins).assumingMemoryBound(to: UInt8.self)

                    unsafe scheme.decrypt(ciphertext, secret: numbers(words), into: message)
                    var sponge = unsafe scheme.sponge(.sha3of512)
                    unsafe sponge.absorb(message, 32)
                    unsafe sponge.absorb(hash, 32)
                    unsafe sponge.finish(into: shared, 64)
                    unsafe sponge = unsafe scheme.sponge(.shake256)
                    unsafe sponge.absorb(hash + 32, 32)
                    unsafe sponge.absorb(ciphertext, MLKEM768.ciphertextOctets)
                    unsafe sponge.finish(into: rejected, 32)

                    unsafe scheme.sampleNoise(shared + 32, counter: 0, count: 4, into: coins)
                    unsafe scheme.sampleNoise(shared + 32, counter: 4, count: 3, into: coins + 4 * Polynomial.count)
                    unsafe scheme.encrypt(
                        message,
                        matrix: numbers(words + Self.matrixBegins),
                        key: numbers(words + Self.keyBegins),
                        coins: coins,
                        into: again
                    )
                    var difference: UInt8 = 0
                    for index in 0..<MLKEM768.ciphertextOctets { difference |= unsafe ciphertext[index] ^ again[index] }
                    let mask = UInt8(truncatingIfNeeded: Choice(isZero: UInt64(difference)).mask)
                    secret.withMutableBytes { secret in
                        for index in 0..<32 {
                            secret[index] = unsafe shared[index] & mask | rejected[index] & ~mask
                        }
                    }
                }
            }
        }
        return secret
    }
}

/// The same memory as octets; nobody else uses it meanwhile.
@unsafe @inline(__always)
func octets(_ words: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<UInt8> {
    unsafe UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt8.self)
}

/// The same memory as the numbers of polynomials; nobody else uses it meanwhile.
@unsafe @inline(__always)
func numbers(_ words: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int16> {
    unsafe UnsafeMutableRawPointer(words).assumingMemoryBound(to: Int16.self)
}

@unsafe @inline(__always)
private func numbers(_ words: UnsafePointer<UInt64>) -> UnsafePointer<Int16> {
    unsafe UnsafeRawPointer(words).assumingMemoryBound(to: Int16.self)
}
