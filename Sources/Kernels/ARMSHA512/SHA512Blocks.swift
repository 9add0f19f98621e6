internal import CIntrinsics

/// SHA-512's compression function, which SHA-384 shares, on AArch64's SHA512 extension. Never to be reached on a CPU without it.
public enum ARMSHA512 {
    /// Compresses `count` blocks of 128 octets into `state`, eight words in the order a to h (FIPS 180-4 §6.4.2).
    ///
    /// - Parameter constants: K₀ … K₇₉ (FIPS 180-4 §4.2.3).
    ///
    /// Leaks: only `count`.
    @export(interface)
    public static func compress(
        _ state: UnsafeMutablePointer<UInt64>,
        _ blocks: UnsafeRawPointer,
        count: Int,
        constants: UnsafePointer<UInt64>
    ) {
        let words = UnsafeMutableRawPointer(state)
        var working = unsafe Working(words)
        var block = unsafe blocks
        for _ in 0..<count {
            let before = working
            var w0 = unsafe message(block, 0)
            var w1 = unsafe message(block, 16)
            var w2 = unsafe message(block, 32)
            var w3 = unsafe message(block, 48)
            var w4 = unsafe message(block, 64)
            var w5 = unsafe message(block, 80)
            var w6 = unsafe message(block, 96)
            var w7 = unsafe message(block, 112)
            var k = unsafe UnsafeRawPointer(constants)
            for _ in 0..<4 {
                unsafe working.twoRounds(w0, k)
                w0 = nextWords(w0, w1, w7, w4, w5)
                unsafe working.twoRounds(w1, k + 16)
                w1 = nextWords(w1, w2, w0, w5, w6)
                unsafe working.twoRounds(w2, k + 32)
                w2 = nextWords(w2, w3, w1, w6, w7)
                unsafe working.twoRounds(w3, k + 48)
                w3 = nextWords(w3, w4, w2, w7, w0)
                unsafe working.twoRounds(w4, k + 64)
                w4 = nextWords(w4, w5, w3, w0, w1)
                unsafe working.twoRounds(w5, k + 80)
                w5 = nextWords(w5, w6, w4, w1, w2)
                unsafe working.twoRounds(w6, k + 96)
                w6 = nextWords(w6, w7, w5, w2, w3)
                unsafe working.twoRounds(w7, k + 112)
                w7 = nextWords(w7, w0, w6, w3, w4)
                unsafe k += 128
            }
            unsafe working.twoRounds(w0, k)
            unsafe working.twoRounds(w1, k + 16)
            unsafe working.twoRounds(w2, k + 32)
            unsafe working.twoRounds(w3, k + 48)
            unsafe working.twoRounds(w4, k + 64)
            unsafe working.twoRounds(w5, k + 80)
            unsafe working.twoRounds(w6, k + 96)
            unsafe working.twoRounds(w7, k + 112)
            working.add(before)
            unsafe block += 128
        }
        unsafe working.store(words)
    }
}

/// The eight working variables, in pairs.
private struct Working {
    private var ab, cd, ef, gh: uint8x16_t

    @inline(__always) init(_ words: UnsafeRawPointer) {
        ab = unsafe words.loadUnaligned(as: uint8x16_t.self)
        cd = unsafe words.loadUnaligned(fromByteOffset: 16, as: uint8x16_t.self)
        ef = unsafe words.loadUnaligned(fromByteOffset: 32, as: uint8x16_t.self)
        gh = unsafe words.loadUnaligned(fromByteOffset: 48, as: uint8x16_t.self)
    }

    @inline(__always) func store(_ words: UnsafeMutableRawPointer) {
        unsafe words.storeBytes(of: ab, as: uint8x16_t.self)
        unsafe words.storeBytes(of: cd, toByteOffset: 16, as: uint8x16_t.self)
        unsafe words.storeBytes(of: ef, toByteOffset: 32, as: uint8x16_t.self)
        unsafe words.storeBytes(of: gh, toByteOffset: 48, as: uint8x16_t.self)
    }

    @inline(__always) mutating func add(_ other: Working) {
        ab = tlsbench_add_words_of_64_128(ab, other.ab)
        cd = tlsbench_add_words_of_64_128(cd, other.cd)
        ef = tlsbench_add_words_of_64_128(ef, other.ef)
        gh = tlsbench_add_words_of_64_128(gh, other.gh)
    }

    /// Rounds t and t + 1 with `words` W_t and W_{t+1}. The first instruction gives what is added to c and d, the second the new a
    /// and b; all others move on by a pair.
    @inline(__always) mutating func twoRounds(_ words: uint8x16_t, _ constants: UnsafeRawPointer) {
        let keyed = unsafe tlsbench_add_words_of_64_128(words, constants.loadUnaligned(as: uint8x16_t.self))
        let sum = tlsbench_add_words_of_64_128(tlsbench_swap_words_128(keyed), gh)
        let first = tlsbench_sha512_first_128(
            sum,
            tlsbench_high_then_low_128(ef, gh),
            tlsbench_high_then_low_128(cd, ef)
        )
        let second = tlsbench_sha512_second_128(first, cd, ab)
        (ab, cd, ef, gh) = (second, ab, tlsbench_add_words_of_64_128(cd, first), ef)
    }
}

/// Two words of the message, which are big-endian in it.
@inline(__always) private func message(_ block: UnsafeRawPointer, _ offset: Int) -> uint8x16_t {
    unsafe tlsbench_reverse_words_of_64_128(block.loadUnaligned(fromByteOffset: offset, as: uint8x16_t.self))
}

/// W_{t+16} and W_{t+17}: from pair 0 and 1 of those before, pair 7, and the words between pair 4 and pair 5.
@inline(__always) private func nextWords(
    _ w0: uint8x16_t,
    _ w1: uint8x16_t,
    _ w7: uint8x16_t,
    _ w4: uint8x16_t,
    _ w5: uint8x16_t
) -> uint8x16_t {
    tlsbench_sha512_words_128(w0, w1, w7, tlsbench_high_then_low_128(w4, w5))
}
