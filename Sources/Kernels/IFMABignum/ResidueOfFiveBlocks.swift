internal import CIntrinsics

// The multiplication of ``Residue`` for five blocks, written out: loops of one to five rounds would end in mispredicted branches.
extension Residue {
    @inline(__always) func squareFive() {
        let factors = unsafe Factors(value, value, blocks: 5)
        var carries = unsafe Carries(into: low, carry: 0)
        let first = unsafe factors.square(0)
        unsafe keep(first, above: ColumnSums(), 0, &carries)
        let second = unsafe factors.square(2)
        unsafe keep(second, above: first.upper, 2, &carries)
        let third = unsafe factors.square(4)
        unsafe keepMiddle(third, above: second.upper, &carries)
        let fourth = unsafe factors.square(6)
        unsafe keep(fourth, above: third.upper, 6)
        unsafe keep(factors.square(8), above: fourth.upper, 8)
    }

    @inline(__always) func multiplyFive(by factor: UnsafePointer<UInt64>) {
        let factors = unsafe Factors(value, factor, blocks: 5)
        var carries = unsafe Carries(into: low, carry: 0)
        let first = unsafe factors.lower(0)
        unsafe keep(first, above: ColumnSums(), 0, &carries)
        let second = unsafe factors.lower(2)
        unsafe keep(second, above: first.upper, 2, &carries)
        let third = unsafe factors.upper(4)
        unsafe keepMiddle(third, above: second.upper, &carries)
        let fourth = unsafe factors.upper(6)
        unsafe keep(fourth, above: third.upper, 6)
        unsafe keep(factors.upper(8), above: fourth.upper, 8)
    }

    @inline(__always) func takeQuotientFive() {
        let factors = unsafe Factors(inverse, low, blocks: 5)
        var carries = unsafe Carries(into: quotient, carry: 0)
        let first = unsafe factors.lower(0)
        unsafe carries.add(first, above: ColumnSums(), block: 0)
        let second = unsafe factors.lower(2)
        unsafe carries.add(second, above: first.upper, block: 2)
        unsafe carries.add(factors.middle().columns(above: second.upper), block: 4)
        unsafe carries.finish(blocks: 5)
    }

    @inline(__always) func addMultipleFive() {
        let factors = unsafe Factors(modulus, quotient, blocks: 5)
        let first = unsafe factors.upper(4)
        var carries = unsafe Carries(into: value, carry: carry(factors, first.lower, blocks: 5))
        unsafe add(first.upper.columns(above: first.lower), 5, to: &carries, blocks: 5)
        let second = unsafe factors.upper(6)
        unsafe add(second.lower.columns(above: first.upper), 6, to: &carries, blocks: 5)
        unsafe add(second.upper.columns(above: second.lower), 7, to: &carries, blocks: 5)
        let third = unsafe factors.upper(8)
        unsafe add(third.lower.columns(above: second.upper), 8, to: &carries, blocks: 5)
        unsafe add(third.upper.columns(above: third.lower), 9, to: &carries, blocks: 5)
        unsafe carries.finish(blocks: 5)
    }

    /// Two diagonals' columns of T, which are T mod R's too.
    @inline(__always) private func keep(
        _ pair: DiagonalPair,
        above below: ColumnSums,
        _ block: Int,
        _ carries: inout Carries
    ) {
        unsafe keep(pair, above: below, block)
        unsafe carries.add(pair, above: below, block: block)
    }

    /// The same of diagonals 4 and 5, of which the upper one is no longer T mod R's.
    @inline(__always) private func keepMiddle(
        _ pair: DiagonalPair,
        above below: ColumnSums,
        _ carries: inout Carries
    ) {
        unsafe keep(pair, above: below, 4)
        unsafe carries.add(pair.lower.columns(above: below), block: 4)
        unsafe carries.finish(blocks: 5)
    }
}
