internal import CryptoBackend

/// The inverse modulo an odd number below 2²⁵⁶, by division steps in constant time (Bernstein and Yang, "Fast constant-time gcd
/// computation and modular inversion", TCHES 2019).
///
/// The steps begin with δ = ½, for which 590 of them bring every number of 256 bits to zero, and come in ten groups of 59: a
/// group looks at the lowest 62 bits alone and gives a matrix, which is then applied to the numbers as a whole. Numbers are
/// five limbs of 62 bits with a sign in the highest, and stay between −2 m and m. This is what libsecp256k1 does in
/// `modinv64_impl.h`, whose documentation proves the bounds. Leaks: nothing of the number.
struct ModularInverse {
    private let modulus: Limbs62
    /// m⁻¹ modulo 2⁶².
    private let inverse: Int64

    /// - Parameter modulus: odd, four limbs of 64 bits, the lowest first.
    init(modulus: (UInt64, UInt64, UInt64, UInt64)) {
        self.modulus = Limbs62(modulus)
        // An odd number is its own inverse modulo 8; each step doubles the bits (Newton).
        var inverse = modulus.0
        for _ in 0..<5 { inverse = inverse &* (2 &- modulus.0 &* inverse) }
        self.inverse = Int64(bitPattern: inverse) & Limbs62.mask
    }

    /// The inverse of a number below the modulus, in the same form; zero for zero.
    func callAsFunction(_ number: (UInt64, UInt64, UInt64, UInt64)) -> (UInt64, UInt64, UInt64, UInt64) {
        var (d, e) = (Limbs62(0), Limbs62(1))
        var (f, g) = (modulus, Limbs62(number))
        var zeta: Int64 = -1
        for _ in 0..<10 {
            let matrix = Transition(f.limb0, g.limb0, &zeta)
            (d, e) = matrix.appliedModulo(modulus, inverse, d, e)
            (f, g) = matrix.applied(f, g)
        }
        // Now g = 0 and f = ±1, or ±m where the number was zero, and d is ± the inverse.
        return d.normalized(negatedBy: f.limb4 &>> 63, modulus).words
    }
}

/// Five limbs of 62 bits; the highest has the sign, the others are not negative.
private struct Limbs62 {
    var limb0, limb1, limb2, limb3, limb4: Int64

    static let mask: Int64 = 1 &<< 62 &- 1

    init(_ number: Int64) { (limb0, limb1, limb2, limb3, limb4) = (number, 0, 0, 0, 0) }

    init(_ limb0: Int64, _ limb1: Int64, _ limb2: Int64, _ limb3: Int64, _ limb4: Int64) {
        (self.limb0, self.limb1, self.limb2, self.limb3, self.limb4) = (limb0, limb1, limb2, limb3, limb4)
    }

    init(_ words: (UInt64, UInt64, UInt64, UInt64)) {
        let mask = UInt64(bitPattern: Self.mask)
        limb0 = Int64(bitPattern: words.0 & mask)
        limb1 = Int64(bitPattern: (words.0 &>> 62 | words.1 &<< 2) & mask)
        limb2 = Int64(bitPattern: (words.1 &>> 60 | words.2 &<< 4) & mask)
        limb3 = Int64(bitPattern: (words.2 &>> 58 | words.3 &<< 6) & mask)
        limb4 = Int64(bitPattern: words.3 &>> 56)
    }

    /// Of a number below 2²⁵⁶.
    var words: (UInt64, UInt64, UInt64, UInt64) {
        let (word0, word1, word2) = (UInt64(bitPattern: limb0), UInt64(bitPattern: limb1), UInt64(bitPattern: limb2))
        let (word3, word4) = (UInt64(bitPattern: limb3), UInt64(bitPattern: limb4))
        return (
            word0 | word1 &<< 62, word1 &>> 2 | word2 &<< 60, word2 &>> 4 | word3 &<< 58, word3 &>> 6 | word4 &<< 56
        )
    }

    /// From between −2 m and m to between 0 and m, negated where `sign` is −1.
    func normalized(negatedBy sign: Int64, _ modulus: Limbs62) -> Limbs62 {
        var number = self
        number.addIfNegative(modulus)
        number.limb0 = (number.limb0 ^ sign) &- sign
        number.limb1 = (number.limb1 ^ sign) &- sign
        number.limb2 = (number.limb2 ^ sign) &- sign
        number.limb3 = (number.limb3 ^ sign) &- sign
        number.limb4 = (number.limb4 ^ sign) &- sign
        number.carry()
        number.addIfNegative(modulus)
        number.carry()
        return number
    }

