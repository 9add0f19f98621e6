internal import AESCLMULKernel
internal import CIntrinsics

/// A record of 1 to 16 octets, such as a Finished or an alert, with up to 16 of additional data. Encrypts or decrypts in place
/// and gives the tag.
///
/// Such a record is one chain of instructions that wait for each other, so what counts is that the chain is short: two blocks
/// of key stream in one register of 256 bits, of which the data's is where nothing has to move it, and three products of 128
/// bits, of which two are ready before the data's.
@inline(__always) func cryptOneBlock(
    _ context: UnsafeRawPointer,
    _ rounds: Int,
    _ data: UnsafeMutableRawPointer,
    _ count: Int,
    _ nonce: UnsafeRawPointer,
    _ additional: UnsafeRawPointer,
    _ additionalCount: Int,
    isSealing: Bool
) -> __m128i {
    // Counter 2, which is the data's, and J₀, as they are on the wire.
    let fixed = _mm_xor_si128(unsafe loadNonce(nonce), unsafe load128(context))
    var state = _mm256_xor_si256(
        _mm256_broadcastsi128_si256(fixed),
        _mm256_set_epi32(1 << 24, 0, 0, 0, 2 << 24, 0, 0, 0)
    )
    for round in 1..<10 { state = unsafe _mm256_aesenc_epi128(state, roundKeyTwice(context, round)) }
    if rounds == 14 {
        for round in 10..<14 { state = unsafe _mm256_aesenc_epi128(state, roundKeyTwice(context, round)) }
    }
    let stream = unsafe _mm256_aesenclast_epi128(state, roundKeyTwice(context, rounds))
    var product = BlockProduct()
    unsafe product.add(reversed(shortBlock(additional, additionalCount)), context, power: 3)
    unsafe product.add(lengthBlock(additionalCount, count), context, power: 1)
    let ciphertext: __m128i
    if count == 16 {
        // Without a mask, for a masked load waits for every store near it to leave for the cache.
        let old = unsafe load128(data)
        let new = _mm_xor_si128(old, _mm256_castsi256_si128(stream))
        unsafe data.storeBytes(of: new, as: __m128i.self)
        ciphertext = isSealing ? new : old
    } else {
        let mask = __mmask16(truncatingIfNeeded: UInt32(1) &<< UInt32(truncatingIfNeeded: count) &- 1)
        let old = unsafe _mm_maskz_loadu_epi8(mask, data)
        let new = _mm_xor_si128(old, _mm256_castsi256_si128(stream))
        unsafe _mm_mask_storeu_epi8(data, mask, new)
        ciphertext = isSealing ? _mm_maskz_mov_epi8(mask, new) : old
    }
    unsafe product.add(reversed(ciphertext), context, power: 2)
    return _mm_xor_si128(reversed(product.reduced()), tlsbench_high_lane_256(stream))
}

/// A round key that is stored twice.
@inline(__always) private func roundKeyTwice(_ context: UnsafeRawPointer, _ round: Int) -> __m256i {
    unsafe context.loadUnaligned(fromByteOffset: round &* GCMContext.roundKeyStride, as: __m256i.self)
}

/// ``Product`` of one block at a time.
private struct BlockProduct {
    private var low = _mm_setzero_si128()
    private var middle = _mm_setzero_si128()
    private var high = _mm_setzero_si128()

    @inline(__always) init() {}

    /// Adds an octet-reversed block × a power of H.
    @inline(__always) mutating func add(_ block: __m128i, _ context: UnsafeRawPointer, power: Int) {
        let place = (VAES512Context.powerCount &- power) &* 16
        let factor = unsafe load128(context, VAES512Context.powersOffset &+ place)
        let folded = unsafe load128(context, VAES512Context.foldedOffset &+ place)
        low = _mm_xor_si128(low, tlsbench_clmul_low_128(block, factor))
        high = _mm_xor_si128(high, tlsbench_clmul_high_128(block, factor))
        let sum = _mm_xor_si128(block, tlsbench_swap_halves_128(block))
        middle = _mm_xor_si128(middle, tlsbench_clmul_low_128(sum, folded))
    }

    /// As ``Product/reduced()``.
    @inline(__always) func reduced() -> __m128i {
        let polynomial = _mm_set_epi64x(Int64(bitPattern: 0xC200_0000_0000_0000), 1)
        let cross = _mm_xor_si128(middle, _mm_xor_si128(low, high))
        let first = _mm_xor_si128(tlsbench_clmul_low_by_high_128(low, polynomial), tlsbench_swap_halves_128(low))
        let folded = _mm_xor_si128(cross, first)
        let second = _mm_xor_si128(
            tlsbench_clmul_low_by_high_128(folded, polynomial),
            tlsbench_swap_halves_128(folded)
        )
        return _mm_xor_si128(high, second)
    }
}
