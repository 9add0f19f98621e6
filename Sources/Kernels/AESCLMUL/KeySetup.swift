internal import CIntrinsics

/// Expands an AES key of 16 or 32 octets and computes the powers of H (SP 800-38D §6.4), for the tiers whose context is laid
/// out as ``GCMContext`` says.
///
/// Leaks: only `keyLength`.
public func setUpAESCLMUL(_ context: UnsafeMutableRawPointer, key: UnsafeRawPointer, keyLength: Int) {
    let lastPower = GCMContext.powersOffset &+ (GCMContext.powerCount &- 1) &* 16
    unsafe expandKeyAESCLMUL(context, key: key, keyLength: keyLength, hashKeyOffset: lastPower)
    let hashKey = unsafe load(context, lastPower)
    var power = hashKey
    for exponent in 1...GCMContext.powerCount {
        let place = (GCMContext.powerCount &- exponent) &* 16
        unsafe store(power, context, GCMContext.powersOffset &+ place)
        unsafe store(xor(power, tlsbench_swap_halves_128(power)), context, GCMContext.foldedOffset &+ place)
        power = multiply(power, hashKey)
    }
    unsafe store(_mm_setzero_si128(), context, GCMContext.powersOffset &+ GCMContext.powerCount &* 16)
    unsafe store(_mm_setzero_si128(), context, GCMContext.foldedOffset &+ GCMContext.powerCount &* 16)
}

/// Expands an AES key of 16 or 32 octets at the start of `context`, as ``GCMContext`` says, and writes H, times x, into the 16
/// octets at `hashKeyOffset`: the part of a set-up that all tiers over AES-NI share.
///
/// Leaks: only `keyLength`.
public func expandKeyAESCLMUL(
    _ context: UnsafeMutableRawPointer,
    key: UnsafeRawPointer,
    keyLength: Int,
    hashKeyOffset: Int
) {
    if keyLength == 16 { unsafe expandKey128(context, key) } else { unsafe expandKey256(context, key) }
    let rounds = keyLength == 16 ? 10 : 14
    let hashKey = timesX(reversed(unsafe encryptBlock(context, rounds, _mm_setzero_si128())))
    unsafe store(hashKey, context, hashKeyOffset)
}

/// One block under the expanded key (FIPS 197 §5.1).
@inline(__always) func encryptBlock(_ context: UnsafeRawPointer, _ rounds: Int, _ block: __m128i) -> __m128i {
    var state = xor(block, unsafe load(context))
    var round = 1
    while round < rounds {
        state = _mm_aesenc_si128(state, unsafe load(context, round &* GCMContext.roundKeyStride))
        round &+= 1
    }
    return _mm_aesenclast_si128(state, unsafe load(context, rounds &* GCMContext.roundKeyStride))
}

// FIPS 197 §5.2 on whole round keys. SubWord comes from AESENCLAST: on a block whose four columns are equal ShiftRows does
// nothing, and what remains is SubBytes and the addition of the round constant. (Unlike AESKEYGENASSIST it takes the
// constant from a register.) Each word is added to all after it by the two shifts of `prefixSums`.

@inline(__always) private func expandKey128(_ context: UnsafeMutableRawPointer, _ key: UnsafeRawPointer) {
    var roundKey = unsafe load(key)
    unsafe storeTwice(roundKey, context, 0)
    var constant: Int32 = 1
    for round in 1...10 {
        roundKey = xor(prefixSums(roundKey), substituteRotated(roundKey, constant))
        unsafe storeTwice(roundKey, context, round)
        constant = constant == 0x80 ? 0x1b : constant << 1
    }
}

@inline(__always) private func expandKey256(_ context: UnsafeMutableRawPointer, _ key: UnsafeRawPointer) {
    var even = unsafe load(key)
    var odd = unsafe load(key, 16)
    unsafe storeTwice(even, context, 0)
    unsafe storeTwice(odd, context, 1)
    var constant: Int32 = 1
    for round in 1...7 {
        even = xor(prefixSums(even), substituteRotated(odd, constant))
        unsafe storeTwice(even, context, 2 &* round)
        constant <<= 1
        guard round < 7 else { break }
        odd = xor(prefixSums(odd), substitute(even))
        unsafe storeTwice(odd, context, 2 &* round &+ 1)
    }
}

/// SubWord(RotWord(w₃)) ⊕ Rcon, in all four words.
@inline(__always) private func substituteRotated(_ key: __m128i, _ constant: Int32) -> __m128i {
    _mm_aesenclast_si128(_mm_shuffle_epi8(key, _mm_set1_epi32(0x0c0f_0e0d)), _mm_set1_epi32(constant))
}

/// SubWord(w₃), in all four words.
@inline(__always) private func substitute(_ key: __m128i) -> __m128i {
    _mm_aesenclast_si128(_mm_shuffle_epi8(key, _mm_set1_epi32(0x0f0e_0d0c)), _mm_setzero_si128())
}

/// w₀, w₀ ⊕ w₁, w₀ ⊕ w₁ ⊕ w₂, w₀ ⊕ w₁ ⊕ w₂ ⊕ w₃.
@inline(__always) private func prefixSums(_ key: __m128i) -> __m128i {
    let pairs = xor(key, tlsbench_shift_left_32_128(key))
    return xor(pairs, tlsbench_shift_left_64_128(pairs))
}

@inline(__always) private func storeTwice(_ key: __m128i, _ context: UnsafeMutableRawPointer, _ round: Int) {
    unsafe store(key, context, round &* GCMContext.roundKeyStride)
    unsafe store(key, context, round &* GCMContext.roundKeyStride &+ 16)
}
