extension Limbs {
    /// product × R⁻¹ mod m, with R = 2^(64 × count): REDC (Montgomery, Math. Comp. 44, 1985), four limbs a step.
    ///
    /// `product` has `2 × count` limbs and is overwritten, and `result` may not overlap it; `count` is a multiple of 4.
    /// For product < R × m, (product + q × m) / R is below 2 m, so that the result is below m. For any other product it is
    /// below R + m, and the result is congruent and below R. Leaks: only `count`.
    ///
    /// - Parameter negativeInverse: −m⁻¹ mod 2⁶⁴.
    static func montgomeryReduce(
        _ product: UnsafeMutablePointer<UInt64>,
        modulus: UnsafePointer<UInt64>,
        negativeInverse: UInt64,
        count: Int,
        into result: UnsafeMutablePointer<UInt64>
    ) {
        var carry: UInt64 = 0
        var row = 0
        while row < count {
            let corner = unsafe product + row
            var rows = unsafe clearFourLimbs(corner, modulus: modulus, negativeInverse: negativeInverse)
            unsafe rows.accumulate(modulus + 4, count: count &- 4, into: corner + 4)
            carry = unsafe add(rows.pending, carry, to: corner + count)
            row &+= 4
        }
        unsafe subtractIfNotBelow(product + count, carry: carry, modulus: modulus, count: count, into: result)
    }

    /// Chooses the quotients that make the four limbs of `corner` zero, and multiplies the lowest four limbs of m by them.
    @inline(__always)
    private static func clearFourLimbs(
        _ corner: UnsafePointer<UInt64>,
        modulus: UnsafePointer<UInt64>,
        negativeInverse: UInt64
    ) -> FourRows {
        let m = unsafe (modulus[0], modulus[1], modulus[2], modulus[3])
        var (limb0, limb1, limb2, limb3) = unsafe (corner[0], corner[1], corner[2], corner[3])
        var (limb4, limb5): (UInt64, UInt64)
        var limb6: UInt64
        let limb7: UInt64
        var carry: UInt64

        let first = limb0 &* negativeInverse
        (carry, _) = multiplyAccumulate(first, m.0, limb0, 0)
        (carry, limb1) = multiplyAccumulate(first, m.1, limb1, carry)
        (carry, limb2) = multiplyAccumulate(first, m.2, limb2, carry)
        (limb4, limb3) = multiplyAccumulate(first, m.3, limb3, carry)

        let second = limb1 &* negativeInverse
        (carry, _) = multiplyAccumulate(second, m.0, limb1, 0)
        (carry, limb2) = multiplyAccumulate(second, m.1, limb2, carry)
        (carry, limb3) = multiplyAccumulate(second, m.2, limb3, carry)
        (limb5, limb4) = multiplyAccumulate(second, m.3, limb4, carry)

        let third = limb2 &* negativeInverse
        (carry, _) = multiplyAccumulate(third, m.0, limb2, 0)
        (carry, limb3) = multiplyAccumulate(third, m.1, limb3, carry)
        (carry, limb4) = multiplyAccumulate(third, m.2, limb4, carry)
        (limb6, limb5) = multiplyAccumulate(third, m.3, limb5, carry)

        let fourth = limb3 &* negativeInverse
        (carry, _) = multiplyAccumulate(fourth, m.0, limb3, 0)
        (carry, limb4) = multiplyAccumulate(fourth, m.1, limb4, carry)
        (carry, limb5) = multiplyAccumulate(fourth, m.2, limb5, carry)
        (limb7, limb6) = multiplyAccumulate(fourth, m.3, limb6, carry)

        return FourRows((first, second, third, fourth), pending: (limb4, limb5, limb6, limb7))
    }

    /// Adds four limbs and a carry at `place`; gives the carry out.
    @inline(__always)
    private static func add(
        _ limbs: (UInt64, UInt64, UInt64, UInt64),
        _ carry: UInt64,
        to place: UnsafeMutablePointer<UInt64>
    ) -> UInt64 {
        var sum = unsafe UInt128(word: place[0]) &+ UInt128(word: limbs.0) &+ UInt128(word: carry)
        unsafe place[0] = sum.low
        sum = unsafe UInt128(word: place[1]) &+ UInt128(word: limbs.1) &+ UInt128(word: sum.high)
        unsafe place[1] = sum.low
        sum = unsafe UInt128(word: place[2]) &+ UInt128(word: limbs.2) &+ UInt128(word: sum.high)
        unsafe place[2] = sum.low
        sum = unsafe UInt128(word: place[3]) &+ UInt128(word: limbs.3) &+ UInt128(word: sum.high)
        unsafe place[3] = sum.low
        return sum.high
    }
}
