extension MontgomeryDomain {
    /// 2^exponent mod m, for a public exponent above 0. Leaks: only `count` and the exponent.
    ///
    /// - Parameter one: R mod m.
    func powerOfTwo(_ exponent: Int, one: UnsafePointer<UInt64>, into result: UnsafeMutablePointer<UInt64>) {
        let count = unsafe count
        unsafe result.update(from: one, count: count)
        var bit = Int.bitWidth - exponent.leadingZeroBitCount
        while bit > 0 {
            bit -= 1
            unsafe square(result, into: result)
            guard exponent >> bit & 1 == 1 else { continue }
            // Below 2 m.
            unsafe product.update(from: result, count: count)
            let carry = unsafe Limbs.add(result, where: .max, to: product, count: count)
            unsafe Limbs.subtractIfNotBelow(product, carry: carry, modulus: modulus, count: count, into: result)
        }
        unsafe leave(result, into: result)
    }
}
