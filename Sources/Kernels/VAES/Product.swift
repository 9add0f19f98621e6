internal import AESCLMULKernel
internal import CIntrinsics

/// A sum of products of blocks with powers of H, two at a time, that is reduced once at the end (Gueron and Kounavis,
/// "aggregated reduction"). Karatsuba: three carry-less products for each pair of blocks.
struct Product {
    private var low = _mm256_setzero_si256()
    private var middle = _mm256_setzero_si256()
    private var high = _mm256_setzero_si256()

    @inline(__always) init() {}

    /// Adds blocks × the powers that begin `offset` octets into the table.
    ///
    /// - Parameter blocks: octet-reversed; the low lane is the earlier block.
    @inline(__always) mutating func add(_ blocks: __m256i, _ context: UnsafeRawPointer, _ offset: Int) {
        let powers = unsafe load256(context, GCMContext.powersOffset &+ offset)
        let folded = unsafe load256(context, GCMContext.foldedOffset &+ offset)
        low = xor(low, tlsbench_clmul_low_256(blocks, powers))
        high = xor(high, tlsbench_clmul_high_256(blocks, powers))
        middle = xor(middle, tlsbench_clmul_low_256(xor(blocks, tlsbench_swap_halves_256(blocks)), folded))
    }

    /// The sum of both lanes, as one block.
    @inline(__always) func reduced() -> __m128i {
        let cross = sumOfLanes(xor(middle, xor(low, high)))
        let low = xor(sumOfLanes(self.low), tlsbench_shift_left_64_128(cross))
        let high = xor(sumOfLanes(self.high), tlsbench_shift_right_64_128(cross))
        // The reduction is explained in `AESCLMULKernel`, FieldMultiplication.swift.
        let polynomial = _mm_set_epi64x(Int64(bitPattern: 0xC200_0000_0000_0000), 1)
        var folded = xor(tlsbench_swap_halves_128(low), tlsbench_clmul_low_by_high_128(low, polynomial))
        folded = xor(tlsbench_swap_halves_128(folded), tlsbench_clmul_low_by_high_128(folded, polynomial))
        return xor(folded, high)
    }

    @inline(__always) private func sumOfLanes(_ value: __m256i) -> __m128i {
        xor(_mm256_castsi256_si128(value), tlsbench_high_lane_256(value))
    }
}
