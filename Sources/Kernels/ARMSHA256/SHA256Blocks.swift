internal import CIntrinsics

/// SHA-256's compression function on AArch64's SHA2 extension. Never to be reached on a CPU without it.
public enum ARMSHA256 {
    /// Compresses `count` blocks of 64 octets into `state`, eight words in the order a to h (FIPS 180-4 §6.2.2).
    ///
    /// - Parameter constants: K₀ … K₆₃ (FIPS 180-4 §4.2.2).
    ///
    /// Leaks: only `count`.
    @export(interface)
    public static func compress(
        _ state: UnsafeMutablePointer<UInt32>,
        _ blocks: UnsafeRawPointer,
        count: Int,
        constants: UnsafePointer<UInt32>
    ) {
        let words = UnsafeMutableRawPointer(state)
        var abcd = unsafe words.loadUnaligned(as: uint8x16_t.self)
        var efgh = unsafe words.loadUnaligned(fromByteOffset: 16, as: uint8x16_t.self)
        let k = unsafe UnsafeRawPointer(constants)
        var block = unsafe blocks
        for _ in 0..<count {
            let abcdBefore = abcd
            let efghBefore = efgh
            var w0 = unsafe message(block, 0)
            var w1 = unsafe message(block, 16)
            var w2 = unsafe message(block, 32)
            var w3 = unsafe message(block, 48)
            var round = 0
            while round < 48 {
                unsafe fourRounds(&abcd, &efgh, w0, k + 4 &* round)
                w0 = tlsbench_sha256_words_128(w0, w1, w2, w3)
                unsafe fourRounds(&abcd, &efgh, w1, k + 4 &* (round &+ 4))
                w1 = tlsbench_sha256_words_128(w1, w2, w3, w0)
                unsafe fourRounds(&abcd, &efgh, w2, k + 4 &* (round &+ 8))
                w2 = tlsbench_sha256_words_128(w2, w3, w0, w1)
                unsafe fourRounds(&abcd, &efgh, w3, k + 4 &* (round &+ 12))
                w3 = tlsbench_sha256_words_128(w3, w0, w1, w2)
                round &+= 16
            }
            unsafe fourRounds(&abcd, &efgh, w0, k + 192)
            unsafe fourRounds(&abcd, &efgh, w1, k + 208)
            unsafe fourRounds(&abcd, &efgh, w2, k + 224)
            unsafe fourRounds(&abcd, &efgh, w3, k + 240)
            abcd = tlsbench_add_words_of_32_128(abcd, abcdBefore)
            efgh = tlsbench_add_words_of_32_128(efgh, efghBefore)
            unsafe block += 64
        }
        unsafe words.storeBytes(of: abcd, as: uint8x16_t.self)
        unsafe words.storeBytes(of: efgh, toByteOffset: 16, as: uint8x16_t.self)
    }
}

/// Four words of the message, which are big-endian in it.
@inline(__always) private func message(_ block: UnsafeRawPointer, _ offset: Int) -> uint8x16_t {
    unsafe tlsbench_reverse_words_of_32_128(block.loadUnaligned(fromByteOffset: offset, as: uint8x16_t.self))
}

/// Rounds t to t + 3 with `words` W_t … W_{t+3}.
@inline(__always) private func fourRounds(
    _ abcd: inout uint8x16_t,
    _ efgh: inout uint8x16_t,
    _ words: uint8x16_t,
    _ constants: UnsafeRawPointer
) {
    let keyed = unsafe tlsbench_add_words_of_32_128(words, constants.loadUnaligned(as: uint8x16_t.self))
    let before = abcd
    abcd = tlsbench_sha256_abcd_128(abcd, efgh, keyed)
    efgh = tlsbench_sha256_efgh_128(efgh, before, keyed)
}
