internal import CIntrinsics

extension AESPMULL {
    /// Expands an AES key of 16 or 32 octets and computes the powers of H (SP 800-38D §6.4).
    ///
    /// Leaks: only `keyLength`.
    @export(interface)
    public static func setUp(_ context: UnsafeMutableRawPointer, key: UnsafeRawPointer, keyLength: Int) {
        let rounds = keyLength == 16 ? 10 : 14
        unsafe expandKey(context, key, words: keyLength / 4, rounds: rounds)
        let hashKey = unsafe timesX(reversed(encryptBlock(context, rounds, zero)))
        unsafe setPower(context, 1, hashKey)
        var power = hashKey
        for exponent in 2...AESPMULLContext.powerCount {
            var product = Product<TwoInstructions>()
            unsafe product.add(power, context, power: 1)
            power = product.reduced()
            unsafe setPower(context, exponent, power)
        }
    }
}

/// FIPS 197 §5.2, word by word.
@inline(__always) private func expandKey(
    _ context: UnsafeMutableRawPointer,
    _ key: UnsafeRawPointer,
    words: Int,
    rounds: Int
) {
    var word: UInt32 = 0
    for index in 0..<words {
        word = unsafe key.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self)
        unsafe context.storeBytes(of: word, toByteOffset: 4 &* index, as: UInt32.self)
    }
    var roundConstant: UInt32 = 1
    for index in words..<4 &* (rounds &+ 1) {
        if index % words == 0 {
            // RotWord: the first octet, which is the lowest here, becomes the last.
            let substituted = substitute(word)
            word = (substituted &>> 8) | (substituted &<< 24)
            word ^= roundConstant
            // The next power of x in GF(2⁸).
            roundConstant = (roundConstant << 1) ^ ((roundConstant >> 7) &* 0x11b)
        } else if words == 8 && index % 8 == 4 {
            word = substitute(word)
        }
        word ^= unsafe context.load(fromByteOffset: 4 &* (index &- words), as: UInt32.self)
        unsafe context.storeBytes(of: word, toByteOffset: 4 &* index, as: UInt32.self)
    }
}

/// SubWord: on a block whose four columns are equal ShiftRows does nothing.
@inline(__always) private func substitute(_ word: UInt32) -> UInt32 {
    let twice = UInt64(word) | UInt64(word) << 32
    let state = tlsbench_aes_substitute_128(tlsbench_words_128(twice, twice), zero)
    return UInt32(truncatingIfNeeded: tlsbench_low_word_128(state))
}

/// One block under the expanded key (FIPS 197 §5.1).
@inline(__always) private func encryptBlock(
    _ context: UnsafeRawPointer,
    _ rounds: Int,
    _ block: uint8x16_t
) -> uint8x16_t {
    var state = block
    for round in 0..<rounds &- 1 { state = unsafe tlsbench_aes_round_128(state, roundKey(context, round)) }
    state = unsafe tlsbench_aes_substitute_128(state, roundKey(context, rounds &- 1))
    return unsafe tlsbench_xor_128(state, roundKey(context, rounds))
}

/// value × x: a shift by one, and the polynomial if a bit fell out, chosen by a mask.
@inline(__always) private func timesX(_ value: uint8x16_t) -> uint8x16_t {
    let high = tlsbench_low_word_128(value)
    let low = tlsbench_high_word_128(value)
    let fellOut = 0 &- (high >> 63)
    return tlsbench_words_128(
        ((high << 1) | (low >> 63)) ^ (fellOut & 0xC200_0000_0000_0000),
        (low << 1) ^ (fellOut & 1)
    )
}

@inline(__always) private func setPower(_ context: UnsafeMutableRawPointer, _ exponent: Int, _ power: uint8x16_t) {
    let index = AESPMULLContext.powerCount &- exponent
    unsafe store(power, context, AESPMULLContext.powersOffset &+ 16 &* index)
    let folded = tlsbench_low_word_128(power) ^ tlsbench_high_word_128(power)
    unsafe context.storeBytes(of: folded, toByteOffset: AESPMULLContext.foldedOffset &+ 8 &* index, as: UInt64.self)
}
