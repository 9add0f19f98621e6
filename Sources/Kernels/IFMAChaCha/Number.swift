/// A number below 2¹³⁰ and a little more, in limbs of 44, 44 and 42 bits; the last may have a few more.
struct Number {
    let limb0, limb1, limb2: UInt64

    private static var mask44: UInt64 { (1 << 44) &- 1 }
    private static var mask42: UInt64 { (1 << 42) &- 1 }

    /// From words of 64 bits.
    @inline(__always) init(words low: UInt64, _ high: UInt64, _ top: UInt64) {
        limb0 = low & Self.mask44
        limb1 = (low &>> 44 | high &<< 20) & Self.mask44
        limb2 = high &>> 24 | top &<< 40
    }

    /// From limbs with carries of up to 18 bits.
    @inline(__always) init(carrying d0: UInt64, _ d1: UInt64, _ d2: UInt64) {
        let c1 = d1 &+ d0 &>> 44
        let c2 = d2 &+ c1 &>> 44
        let e0 = d0 & Self.mask44 &+ (c2 &>> 42) &* 5
        let e1 = c1 & Self.mask44 &+ e0 &>> 44
        limb0 = e0 & Self.mask44
        limb1 = e1 & Self.mask44
        limb2 = c2 & Self.mask42 &+ e1 &>> 44
    }

    /// In words of 64 bits.
    var words: (low: UInt64, high: UInt64, top: UInt64) {
        @inline(__always) get { (limb0 | limb1 &<< 44, limb1 &>> 20 | limb2 &<< 24, limb2 &>> 40) }
    }

    /// Limbs below 2⁴⁴, and twenty times such: sums of three products are below 2⁹⁴.
    @inline(__always) func times(_ other: Number) -> Number {
        let (s1, s2) = (other.limb1 &* 20, other.limb2 &* 20)
        let d0 = product(limb0, other.limb0) &+ product(limb1, s2) &+ product(limb2, s1)
        let d1 =
            product(limb0, other.limb1) &+ product(limb1, other.limb0) &+ product(limb2, s2) &+ word(bits(d0, from: 44))
        let d2 =
            product(limb0, other.limb2) &+ product(limb1, other.limb1) &+ product(limb2, other.limb0)
            &+ word(bits(d1, from: 44))
        // What is above 2¹³⁰ has up to 48 bits.
        return Number(
            carrying: d0._low & Self.mask44 &+ bits(d2, from: 42) &* 5,
            d1._low & Self.mask44,
            d2._low & Self.mask42
        )
    }
}

@inline(__always) private func product(_ left: UInt64, _ right: UInt64) -> UInt128 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return UInt128(_low: low, _high: high)
}

@inline(__always) private func word(_ word: UInt64) -> UInt128 { UInt128(_low: word, _high: 0) }

/// The 64 bits from one on, of a number that has no more.
@inline(__always) private func bits(_ number: UInt128, from place: UInt64) -> UInt64 {
    number._low &>> place | number._high &<< (64 &- place)
}