    private mutating func addIfNegative(_ modulus: Limbs62) {
        let mask = limb4 &>> 63
        limb0 &+= modulus.limb0 & mask
        limb1 &+= modulus.limb1 & mask
        limb2 &+= modulus.limb2 & mask
        limb3 &+= modulus.limb3 & mask
        limb4 &+= modulus.limb4 & mask
    }

    private mutating func carry() {
        limb1 &+= limb0 &>> 62
        limb2 &+= limb1 &>> 62
        limb3 &+= limb2 &>> 62
        limb4 &+= limb3 &>> 62
        (limb0, limb1, limb2, limb3) = (limb0 & Self.mask, limb1 & Self.mask, limb2 & Self.mask, limb3 & Self.mask)
    }
}

/// What 59 division steps do to f and g: 2⁻⁶² times a matrix of integers, whose rows have absolute sums up to 2⁶².
private struct Transition {
    private let u, v, q, r: Int64

    /// - Parameters:
    ///   - f: the lowest limb of f, which is odd.
    ///   - g: the lowest limb of g.
    ///   - zeta: −(δ + ½), before and after.
    @inline(__always)
    init(_ f: Int64, _ g: Int64, _ zeta: inout Int64) {
        // Of the 62 bits, 20 are used up each time.
        let first = PackedSteps(f, g, count: 20, &zeta)
        let (f1, g1) = first.applied(f, g)
        let second = PackedSteps(f1, g1, count: 20, &zeta)
        let (f2, g2) = second.applied(f1, g1)
        let third = PackedSteps(f2, g2, count: 19, &zeta)
        let (u2, v2) = (second.u &* first.u &+ second.v &* first.q, second.u &* first.v &+ second.v &* first.r)
        let (q2, r2) = (second.q &* first.u &+ second.r &* first.q, second.q &* first.v &+ second.r &* first.r)
        // 2³ times the product: three steps fewer than the 62 bits that are divided by.
        u = (third.u &* u2 &+ third.v &* q2) &<< 3
        v = (third.u &* v2 &+ third.v &* r2) &<< 3
        q = (third.q &* u2 &+ third.r &* q2) &<< 3
        r = (third.q &* v2 &+ third.r &* r2) &<< 3
    }

    /// The matrix times (f, g), which it divides.
    @inline(__always)
    func applied(_ f: Limbs62, _ g: Limbs62) -> (Limbs62, Limbs62) {
        var (sumF, sumG) = (sums(f.limb0, g.limb0).0 &>> 62, sums(f.limb0, g.limb0).1 &>> 62)
        func next(_ limbF: Int64, _ limbG: Int64) -> (Int64, Int64) {
            let (columnF, columnG) = sums(limbF, limbG)
            (sumF, sumG) = (sumF &+ columnF, sumG &+ columnG)
            let lowest = (low(sumF), low(sumG))
            (sumF, sumG) = (sumF &>> 62, sumG &>> 62)
            return lowest
        }
        let (f0, g0) = next(f.limb1, g.limb1)
        let (f1, g1) = next(f.limb2, g.limb2)
        let (f2, g2) = next(f.limb3, g.limb3)
        let (f3, g3) = next(f.limb4, g.limb4)
        return (Limbs62(f0, f1, f2, f3, word(sumF)), Limbs62(g0, g1, g2, g3, word(sumG)))
    }

