extension Limbs {
    /// The `2 × count` limbs of left × right. `count` is a multiple of 4; `product` overlaps neither factor.
    ///
    /// Leaks: only `count`.
    static func multiply(
        _ left: UnsafePointer<UInt64>,
        _ right: UnsafePointer<UInt64>,
        count: Int,
        into product: UnsafeMutablePointer<UInt64>
    ) {
        unsafe product.update(repeating: 0, count: count)
        var row = 0
        while row < count {
            var rows = unsafe FourRows((right[row], right[row &+ 1], right[row &+ 2], right[row &+ 3]))
            unsafe rows.accumulate(left, count: count, into: product + row)
            unsafe store(rows.pending, at: product + (row &+ count))
            row &+= 4
        }
    }

    /// The `2 × count` limbs of value². `count` is a multiple of 4; `product` does not overlap `value`.
    ///
    /// The products of unequal limbs are summed once and doubled, so that it takes little more than half the
    /// multiplications of ``multiply(_:_:count:into:)``. Leaks: only `count`.
    static func square(_ value: UnsafePointer<UInt64>, count: Int, into product: UnsafeMutablePointer<UInt64>) {
        unsafe product.update(repeating: 0, count: count)
        var row = 0
        while row < count {
            let limbs = unsafe (value[row], value[row &+ 1], value[row &+ 2], value[row &+ 3])
            // The products among the four limbs themselves, of which the lowest stands in column 2 × row + 1.
            let corner = unsafe product + 2 &* row
            let first = unsafe multiplyAccumulate(limbs.0, limbs.1, corner[1], 0)
            let second = unsafe multiplyAccumulate(limbs.0, limbs.2, corner[2], first.high)
            let third = unsafe multiplyAccumulate(limbs.0, limbs.3, corner[3], second.high)
            let middle = multiplyAccumulate(limbs.1, limbs.2, third.low, 0)
            let upper = multiplyAccumulate(limbs.1, limbs.3, third.high, middle.high)
            let top = multiplyAccumulate(limbs.2, limbs.3, upper.high, 0)
            unsafe corner[1] = first.low
            unsafe corner[2] = second.low
            unsafe corner[3] = middle.low
            // Then those with all limbs above the four.
            var rows = FourRows(limbs, pending: (upper.low, top.low, top.high, 0))
            unsafe rows.accumulate(value + (row &+ 4), count: count &- row &- 4, into: corner + 4)
            unsafe store(rows.pending, at: product + (row &+ count))
            row &+= 4
        }
        unsafe doubleAndAddSquares(value, count: count, to: product)
    }

    /// Doubles `product` and adds the square of each limb in its place.
    @inline(__always)
    private static func doubleAndAddSquares(
        _ value: UnsafePointer<UInt64>,
        count: Int,
        to product: UnsafeMutablePointer<UInt64>
    ) {
        var carry: UInt64 = 0
        var shiftedOut: UInt64 = 0
        var index = 0
        while index < count {
            let low = unsafe product[2 &* index]
            let high = unsafe product[2 &* index &+ 1]
            let limb = unsafe value[index]
            let square = multiplyAccumulate(limb, limb, low << 1 | shiftedOut, carry)
            let upper = UInt128(word: square.high) &+ UInt128(word: high << 1 | low >> 63)
            unsafe product[2 &* index] = square.low
            unsafe product[2 &* index &+ 1] = upper.low
            carry = upper.high
            shiftedOut = high >> 63
            index &+= 1
        }
    }

    @inline(__always)
    private static func store(_ limbs: (UInt64, UInt64, UInt64, UInt64), at place: UnsafeMutablePointer<UInt64>) {
        unsafe place[0] = limbs.0
        unsafe place[1] = limbs.1
        unsafe place[2] = limbs.2
        unsafe place[3] = limbs.3
    }
}
