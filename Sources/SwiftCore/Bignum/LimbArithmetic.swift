internal import CryptoBackend

extension Limbs {
    /// left − right into `result`, which may be either of them; gives the borrow, 0 or 1.
    ///
    /// Leaks: only `count`.
    @inline(__always)
    static func subtract(
        _ left: UnsafePointer<UInt64>,
        _ right: UnsafePointer<UInt64>,
        count: Int,
        into result: UnsafeMutablePointer<UInt64>
    ) -> UInt64 {
        var borrow: UInt64 = 0
        var index = 0
        while index < count {
            let difference = unsafe UInt128(word: left[index]) &- UInt128(word: right[index]) &- UInt128(word: borrow)
            unsafe result[index] = difference.low
            borrow = difference.high & 1
            index &+= 1
        }
        return borrow
    }

    /// Adds `addend` to `value` where `mask` is all ones, and nothing where it is zero; gives the carry, 0 or 1.
    ///
    /// Leaks: only `count`.
    @inline(__always)
    @discardableResult
    static func add(
        _ addend: UnsafePointer<UInt64>,
        where mask: UInt64,
        to value: UnsafeMutablePointer<UInt64>,
        count: Int
    ) -> UInt64 {
        var carry: UInt64 = 0
        var index = 0
        while index < count {
            let sum = unsafe UInt128(word: value[index]) &+ UInt128(word: addend[index] & mask) &+ UInt128(word: carry)
            unsafe value[index] = sum.low
            carry = sum.high
            index &+= 1
        }
        return carry
    }

    /// value − m if value ≥ m, else value, for a value of `count` limbs and a `carry` above them; at most m + R − 1.
    ///
    /// `result` does not overlap `value`. Leaks: only `count`.
    @inline(__always)
    static func subtractIfNotBelow(
        _ value: UnsafePointer<UInt64>,
        carry: UInt64,
        modulus: UnsafePointer<UInt64>,
        count: Int,
        into result: UnsafeMutablePointer<UInt64>
    ) {
        let borrow = unsafe subtract(value, modulus, count: count, into: result)
        // A borrow without a carry to pay for it: value < m. A carry without a borrow cannot be, since value < R + m.
        let isBelow = Choice(lowestBitOf: borrow & ~carry)
        var index = 0
        while index < count {
            unsafe result[index] = isBelow.select(value[index], result[index])
            index &+= 1
        }
    }
}
