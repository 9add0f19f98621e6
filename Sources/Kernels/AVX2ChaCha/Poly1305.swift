internal import CIntrinsics

/// Appends `length` octets, whole groups of 64, to Poly1305's sum.
///
/// Each lane has the sum of every fourth block, multiplied by r⁴ from one to the next, and by the power at which it ends.
func hash(_ words: UnsafeMutableRawPointer, _ data: UnsafeRawPointer, _ length: Int) {
    let words = unsafe words.assumingMemoryBound(to: UInt64.self)
    let r = unsafe Number(words[0], words[1], 0)
    let second = r.times(r)
    let third = second.times(r)
    let fourth = third.times(r)
    let step = Factor(fourth, fourth, fourth, fourth)
    var sums = unsafe Sums(Number(words[2], words[3], words[4]))
    unsafe sums.add(data)
    var place = 64
    while place < length {
        sums.multiply(by: step)
        sums.carry()
        unsafe sums.add(data + place)
        place &+= 64
    }
    // As `add` orders the blocks: 0, 2, 1, 3.
    sums.multiply(by: Factor(fourth, second, third, r))
    let sum = sums.total()
    unsafe (words[2], words[3], words[4]) = (sum.low, sum.high, sum.top)
}

/// Four numbers modulo 2¹³⁰ − 5, one to a lane, in five limbs of 26 bits.
private struct Sums {
    private var h0, h1, h2, h3, h4: __m256i

    /// One in the lane of block 0, zeros in the others.
    @inline(__always) init(_ number: Number) {
        (h0, h1) = (_mm256_set_epi64x(0, 0, 0, number.limb(0)), _mm256_set_epi64x(0, 0, 0, number.limb(1)))
        (h2, h3) = (_mm256_set_epi64x(0, 0, 0, number.limb(2)), _mm256_set_epi64x(0, 0, 0, number.limb(3)))
        h4 = _mm256_set_epi64x(0, 0, 0, number.limb(4))
    }

    /// Four blocks, with 2¹²⁸ to each.
    @inline(__always) mutating func add(_ data: UnsafeRawPointer) {
        let (first, second) = unsafe (load(data), load(data, 32))
        let (low, high) = (_mm256_unpacklo_epi64(first, second), _mm256_unpackhi_epi64(first, second))
        h0 = sum(h0, tlsbench_lowest_26_256(low))
        h1 = sum(h1, tlsbench_limb_1_of_26_256(low))
        h2 = sum(h2, tlsbench_limb_2_of_26_256(low, high))
        h3 = sum(h3, tlsbench_limb_3_of_26_256(high))
        h4 = sum(h4, tlsbench_limb_4_of_26_256(high))
    }

    /// Limbs below 2²⁸ times limbs below 2²⁶, of which four are five times as large: five products are below 2⁵⁹.
    @inline(__always) mutating func multiply(by r: Factor) {
        let d0 = sum(times(h0, r.r0), sum(sum(times(h1, r.s4), times(h2, r.s3)), sum(times(h3, r.s2), times(h4, r.s1))))
        let d1 = sum(times(h0, r.r1), sum(sum(times(h1, r.r0), times(h2, r.s4)), sum(times(h3, r.s3), times(h4, r.s2))))
        let d2 = sum(times(h0, r.r2), sum(sum(times(h1, r.r1), times(h2, r.r0)), sum(times(h3, r.s4), times(h4, r.s3))))
        let d3 = sum(times(h0, r.r3), sum(sum(times(h1, r.r2), times(h2, r.r1)), sum(times(h3, r.r0), times(h4, r.s4))))
        let d4 = sum(times(h0, r.r4), sum(sum(times(h1, r.r3), times(h2, r.r2)), sum(times(h3, r.r1), times(h4, r.r0))))
        (h0, h1, h2, h3, h4) = (d0, d1, d2, d3, d4)
    }

    /// Leaves limbs of 26 bits, and two of a little more. From limbs 0 and 3 at once, which is two short chains and no long one.
    @inline(__always) mutating func carry() {
        h1 = sum(h1, tlsbench_down_26_256(h0))
        h4 = sum(h4, tlsbench_down_26_256(h3))
        (h0, h3) = (tlsbench_lowest_26_256(h0), tlsbench_lowest_26_256(h3))
        h2 = sum(h2, tlsbench_down_26_256(h1))
        h0 = sum(h0, tlsbench_five_times_256(tlsbench_down_26_256(h4)))
        (h1, h4) = (tlsbench_lowest_26_256(h1), tlsbench_lowest_26_256(h4))
        h3 = sum(h3, tlsbench_down_26_256(h2))
        h1 = sum(h1, tlsbench_down_26_256(h0))
        (h2, h0) = (tlsbench_lowest_26_256(h2), tlsbench_lowest_26_256(h0))
        h4 = sum(h4, tlsbench_down_26_256(h3))
        h3 = tlsbench_lowest_26_256(h3)
    }

    /// The sum of all lanes.
    @inline(__always) func total() -> Number {
        Number(
            limbs: tlsbench_sum_of_words_256(h0),
            tlsbench_sum_of_words_256(h1),
            tlsbench_sum_of_words_256(h2),
            tlsbench_sum_of_words_256(h3),
            tlsbench_sum_of_words_256(h4)
        )
    }

    @inline(__always) private func times(_ left: __m256i, _ right: __m256i) -> __m256i { _mm256_mul_epu32(left, right) }
}

/// A power of r for each lane, in limbs, and five times those of its limbs that come to lie above 2¹³⁰.
private struct Factor {
    let r0, r1, r2, r3, r4, s1, s2, s3, s4: __m256i

    @inline(__always) init(_ first: Number, _ second: Number, _ third: Number, _ fourth: Number) {
        r0 = _mm256_set_epi64x(fourth.limb(0), third.limb(0), second.limb(0), first.limb(0))
        r1 = _mm256_set_epi64x(fourth.limb(1), third.limb(1), second.limb(1), first.limb(1))
        r2 = _mm256_set_epi64x(fourth.limb(2), third.limb(2), second.limb(2), first.limb(2))
        r3 = _mm256_set_epi64x(fourth.limb(3), third.limb(3), second.limb(3), first.limb(3))
        r4 = _mm256_set_epi64x(fourth.limb(4), third.limb(4), second.limb(4), first.limb(4))
        (s1, s2) = (tlsbench_five_times_256(r1), tlsbench_five_times_256(r2))
        (s3, s4) = (tlsbench_five_times_256(r3), tlsbench_five_times_256(r4))
    }
}
