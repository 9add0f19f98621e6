// FIPS 203 §4.3, in the order of its Algorithms 9 to 12; the products are Montgomery's.

extension Polynomial {
    /// NTT in place, for coefficients between −q and q; the results are between −q/2 and q/2.
    ///
    /// Each of the seven layers adds less than q to the absolute value: 8 q < 2¹⁵.
    @unsafe
    static func transform(_ f: UnsafeMutablePointer<Int16>) {
        let zetas = zetas
        var index = 1
        var length = 128
        while length >= 2 {
            for start in stride(from: 0, to: count, by: 2 &* length) {
                let zeta = zetas[index]
                index &+= 1
                for place in start..<start &+ length {
                    let t = unsafe product(zeta, f[place &+ length])
                    unsafe f[place &+ length] = f[place] &- t
                    unsafe f[place] = f[place] &+ t
                }
            }
            length &>>= 1
        }
        for place in 0..<count { unsafe f[place] = centred(f[place]) }
    }

    /// NTT⁻¹ in place times 2¹⁶, for numbers between −q and q; so are the results.
    @unsafe
    static func inverseTransform(_ f: UnsafeMutablePointer<Int16>) {
        let zetas = zetas
        var index = 127
        var length = 2
        while length <= 128 {
            for start in stride(from: 0, to: count, by: 2 &* length) {
                let zeta = zetas[index]
                index &-= 1
                for place in start..<start &+ length {
                    let t = unsafe f[place]
                    unsafe f[place] = centred(t &+ f[place &+ length])
                    unsafe f[place &+ length] = product(zeta, f[place &+ length] &- t)
                }
            }
            length &<<= 1
        }
        for place in 0..<count { unsafe f[place] = product(f[place], scale) }
    }

    /// The sum of three products of transformed polynomials, times 2⁻¹⁶, between −q and q.
    ///
    /// Six products of at most q × q stay below 2¹⁵ q when one factor is below q and the other between −q/2 and q/2.
    ///
    /// - Parameters:
    ///   - left: three polynomials with numbers from 0 to q − 1, `stride` numbers from one to the next.
    ///   - right: three more, one after the other, with numbers between −q/2 and q/2; or the other way round.
    @unsafe
    static func multiply(
        _ left: UnsafePointer<Int16>,
        stride: Int,
        _ right: UnsafePointer<Int16>,
        into result: UnsafeMutablePointer<Int16>
    ) {
        let zetas = zetas
        for pair in 0..<count / 2 {
            let zeta = zetas[64 &+ pair / 2]
            // The moduli of neighbours are X² − γ and X² + γ.
            let gamma = pair & 1 == 0 ? zeta : 0 &- zeta
            var (even, odd): (Int32, Int32) = (0, 0)
            for term in 0..<3 {
                let (a, b) = unsafe (left + (term &* stride &+ 2 &* pair), right + (term &* count &+ 2 &* pair))
                let (a0, a1, b0, b1) = unsafe (Int32(a[0]), Int32(a[1]), Int32(b[0]), Int32(b[1]))
                even &+= a0 &* b0 &+ a1 &* Int32(product(Int16(truncatingIfNeeded: b1), gamma))
                odd &+= a0 &* b1 &+ a1 &* b0
            }
            unsafe result[2 &* pair] = reduce(even)
            unsafe result[2 &* pair &+ 1] = reduce(odd)
        }
    }

    /// The standard's order is this tier's.
    @unsafe
    static func arrange(_ f: UnsafeMutablePointer<Int16>) {}

    /// 2³² / 128 mod q: the product with it divides by 128 and multiplies by 2¹⁶.
    private static var scale: Int16 { 1441 }
}
