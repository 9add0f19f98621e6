internal import CIntrinsics

/// Montgomery multiplication of one number modulo m, in memory that its maker lends.
///
/// The whole quotient is computed at once, q = (T mod R) × (−m⁻¹) mod R, and then (T + q × m) / R (Montgomery, Math. Comp.
/// 44, 1985, the function REDC): two halves of a product instead of a digit at a time, so that no digit waits for the one
/// before. With factors below 2 m and R ≥ 4 m the result is below (4 m² + R × m) / R ≤ 2 m: no subtraction follows (Walter,
/// "Montgomery exponentiation needs no final subtractions", 1999). Leaks: only the radix.
@unsafe struct Residue {
    let radix: Radix
    /// m, odd.
    let modulus: UnsafePointer<UInt64>
    /// −m⁻¹ mod R.
    let inverse: UnsafePointer<UInt64>
    /// The number.
    let value: UnsafeMutablePointer<UInt64>
    let low: UnsafeMutablePointer<UInt64>
    let quotient: UnsafeMutablePointer<UInt64>
    /// The columns of T.
    let product: UnsafeMutablePointer<UInt64>

    /// - Parameter memory: ``words(_:)`` words of zero.
    init(
        _ radix: Radix,
        modulus: UnsafePointer<UInt64>,
        inverse: UnsafePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    ) {
        unsafe self.radix = radix
        unsafe self.modulus = modulus
        unsafe self.inverse = inverse
        unsafe value = memory
        unsafe low = memory + radix.digits
        unsafe quotient = memory + 2 * radix.digits
        unsafe product = memory + 3 * radix.digits
    }

    /// The words that it works in.
    static func words(_ radix: Radix) -> Int { 5 * radix.digits }

    /// Sets the value.
    func load(_ digits: UnsafePointer<UInt64>) {
        var index = 0
        while unsafe index < radix.digits {
            unsafe value[index] = digits[index]
            index &+= 1
        }
    }

    /// value² × R⁻¹.
    func square() {
        unsafe takeSquare()
        unsafe takeQuotient()
        unsafe addMultiple()
    }

    /// value × factor × R⁻¹.
    func multiply(by factor: UnsafePointer<UInt64>) {
        unsafe takeProduct(by: factor)
        unsafe takeQuotient()
        unsafe addMultiple()
    }

    // The three steps of both, each a function of its own: two residues that take them in turns have always something to
    // compute while the other one's carries are handed on (``ExponentiationPair``).

