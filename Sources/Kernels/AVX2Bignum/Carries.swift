internal import CIntrinsics

/// Makes digits of column sums, four columns at a time from the lowest up, without waiting for carries to ripple.
///
/// A column x is read as x + K × 2^w, with K = 2^s × 2^w + 2^(w−1) and s = 63 − 2w: not negative, and below 2⁶⁴, for
/// |x| < 2⁶³ − 2^(2w−1). Its upper bits are a carry, biased by K, and its lower w bits are what stays. The next column's
/// remainder plus this carry is again a number with bias K, of at most 2^(64−w) + 2^w, which is split a second time: into
/// a remainder biased by 2^(w−1) and a carry biased by 2^s, of at most 2^(64−2w) + 1. Their sum without biases is the digit,
/// between −2^(w−1) − 2^s and 2^(w−1) + 2^s.
@safe struct Carries {
    private var first, second: __m256i
    private let shift, mask, bias, digitBias: __m256i

    /// No carry into the lowest column.
    @inline(__always) init(_ radix: Radix) {
        shift = _mm256_set1_epi64x(Int64(radix.bits))
        mask = _mm256_set1_epi64x(radix.mask)
        bias = _mm256_set1_epi64x(radix.carryBias &<< Int64(radix.bits))
        digitBias = _mm256_set1_epi64x(radix.digitBias)
        first = _mm256_set1_epi64x(radix.carryBias)
        second = _mm256_set1_epi64x(radix.secondBias)
    }

    /// The digits of the next four columns.
    @inline(__always) mutating func digits(_ columns: __m256i) -> __m256i {
        let biased = plus(columns, bias)
        let carry = _mm256_srlv_epi64(biased, shift)
        let sum = plus(_mm256_and_si256(biased, mask), tlsbench_words_up_256(carry, first))
        first = carry
        let secondCarry = _mm256_srlv_epi64(sum, shift)
        let digits = plus(_mm256_and_si256(sum, mask), tlsbench_words_up_256(secondCarry, second))
        second = secondCarry
        return _mm256_sub_epi64(digits, digitBias)
    }
}

/// Four columns, from the four arrays of sums of which the second begins one column higher, and so on.
@inline(__always) func columns(_ sums: UnsafePointer<Int64>, stride: Int, block: Int) -> __m256i {
    let place = unsafe sums + 4 &* block
    let even = unsafe plus(load(place), load(place, 2 &* stride &- 2))
    let odd = unsafe plus(load(place, stride &- 1), load(place, 3 &* stride &- 3))
    return plus(even, odd)
}
