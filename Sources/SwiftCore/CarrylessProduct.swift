/// A sum of carry-less products of two 64-bit words, from integer multiplications.
///
/// Pornin's way (BearSSL, "Constant-Time Crypto", GHASH): of each word keep every fourth bit, so that the integer product
/// has three zeros between any two sums, and the lowest bit of a sum is the carry-less one. A sum of up to 15 ones stays
/// in its four bits; with 16 bits of one factor and 15 of the other there are never more. The lower halves of integer
/// multiplications take the same time for all values on every 64-bit CPU in use.
struct CarrylessProduct {
    /// The sums whose place is 0, 1, 2 and 3 modulo 4. Their other bits are of no account.
    private var sum0: UInt128 = 0
    private var sum1: UInt128 = 0
    private var sum2: UInt128 = 0
    private var sum3: UInt128 = 0
    /// What the four highest bits of right factors add.
    private var top: UInt128 = 0

    @inline(__always)
    init() {}

    /// Adds left × right.
    @inline(__always)
    mutating func add(_ left: UInt64, _ right: UInt64) {
        let l0 = UInt128(left & 0x1111_1111_1111_1111)
        let l1 = UInt128(left & 0x2222_2222_2222_2222)
        let l2 = UInt128(left & 0x4444_4444_4444_4444)
        let l3 = UInt128(left & 0x8888_8888_8888_8888)
        let r0 = UInt128(right & 0x0111_1111_1111_1111)
        let r1 = UInt128(right & 0x0222_2222_2222_2222)
        let r2 = UInt128(right & 0x0444_4444_4444_4444)
        let r3 = UInt128(right & 0x0888_8888_8888_8888)
        sum0 ^= (l0 &* r0) ^ (l1 &* r3) ^ (l2 &* r2) ^ (l3 &* r1)
        sum1 ^= (l0 &* r1) ^ (l1 &* r0) ^ (l2 &* r3) ^ (l3 &* r2)
        sum2 ^= (l0 &* r2) ^ (l1 &* r1) ^ (l2 &* r0) ^ (l3 &* r3)
        sum3 ^= (l0 &* r3) ^ (l1 &* r2) ^ (l2 &* r1) ^ (l3 &* r0)
        // The four bits of `right` left out above.
        let wide = UInt128(left)
        top ^= (wide &<< 60) & Self.mask(right &>> 60) ^ (wide &<< 61) & Self.mask(right &>> 61)
        top ^= (wide &<< 62) & Self.mask(right &>> 62) ^ (wide &<< 63) & Self.mask(right &>> 63)
    }

    /// The sum.
    @inline(__always)
    var value: UInt128 {
        let every4th: UInt128 = 0x1111_1111_1111_1111_1111_1111_1111_1111
        return (sum0 & every4th) ^ (sum1 & (every4th &<< 1)) ^ (sum2 & (every4th &<< 2))
            ^ (sum3 & (every4th &<< 3)) ^ top
    }

    /// All ones if the lowest bit is one.
    @inline(__always)
    private static func mask(_ bit: UInt64) -> UInt128 { 0 &- UInt128(bit & 1) }
}