    /// The columns of T = value², and the digits of T mod R.
    @inline(never) func takeSquare() {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe squareFive()
        } else {
            unsafe square(blocks: radix.blocks)
        }
    }

    /// The columns of T = value × factor, and the digits of T mod R.
    @inline(never) func takeProduct(by factor: UnsafePointer<UInt64>) {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe multiplyFive(by: factor)
        } else {
            unsafe multiply(by: factor, blocks: radix.blocks)
        }
    }

    /// q.
    @inline(never) func takeQuotient() {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe takeQuotientFive()
        } else {
            unsafe takeLow(Factors(inverse, low, blocks: radix.blocks), blocks: radix.blocks, into: quotient)
        }
    }

    /// (T + q × m) / R, which is the value from now on.
    @inline(never) func addMultiple() {
        if unsafe radix.blocks == Radix.unrolledBlocks {
            unsafe addMultipleFive()
        } else {
            unsafe addMultiple(blocks: radix.blocks)
        }
    }

    /// left × right modulo R, as digits.
    func multiplyLow(
        _ left: UnsafePointer<UInt64>,
        _ right: UnsafePointer<UInt64>,
        into result: UnsafeMutablePointer<UInt64>
    ) {
        let factors = unsafe Factors(left, right, blocks: radix.blocks)
        // The result may be one of the factors.
        unsafe takeLow(factors, blocks: radix.blocks, into: quotient)
        var index = 0
        while unsafe index < radix.digits {
            unsafe result[index] = quotient[index]
            index &+= 1
        }
    }

    private func square(blocks: Int) {
        let factors = unsafe Factors(value, value, blocks: blocks)
        var below = ColumnSums()
        var diagonal = 0
        while diagonal < 2 &* blocks {
            let pair = unsafe factors.square(diagonal)
            unsafe keep(pair, above: below, diagonal)
            below = pair.upper
            diagonal &+= 2
        }
        unsafe takeProductDigits(blocks: blocks)
    }

    private func multiply(by factor: UnsafePointer<UInt64>, blocks: Int) {
        let factors = unsafe Factors(value, factor, blocks: blocks)
        var below = ColumnSums()
        var diagonal = 0
        while diagonal &+ 1 < blocks {
            let pair = unsafe factors.lower(diagonal)
            unsafe keep(pair, above: below, diagonal)
            below = pair.upper
            diagonal &+= 2
        }
        while diagonal < 2 &* blocks &- 1 {
            let pair = unsafe factors.upper(diagonal)
            unsafe keep(pair, above: below, diagonal)
            below = pair.upper
            diagonal &+= 2
        }
        unsafe takeProductDigits(blocks: blocks)
    }

    /// Two diagonals' columns of T.
    @inline(__always) func keep(_ pair: DiagonalPair, above below: ColumnSums, _ block: Int) {
        unsafe store(pair.lower.columns(above: below), product, 4 &* block)
        unsafe store(pair.upper.columns(above: pair.lower), product, 4 &* block &+ 4)
    }

    private func takeProductDigits(blocks: Int) {
        var carries = unsafe Carries(into: low, carry: 0)
        var block = 0
        while block < blocks {
            unsafe carries.add(IFMABignumKernel.load(product, 4 &* block), block: block)
            block &+= 1
        }
        unsafe carries.finish(blocks: blocks)
    }

    private func takeLow(_ factors: Factors, blocks: Int, into result: UnsafeMutablePointer<UInt64>) {
        var carries = unsafe Carries(into: result, carry: 0)
        var below = ColumnSums()
        var diagonal = 0
        while diagonal &+ 1 < blocks {
            let pair = unsafe factors.lower(diagonal)
            unsafe carries.add(pair, above: below, block: diagonal)
            below = pair.upper
            diagonal &+= 2
        }
        if diagonal < blocks { unsafe carries.add(factors.middle().columns(above: below), block: diagonal) }
        unsafe carries.finish(blocks: blocks)
    }

    private func addMultiple(blocks: Int) {
        let factors = unsafe Factors(modulus, quotient, blocks: blocks)
        var pair = unsafe factors.upper(blocks &- 1)
        var carries = unsafe Carries(into: value, carry: carry(factors, pair.lower, blocks: blocks))
        var below = pair.lower
        var current = pair.upper
        var diagonal = blocks
        while true {
            unsafe add(current.columns(above: below), diagonal, to: &carries, blocks: blocks)
            diagonal &+= 1
            if diagonal == 2 &* blocks { break }
            // Nothing is in the diagonal above the highest, with which an even number of blocks ends.
            pair = diagonal == 2 &* blocks &- 1 ? DiagonalPair() : unsafe factors.upper(diagonal)
            unsafe add(pair.lower.columns(above: current), diagonal, to: &carries, blocks: blocks)
            diagonal &+= 1
            if diagonal == 2 &* blocks { break }
            below = pair.lower
            current = pair.upper
        }
        unsafe carries.finish(blocks: blocks)
    }

    /// Four columns of q × m with those of T.
    @inline(__always) func add(_ columns: __m256i, _ diagonal: Int, to carries: inout Carries, blocks: Int) {
        let sum = unsafe plus(columns, IFMABignumKernel.load(product, 4 &* diagonal))
        unsafe carries.add(sum, block: diagonal &- blocks)
    }

    /// What the lower half of T + q × m carries into the upper one.
    ///
    /// The lower half is a multiple of R, c × R. Its highest column alone is c × 2⁵² less what the columns below it add up to,
    /// which is under 2⁹: rounding up gives c.
    @inline(__always) func carry(_ factors: Factors, _ sums: ColumnSums, blocks: Int) -> UInt64 {
        let highest = unsafe product[4 &* blocks &- 1] &+ sums.highestColumn &+ factors.highestBelow(blocks &- 1)
        return (highest &+ Radix.mask) &>> 52
    }
}
