internal import CIntrinsics

/// A sum of products of blocks with powers of H, four at a time, that is reduced once at the end (Gueron and Kounavis,
/// "aggregated reduction"). Karatsuba: three carry-less products for each register.
struct Product {
    private var low = _mm512_setzero_si512()
    private var middle = _mm512_setzero_si512()
    private var high = _mm512_setzero_si512()

    @inline(__always) init() {}

    /// Adds blocks × the powers that begin `offset` octets into the table.
    ///
    /// - Parameter blocks: octet-reversed; the lowest lane is the earliest block.
    @inline(__always) mutating func add(_ blocks: __m512i, _ context: UnsafeRawPointer, _ offset: Int) {
        let powers = unsafe load(context, VAES512Context.powersOffset &+ offset)
        let folded = unsafe load(context, VAES512Context.foldedOffset &+ offset)
        add(blocks, powers, folded)
    }

    /// Adds blocks × powers, whose halves' sums are in both halves of `folded`.
    @inline(__always) mutating func add(_ blocks: __m512i, _ powers: __m512i, _ folded: __m512i) {
        low = xor(low, tlsbench_clmul_low_512(blocks, powers))
        high = xor(high, tlsbench_clmul_high_512(blocks, powers))
        middle = xor(middle, tlsbench_clmul_low_512(xor(blocks, tlsbench_swap_halves_512(blocks)), folded))
    }

    /// Each lane reduced by itself, modulo x^128 + x^7 + x^2 + x + 1.
    ///
    /// The lowest 64 bits are folded upwards twice, as in `AESCLMULKernel`, FieldMultiplication.swift; the middle product
    /// takes the first fold as it is, so that nothing has to be shifted into place.
    @inline(__always) func reduced() -> __m512i {
        let polynomial = _mm512_broadcast_i32x4(_mm_set_epi64x(Int64(bitPattern: 0xC200_0000_0000_0000), 1))
        let cross = xor(middle, xor(low, high))
        let first = xor(tlsbench_clmul_low_by_high_512(low, polynomial), tlsbench_swap_halves_512(low))
        let folded = xor(cross, first)
        let second = xor(tlsbench_clmul_low_by_high_512(folded, polynomial), tlsbench_swap_halves_512(folded))
        return xor(high, second)
    }

    /// The sum of all four lanes, reduced, as one block.
    @inline(__always) func sum() -> __m128i {
        let lanes = reduced()
        let pair = _mm256_xor_si256(_mm512_castsi512_si256(lanes), tlsbench_high_lanes_512(lanes))
        return _mm_xor_si128(_mm256_castsi256_si128(pair), tlsbench_high_lane_256(pair))
    }
}
