/// AES-128 and AES-256 (FIPS 197) in the forward direction, which is all that counter mode needs, under one key.
///
/// Eight blocks are encrypted at a time. Leaks: only the length of the key.
struct AES: ~Copyable {
    /// How much one call encrypts: eight blocks of 16 octets.
    static let strideLength = 128

    /// N_r + 1 round keys as planes, 16 words each (``AESPlanes/store(to:)``).
    private let roundKeys: SecretWords
    /// N_r: 10 or 14.
    private let rounds: Int

    /// Expands `key`, of 16 or 32 octets.
    init(key: Span<UInt8>) {
        precondition(key.count == 16 || key.count == 32, "the AEAD checks the length of its key")
        rounds = key.count / 4 + 6
        roundKeys = AESKeySchedule.expand(key, rounds: rounds)
    }

    /// Encrypts the eight blocks at `blocks` in place (FIPS 197 §5.1).
    @unsafe
    borrowing func encrypt(_ blocks: UnsafeMutableRawPointer) {
        var state = unsafe AESPlanes(blocks: blocks)
        encrypt(&state)
        unsafe state.unslice(to: blocks)
    }

    /// Writes eight blocks of the key stream of counter mode: those of `nonce` with `counter` and the seven after it
    /// (SP 800-38D §6.2 and §6.5: the last 32 bits count).
    ///
    /// - Parameter nonce: the first 12 octets of the blocks, as lanes in memory's order; lane 3 is of no account.
    @unsafe
    borrowing func writeKeyStream(nonce: SIMD4<UInt32>, counter: UInt32, to stream: UnsafeMutableRawPointer) {
        var state = AESPlanes(nonce: nonce, counter: counter)
        encrypt(&state)
        unsafe state.unslice(to: stream)
    }

    @inline(never)
    private borrowing func encrypt(_ planes: inout AESPlanes) {
        var state = planes
        unsafe roundKeys.withUnsafeWords { words in
            var key = unsafe UnsafeRawPointer(words)
            unsafe state.add(AESPlanes(planes: key))
            // Both N_r are 2 modulo 4: quadruples of rounds, one round, and the last one.
            var round = 1
            while true {
                unsafe key += Self.strideLength
                state.substituteLinearly()
                state.mixColumns(skipped: 1)
                unsafe state.add(AESPlanes(planes: key))
                if round == rounds - 1 { break }
                unsafe key += Self.strideLength
                state.substituteLinearly()
                state.mixColumns(skipped: 2)
                unsafe state.add(AESPlanes(planes: key))
                unsafe key += Self.strideLength
                state.substituteLinearly()
                state.mixColumns(skipped: 3)
                unsafe state.add(AESPlanes(planes: key))
                unsafe key += Self.strideLength
                state.substituteLinearly()
                state.mixColumns(skipped: 0)
                unsafe state.add(AESPlanes(planes: key))
                round += 4
            }
            unsafe key += Self.strideLength
            state.substituteLinearly()
            state.shiftRowsTwice()
            unsafe state.add(AESPlanes(planes: key))
        }
        planes = state
    }
}
