internal import CIntrinsics

// The multiplication of ``Residue`` for five blocks, written out: loops of one to five rounds would end in mispredicted branches.
extension Residue {
    @inline(__always) func squareFive() {
        let factors = unsafe Factors(value, value, blocks: 5)
        var carries = unsafe Carries(into: low, carry: 0)
        let s0 = unsafe factors.squareDiagonal(0)
        unsafe keep(s0.columns(above: ColumnSums()), 0, &carries)
        let s1 = unsafe factors.squareDiagonal(1)
        unsafe keep(s1.columns(above: s0), 1, &carries)
        let s2 = unsafe factors.squareDiagonal(2)
        unsafe keep(s2.columns(above: s1), 2, &carries)
        let s3 = unsafe factors.squareDiagonal(3)
        unsafe keep(s3.columns(above: s2), 3, &carries)
        let s4 = unsafe factors.squareDiagonal(4)
        unsafe keep(s4.columns(above: s3), 4, &carries)
        unsafe carries.finish(blocks: 5)
        let s5 = unsafe factors.squareDiagonal(5)
        unsafe keep(s5.columns(above: s4), 5)
        let s6 = unsafe factors.squareDiagonal(6)
        unsafe keep(s6.columns(above: s5), 6)
        let s7 = unsafe factors.squareDiagonal(7)
        unsafe keep(s7.columns(above: s6), 7)
        let s8 = unsafe factors.squareDiagonal(8)
        unsafe keep(s8.columns(above: s7), 8)
        unsafe keep(ColumnSums().columns(above: s8), 9)
    }

    @inline(__always) func multiplyFive(by factor: UnsafePointer<UInt64>) {
        let factors = unsafe Factors(value, factor, blocks: 5)
        var carries = unsafe Carries(into: low, carry: 0)
        let s0 = unsafe factors.diagonal(0)
        unsafe keep(s0.columns(above: ColumnSums()), 0, &carries)
        let s1 = unsafe factors.diagonal(1)
        unsafe keep(s1.columns(above: s0), 1, &carries)
        let s2 = unsafe factors.diagonal(2)
        unsafe keep(s2.columns(above: s1), 2, &carries)
        let s3 = unsafe factors.diagonal(3)
        unsafe keep(s3.columns(above: s2), 3, &carries)
        let s4 = unsafe factors.diagonal(4)
        unsafe keep(s4.columns(above: s3), 4, &carries)
        unsafe carries.finish(blocks: 5)
        let s5 = unsafe factors.diagonal(5)
        unsafe keep(s5.columns(above: s4), 5)
        let s6 = unsafe factors.diagonal(6)
        unsafe keep(s6.columns(above: s5), 6)
        let s7 = unsafe factors.diagonal(7)
        unsafe keep(s7.columns(above: s6), 7)
        let s8 = unsafe factors.diagonal(8)
        unsafe keep(s8.columns(above: s7), 8)
        unsafe keep(ColumnSums().columns(above: s8), 9)
    }

    @inline(__always) func takeQuotientFive() {
        let factors = unsafe Factors(inverse, low, blocks: 5)
        var carries = unsafe Carries(into: quotient, carry: 0)
        let s0 = unsafe factors.diagonal(0)
        unsafe carries.add(s0.columns(above: ColumnSums()), block: 0)
        let s1 = unsafe factors.diagonal(1)
        unsafe carries.add(s1.columns(above: s0), block: 1)
        let s2 = unsafe factors.diagonal(2)
        unsafe carries.add(s2.columns(above: s1), block: 2)
        let s3 = unsafe factors.diagonal(3)
        unsafe carries.add(s3.columns(above: s2), block: 3)
        let s4 = unsafe factors.diagonal(4)
        unsafe carries.add(s4.columns(above: s3), block: 4)
        unsafe carries.finish(blocks: 5)
    }

    @inline(__always) func addMultipleFive() {
        let factors = unsafe Factors(modulus, quotient, blocks: 5)
        let s4 = unsafe factors.diagonal(4)
        var carries = unsafe Carries(into: value, carry: carry(factors, s4, blocks: 5))
        let s5 = unsafe factors.diagonal(5)
        unsafe carries.add(plus(s5.columns(above: s4), IFMABignumKernel.load(product, 20)), block: 0)
        let s6 = unsafe factors.diagonal(6)
        unsafe carries.add(plus(s6.columns(above: s5), IFMABignumKernel.load(product, 24)), block: 1)
        let s7 = unsafe factors.diagonal(7)
        unsafe carries.add(plus(s7.columns(above: s6), IFMABignumKernel.load(product, 28)), block: 2)
        let s8 = unsafe factors.diagonal(8)
        unsafe carries.add(plus(s8.columns(above: s7), IFMABignumKernel.load(product, 32)), block: 3)
        let last = unsafe ColumnSums().columns(above: s8)
        unsafe carries.add(plus(last, IFMABignumKernel.load(product, 36)), block: 4)
        unsafe carries.finish(blocks: 5)
    }

    /// Four columns of T, which are four of T mod R too.
    @inline(__always) private func keep(_ columns: __m256i, _ block: Int, _ carries: inout Carries) {
        unsafe keep(columns, block)
        unsafe carries.add(columns, block: block)
    }
}
