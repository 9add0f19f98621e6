internal import CIntrinsics

/// Appends `length` octets, whole groups of 128, to Poly1305's sum.
///
/// Each lane has the sum of every eighth block, multiplied by r⁸ from one to the next, and by the power at which it ends.
func hash(_ words: UnsafeMutableRawPointer, _ data: UnsafeRawPointer, _ length: Int) {
    let words = unsafe words.assumingMemoryBound(to: UInt64.self)
    let r1 = unsafe Number(words: words[0], words[1], 0)
    let r2 = r1.times(r1)
    let (r3, r4) = (r2.times(r1), r2.times(r2))
    let (r5, r6) = (r4.times(r1), r4.times(r2))
    let (r7, r8) = (r4.times(r3), r4.times(r4))
    let step = Factor(r8, r8, r8, r8, r8, r8, r8, r8)
    var sums = unsafe Sums(Number(words: words[2], words[3], words[4]))
    unsafe sums.add(data)
    var place = 128
    if length >= 1024 {
        // Groups in turn into two sums, multiplied by r¹⁶: the products of one do not wait for those of the other.
        let r16 = r8.times(r8)
        let stride = Factor(r16, r16, r16, r16, r16, r16, r16, r16)
        var others = Sums(Number(words: 0, 0, 0))
        unsafe others.add(data + 128)
        place = 256
        while length &- place >= 256 {
            sums.multiply(by: stride)
            others.multiply(by: stride)
            unsafe sums.add(data + place)
            unsafe others.add(data + (place &+ 128))
            place &+= 256
        }
        sums.multiply(by: step)
        sums.add(others)
    }
    while place < length {
        sums.multiply(by: step)
        unsafe sums.add(data + place)
        place &+= 128
    }
    // As `add` orders the blocks: 0, 4, 1, 5, 2, 6, 3, 7.
    sums.multiply(by: Factor(r8, r4, r7, r3, r6, r2, r5, r1))
    let (low, high, top) = sums.total().words
    unsafe (words[2], words[3], words[4]) = (low, high, top)
}

/// Eight numbers modulo 2¹³⁰ − 5, one to a lane, in limbs of 44, 44 and 42 bits.
private struct Sums {
    private var h0, h1, h2: __m512i

    /// One in the lane of block 0, zeros in the others.
    @inline(__always) init(_ number: Number) {
        h0 = _mm512_set_epi64(0, 0, 0, 0, 0, 0, 0, Int64(bitPattern: number.limb0))
        h1 = _mm512_set_epi64(0, 0, 0, 0, 0, 0, 0, Int64(bitPattern: number.limb1))
        h2 = _mm512_set_epi64(0, 0, 0, 0, 0, 0, 0, Int64(bitPattern: number.limb2))
    }

    /// Eight blocks, with 2¹²⁸ to each.
    @inline(__always) mutating func add(_ data: UnsafeRawPointer) {
        let (first, second) = unsafe (load(data), load(data, 64))
        let (low, high) = (_mm512_unpacklo_epi64(first, second), _mm512_unpackhi_epi64(first, second))
        h0 = sum(h0, tlsbench_lowest_44_512(low))
        h1 = sum(h1, tlsbench_limb_1_of_44_512(low, high))
        h2 = sum(h2, tlsbench_limb_2_of_44_512(high))
    }

    @inline(__always) mutating func add(_ other: Sums) {
        (h0, h1, h2) = (sum(h0, other.h0), sum(h1, other.h1), sum(h2, other.h2))
    }

    /// Limbs below 2⁴⁶ times limbs below 2⁴⁴, of which two are twenty times as large: the upper parts of three products are below
    /// 2⁴², which leaves room for them in the carries.
    @inline(__always) mutating func multiply(by r: Factor) {
        let zero = _mm512_setzero_si512()
        let low0 = low(low(low(zero, h2, r.s1), h1, r.s2), h0, r.r0)
        let low1 = low(low(low(zero, h2, r.s2), h1, r.r0), h0, r.r1)
        let low2 = low(low(low(zero, h2, r.r0), h1, r.r1), h0, r.r2)
        let high0 = high(high(high(zero, h2, r.s1), h1, r.s2), h0, r.r0)
        let high1 = high(high(high(zero, h2, r.s2), h1, r.r0), h0, r.r1)
        let high2 = high(high(high(zero, h2, r.r0), h1, r.r1), h0, r.r2)
        // An upper part is worth 2⁵² of its limb: 2⁸ of the next one, 2¹⁰ of what is above 2¹³⁰.
        let d1 = sum(low1, sum(tlsbench_up_8_512(high0), tlsbench_down_44_512(low0)))
        let d2 = sum(low2, sum(tlsbench_up_8_512(high1), tlsbench_down_44_512(d1)))
        let above = sum(tlsbench_up_10_512(high2), tlsbench_down_42_512(d2))
        let d0 = sum(tlsbench_lowest_44_512(low0), tlsbench_five_times_512(above))
        h0 = tlsbench_lowest_44_512(d0)
        h1 = sum(tlsbench_lowest_44_512(d1), tlsbench_down_44_512(d0))
        h2 = tlsbench_lowest_42_512(d2)
    }

    /// The sum of all lanes.
    @inline(__always) func total() -> Number {
        Number(
            carrying: tlsbench_sum_of_words_512(h0),
            tlsbench_sum_of_words_512(h1),
            tlsbench_sum_of_words_512(h2)
        )
    }

    @inline(__always) private func low(_ sums: __m512i, _ left: __m512i, _ right: __m512i) -> __m512i {
        tlsbench_multiply_add_low_512(sums, left, right)
    }

    @inline(__always) private func high(_ sums: __m512i, _ left: __m512i, _ right: __m512i) -> __m512i {
        tlsbench_multiply_add_high_512(sums, left, right)
    }
}

/// A power of r for each lane, in limbs; and twenty times limbs 1 and 2, which is what those are worth that come to lie above 2¹³²:
/// that is 4 × 2¹³⁰.
private struct Factor {
    let r0, r1, r2, s1, s2: __m512i

    @inline(__always) init(
        _ a: Number,
        _ b: Number,
        _ c: Number,
        _ d: Number,
        _ e: Number,
        _ f: Number,
        _ g: Number,
        _ h: Number
    ) {
        r0 = Self.lanes(a.limb0, b.limb0, c.limb0, d.limb0, e.limb0, f.limb0, g.limb0, h.limb0)
        r1 = Self.lanes(a.limb1, b.limb1, c.limb1, d.limb1, e.limb1, f.limb1, g.limb1, h.limb1)
        r2 = Self.lanes(a.limb2, b.limb2, c.limb2, d.limb2, e.limb2, f.limb2, g.limb2, h.limb2)
        s1 = tlsbench_twenty_times_512(r1)
        s2 = tlsbench_twenty_times_512(r2)
    }

    @inline(__always) private static func lanes(
        _ a: UInt64,
        _ b: UInt64,
        _ c: UInt64,
        _ d: UInt64,
        _ e: UInt64,
        _ f: UInt64,
        _ g: UInt64,
        _ h: UInt64
    ) -> __m512i {
        _mm512_set_epi64(
            Int64(bitPattern: h),
            Int64(bitPattern: g),
            Int64(bitPattern: f),
            Int64(bitPattern: e),
            Int64(bitPattern: d),
            Int64(bitPattern: c),
            Int64(bitPattern: b),
            Int64(bitPattern: a)
        )
    }
}
