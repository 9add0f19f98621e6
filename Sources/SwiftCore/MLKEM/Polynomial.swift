/// The ring of FIPS 203 §2.4: polynomials of 256 coefficients modulo q = 3329, as signed 16-bit numbers.
///
/// A polynomial is `Polynomial.count` numbers in memory of the caller's. Leaks: nothing of the coefficients.
enum Polynomial {
    static var count: Int { 256 }
    /// Words of 64 bits that one takes.
    static var words: Int { 64 }
    static var q: Int16 { 3329 }

    /// a × b × 2⁻¹⁶ mod q, above −q and below q, for |a × b| < 2¹⁵ q (Montgomery, "Modular multiplication without trial division").
    @inline(__always) static func product(_ left: Int16, _ right: Int16) -> Int16 {
        reduce(Int32(left) &* Int32(right))
    }

    /// The same of a product, or of a sum of products.
    @inline(__always) static func reduce(_ value: Int32) -> Int16 {
        let quotient = Int16(truncatingIfNeeded: value) &* inverseOfQ
        return Int16(truncatingIfNeeded: (value &- Int32(quotient) &* Int32(q)) &>> 16)
    }

    /// The same number modulo q, between −q/2 and q/2 (Barrett), for any 16 bits.
    @inline(__always) static func centred(_ value: Int16) -> Int16 {
        // ⌊2²⁶ / q⌉: the quotient is wrong by less than a half for every |value| < 2¹⁵.
        let quotient = (Int32(value) &* 20159 &+ 1 &<< 25) &>> 26
        return value &- Int16(truncatingIfNeeded: quotient) &* q
    }

    /// The same number modulo q, from 0 to q − 1.
    @inline(__always) static func canonical(_ value: Int16) -> Int16 {
        let centred = centred(value)
        return centred &+ (centred &>> 15 & q)
    }

    /// q⁻¹ mod 2¹⁶.
    @inline(__always) static var inverseOfQ: Int16 { -3327 }

    /// ζ^BitRev₇(i) × 2¹⁶ mod q with ζ = 17, between −q/2 and q/2 (FIPS 203 §4.3, and the factor of Montgomery's products).
    static let zetas: [128 of Int16] = {
        var table = [128 of Int16](repeating: 0)
        for index in table.indices {
            let exponent = Int(UInt8(truncatingIfNeeded: index).bitReversed >> 1)
            var power = 65536 % 3329
            for _ in 0..<exponent { power = power * 17 % 3329 }
            table[index] = centred(Int16(power))
        }
        return table
    }()
}

extension UInt8 {
    /// The bits in the opposite order.
    fileprivate var bitReversed: UInt8 { (0..<8).reduce(0) { $0 | (self >> $1 & 1) << (7 - $1) } }
}