    /// The matrix times (d, e) modulo m: a multiple of m is added that makes them divisible.
    @inline(__always)
    func appliedModulo(_ modulus: Limbs62, _ inverse: Int64, _ d: Limbs62, _ e: Limbs62) -> (Limbs62, Limbs62) {
        // m where d or e is negative, so that the results are above −2 m.
        let (signD, signE) = (d.limb4 &>> 63, e.limb4 &>> 63)
        var (factorD, factorE) = ((u & signD) &+ (v & signE), (q & signD) &+ (r & signE))
        var (sumD, sumE) = sums(d.limb0, e.limb0)
        factorD &-= (inverse &* word(sumD) &+ factorD) & Limbs62.mask
        factorE &-= (inverse &* word(sumE) &+ factorE) & Limbs62.mask
        sumD = (sumD &+ Self.product(modulus.limb0, factorD)) &>> 62
        sumE = (sumE &+ Self.product(modulus.limb0, factorE)) &>> 62
        func next(_ limbD: Int64, _ limbE: Int64, _ limb: Int64) -> (Int64, Int64) {
            let (columnD, columnE) = sums(limbD, limbE)
            sumD = sumD &+ columnD &+ Self.product(limb, factorD)
            sumE = sumE &+ columnE &+ Self.product(limb, factorE)
            let lowest = (low(sumD), low(sumE))
            (sumD, sumE) = (sumD &>> 62, sumE &>> 62)
            return lowest
        }
        let (d0, e0) = next(d.limb1, e.limb1, modulus.limb1)
        let (d1, e1) = next(d.limb2, e.limb2, modulus.limb2)
        let (d2, e2) = next(d.limb3, e.limb3, modulus.limb3)
        let (d3, e3) = next(d.limb4, e.limb4, modulus.limb4)
        return (Limbs62(d0, d1, d2, d3, word(sumD)), Limbs62(e0, e1, e2, e3, word(sumE)))
    }

    /// One limb's column of both rows.
    @inline(__always)
    private func sums(_ first: Int64, _ second: Int64) -> (Int128, Int128) {
        (
            Self.product(u, first) &+ Self.product(v, second), Self.product(q, first) &+ Self.product(r, second)
        )
    }

    @inline(__always)
    private static func product(_ left: Int64, _ right: Int64) -> Int128 {
        let (high, low) = left.multipliedFullWidth(by: right)
        return Int128(_low: low, _high: high)
    }

    @inline(__always) private func word(_ sum: Int128) -> Int64 { Int64(bitPattern: sum._low) }
    @inline(__always) private func low(_ sum: Int128) -> Int64 { word(sum) & Limbs62.mask }
}

/// Up to 20 division steps on the lowest 20 bits of f and g, as 2ⁿ times a matrix.
///
/// One word holds what becomes of f and of its row, f − 2⁴¹ u − 2⁶² v, and another the same for g, so that one addition does for
/// three. Halving g's word n times leaves the row's numbers n bits lower. Their absolute values are at most 2ⁿ in sum; that u is
/// 2ⁿ is possible, that it is −2ⁿ is not, which the signs are for (s2n-bignum's `bignum_inv_p25519` has this form).
private struct PackedSteps {
    let u, v, q, r: Int64
    private let count: Int64

    @inline(__always)
    init(_ f: Int64, _ g: Int64, count: Int64, _ zeta: inout Int64) {
        let mask: Int64 = 1 &<< 20 &- 1
        var (row, other) = ((f & mask) &- 1 &<< 41, (g & mask) &- 1 &<< 62)
        var balance = zeta
        var left = count
        while left > 0 {
            let isNegative = Self.mask(balance &>> 63)
            let isOdd = Self.mask(other)
            // f's word, negated where δ is positive, goes to g's where g is odd.
            other &+= ((row ^ isNegative) &- isNegative) & isOdd
            let both = isNegative & isOdd
            balance = (balance ^ both) &- 1
            // And where both is true it becomes what g's was.
            row &+= other & both
            other &>>= 1
            left &-= 1
        }
        zeta = balance
        self.count = count
        (u, v) = Self.numbers(row, place: 41 &- count)
        (q, r) = Self.numbers(other, place: 41 &- count)
    }

    /// The matrix times (f, g), of words whose upper bits are wrong.
    @inline(__always)
    func applied(_ f: Int64, _ g: Int64) -> (Int64, Int64) {
        ((u &* f &+ v &* g) &>> count, (q &* f &+ r &* g) &>> count)
    }

    /// All ones for an odd number, in a way that the optimiser makes no condition of.
    @inline(__always)
    private static func mask(_ number: Int64) -> Int64 {
        Int64(bitPattern: Choice(lowestBitOf: UInt64(bitPattern: number)).mask)
    }

    /// The two numbers of a row, the lower of which begins at `place`.
    @inline(__always)
    private static func numbers(_ row: Int64, place: Int64) -> (Int64, Int64) {
        let half: Int64 = 1 &<< (place &- 1)
        let low = ((row &+ half) &<< (43 &- place)) &>> 43
        let high = (row &+ half &+ 1 &<< (place &+ 20)) &>> (place &+ 21)
        return (0 &- low, 0 &- high)
    }
}
