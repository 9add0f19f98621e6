internal import CIntrinsics

/// A sum of products of blocks with powers of H that is reduced once at the end (Gueron and Kounavis, "aggregated
/// reduction"). Karatsuba: three carry-less products for each block.
struct Product {
    private var low = _mm_setzero_si128()
    private var middle = _mm_setzero_si128()
    private var high = _mm_setzero_si128()

    @inline(__always) init() {}

    /// Adds an octet-reversed block × the power that is `offset` octets into the table.
    @inline(__always) mutating func add(_ block: __m128i, _ context: UnsafeRawPointer, _ offset: Int) {
        let power = unsafe load(context, GCMContext.powersOffset &+ offset)
        let folded = unsafe load(context, GCMContext.foldedOffset &+ offset)
        low = xor(low, tlsbench_clmul_low_128(block, power))
        high = xor(high, tlsbench_clmul_high_128(block, power))
        middle = xor(middle, tlsbench_clmul_low_128(xor(block, tlsbench_swap_halves_128(block)), folded))
    }

    /// The sum as one block.
    @inline(__always) func reduced() -> __m128i {
        let cross = xor(middle, xor(low, high))
        return reduce(
            low: xor(low, tlsbench_shift_left_64_128(cross)),
            high: xor(high, tlsbench_shift_right_64_128(cross))
        )
    }
}
