// Sums and differences of polynomials, number by number.

extension Polynomial {
    /// Adds one polynomial to another.
    @unsafe
    static func add(_ addend: UnsafePointer<Int16>, to sum: UnsafeMutablePointer<Int16>) {
        for index in 0..<count { unsafe sum[index] = sum[index] &+ addend[index] }
    }

    /// Takes a polynomial from another, and leaves the difference in the place of the first.
    @unsafe
    static func subtract(_ f: UnsafeMutablePointer<Int16>, from other: UnsafePointer<Int16>) {
        for index in 0..<count { unsafe f[index] = other[index] &- f[index] }
    }

    /// f × 2¹⁶ + addend, between −q/2 and q/2, for numbers between −q and q.
    @unsafe
    static func addWithoutFactor(_ addend: UnsafePointer<Int16>, to f: UnsafeMutablePointer<Int16>) {
        for index in 0..<count {
            // 2³² mod q takes Montgomery's factor away.
            unsafe f[index] = centred(product(f[index], 1353) &+ addend[index])
        }
    }
}
