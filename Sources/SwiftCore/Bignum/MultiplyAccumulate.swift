/// left × right + addend + carry, as its high and its low word.
///
/// It cannot overflow: (2⁶⁴ − 1)² + 2 (2⁶⁴ − 1) = 2¹²⁸ − 1. Leaks nothing: one multiplication, additions with carry.
@inline(__always)
func multiplyAccumulate(
    _ left: UInt64,
    _ right: UInt64,
    _ addend: UInt64,
    _ carry: UInt64
) -> (high: UInt64, low: UInt64) {
    let sum = UInt128(product: left, right) &+ UInt128(word: addend) &+ UInt128(word: carry)
    return (sum.high, sum.low)
}

/// Four rows of a schoolbook product at once: four multipliers, and the four limbs above the column they have reached.
///
/// Each limb of the multiplicand is loaded once for four products, and each limb of the result is loaded and stored once
/// for four rows, which is what makes this faster than row by row; the four carries of a column run one behind another,
/// but those of the next column start before they have ended.
struct FourRows {
    private let first, second, third, fourth: UInt64
    /// What the rows have yet to add, from the next column up.
    private(set) var pending: (UInt64, UInt64, UInt64, UInt64)

    /// Rows of four consecutive multipliers, with what earlier columns left over.
    @inline(__always)
    init(_ multipliers: (UInt64, UInt64, UInt64, UInt64), pending: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)) {
        (first, second, third, fourth) = multipliers
        self.pending = pending
    }

    /// Adds `multiplicand` times the multipliers to the `count` limbs of `result`; what is above them stays pending.
    ///
    /// Leaks: only `count`.
    @inline(__always)
    mutating func accumulate(
        _ multiplicand: UnsafePointer<UInt64>,
        count: Int,
        into result: UnsafeMutablePointer<UInt64>
    ) {
        var (pending0, pending1, pending2, pending3) = pending
        var column = 0
        while column < count {
            let limb = unsafe multiplicand[column]
            let lowest = unsafe multiplyAccumulate(limb, first, pending0, result[column])
            unsafe result[column] = lowest.low
            let lower = multiplyAccumulate(limb, second, pending1, lowest.high)
            pending0 = lower.low
            let upper = multiplyAccumulate(limb, third, pending2, lower.high)
            pending1 = upper.low
            (pending3, pending2) = multiplyAccumulate(limb, fourth, pending3, upper.high)
            column &+= 1
        }
        pending = (pending0, pending1, pending2, pending3)
    }
}
