internal import CIntrinsics

/// Up to 16 octets as one block, zeros after them. A masked load reads nothing behind their end.
@inline(__always) func shortBlock(_ octets: UnsafeRawPointer, _ count: Int) -> __m128i {
    let behind = UInt32(1) &<< UInt32(truncatingIfNeeded: count)
    return unsafe _mm_maskz_loadu_epi8(__mmask16(truncatingIfNeeded: behind &- 1), octets)
}

/// GHASH of additional data of any length: a block at a time, for TLS has one.
@inline(__always) func hashAdditional(
    _ context: UnsafeRawPointer,
    _ octets: UnsafeRawPointer,
    _ count: Int
) -> __m128i {
    var hash = _mm_setzero_si128()
    var place = 0
    let lastPower = (VAES512Context.powerCount &- 1) &* 16
    while place < count {
        var product = Product()
        let block = unsafe reversed(shortBlock(octets + place, min(16, count &- place)))
        unsafe product.add(tlsbench_in_lowest_lane_512(_mm_xor_si128(block, hash)), context, lastPower)
        hash = _mm512_castsi512_si128(product.reduced())
        place &+= 16
    }
    return hash
}
