internal import CIntrinsics

// Multiplication in GF(2^128) as GHASH has it, on octet-reversed blocks: Gueron and Kounavis, "Intel Carry-Less
// Multiplication Instruction and its Usage for Computing the GCM Mode", with the second operand pre-multiplied by x, which
// takes the place of the shift by one after each product.

/// The 256-bit product reduced modulo x^128 + x^7 + x^2 + x + 1: two folds of 64 bits each.
@inline(__always) func reduce(low: __m128i, high: __m128i) -> __m128i {
    // 0xC2 << 56 is x^7 + x^2 + x + 1 as the reflected order has it, without its last bit, which is the swap.
    let polynomial = _mm_set_epi64x(Int64(bitPattern: 0xC200_0000_0000_0000), 1)
    var folded = xor(tlsbench_swap_halves_128(low), tlsbench_clmul_low_by_high_128(low, polynomial))
    folded = xor(tlsbench_swap_halves_128(folded), tlsbench_clmul_low_by_high_128(folded, polynomial))
    return xor(folded, high)
}

/// left × right, where `right` carries the extra factor x. Karatsuba: three products.
@inline(__always) func multiply(_ left: __m128i, _ right: __m128i) -> __m128i {
    let low = tlsbench_clmul_low_128(left, right)
    let high = tlsbench_clmul_high_128(left, right)
    let folded = tlsbench_clmul_low_128(
        xor(left, tlsbench_swap_halves_128(left)),
        xor(right, tlsbench_swap_halves_128(right))
    )
    let middle = xor(xor(folded, low), high)
    return reduce(
        low: xor(low, tlsbench_shift_left_64_128(middle)),
        high: xor(high, tlsbench_shift_right_64_128(middle))
    )
}

/// value × x: a shift by one, and the polynomial if a bit fell out, chosen by a mask.
@inline(__always) func timesX(_ value: __m128i) -> __m128i {
    let topBits = _mm_srli_epi64(value, 63)
    let shifted = _mm_or_si128(_mm_slli_epi64(value, 1), tlsbench_shift_left_64_128(topBits))
    let fellOut = _mm_sub_epi64(_mm_setzero_si128(), tlsbench_shift_right_64_128(topBits))
    let mask = _mm_unpacklo_epi64(fellOut, fellOut)
    return xor(shifted, _mm_and_si128(mask, _mm_set_epi64x(Int64(bitPattern: 0xC200_0000_0000_0000), 1)))
}
