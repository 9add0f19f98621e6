/// A sum of carry-less products of two 64-bit words, from integer multiplications.
///
/// Pornin's way (BearSSL, "Constant-Time Crypto", GHASH): of each word keep every fourth bit, so that the integer product
/// has three zeros between any two sums, and the lowest bit of a sum is the carry-less one. A sum of up to 15 ones stays
/// in its four bits; with 16 bits of one factor and 15 of the other there are never more. Integer multiplication takes the
/// same time for all values on every 64-bit CPU in use.
struct CarrylessProduct {
    /// The sums whose place is 0, 1, 2 and 3 modulo 4. Their other bits are of no account.
    private var sum0: UInt128 = 0
    private var sum1: UInt128 = 0
    private var sum2: UInt128 = 0
    private var sum3: UInt128 = 0
    /// What bits 60, 61, 62 and 63 of the right factors select of the left ones.
    private var top0: UInt64 = 0
    private var top1: UInt64 = 0
    private var top2: UInt64 = 0
    private var top3: UInt64 = 0

    /// The length of a prepared right factor in words.
    static let factorLength = 8

    /// Prepares `factor`: every fourth bit of the lower 60, for each of the four first ones; then a mask for each of the
    /// four highest bits.
    static func prepare(_ factor: UInt64, _ words: inout MutableSpan<UInt64>, at place: Int) {
        for index in 0..<4 {
            words[place + index] = factor & (0x0111_1111_1111_1111 << UInt64(index))
            words[place + 4 + index] = 0 &- ((factor >> (60 + UInt64(index))) & 1)
        }
    }

    @inline(__always)
    init() {}

    /// Adds left × right, where `right` was prepared.
    @unsafe
    @inline(__always)
    mutating func add(_ left: UInt64, _ right: UnsafePointer<UInt64>) {
        let l0 = UInt128(left & 0x1111_1111_1111_1111)
        let l1 = UInt128(left & 0x2222_2222_2222_2222)
        let l2 = UInt128(left & 0x4444_4444_4444_4444)
        let l3 = UInt128(left & 0x8888_8888_8888_8888)
        let r0 = unsafe UInt128(right[0])
        let r1 = unsafe UInt128(right[1])
        let r2 = unsafe UInt128(right[2])
        let r3 = unsafe UInt128(right[3])
        sum0 ^= (l0 &* r0) ^ (l1 &* r3) ^ (l2 &* r2) ^ (l3 &* r1)
        sum1 ^= (l0 &* r1) ^ (l1 &* r0) ^ (l2 &* r3) ^ (l3 &* r2)
        sum2 ^= (l0 &* r2) ^ (l1 &* r1) ^ (l2 &* r0) ^ (l3 &* r3)
        sum3 ^= (l0 &* r3) ^ (l1 &* r2) ^ (l2 &* r1) ^ (l3 &* r0)
        unsafe top0 ^= left & right[4]
        unsafe top1 ^= left & right[5]
        unsafe top2 ^= left & right[6]
        unsafe top3 ^= left & right[7]
    }

    /// The sum.
    @inline(__always)
    var value: UInt128 {
        let every4th: UInt128 = 0x1111_1111_1111_1111_1111_1111_1111_1111
        let lower =
            (sum0 & every4th) ^ (sum1 & (every4th &<< 1)) ^ (sum2 & (every4th &<< 2)) ^ (sum3 & (every4th &<< 3))
        return lower ^ (UInt128(top0) &<< 60) ^ (UInt128(top1) &<< 61) ^ (UInt128(top2) &<< 62) ^ (UInt128(top3) &<< 63)
    }
}
