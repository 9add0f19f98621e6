/// A number below 2¹³⁰ and a little more, in words of 64 bits.
struct Number {
    let low, high, top: UInt64

    @inline(__always) init(_ low: UInt64, _ high: UInt64, _ top: UInt64) {
        (self.low, self.high, self.top) = (low, high, top)
    }

    /// From five limbs of 26 bits with carries of up to 38 bits.
    @inline(__always) init(limbs d0: UInt64, _ d1: UInt64, _ d2: UInt64, _ d3: UInt64, _ d4: UInt64) {
        let mask: UInt64 = (1 << 26) &- 1
        let c1 = d1 &+ d0 &>> 26
        let c2 = d2 &+ c1 &>> 26
        let c3 = d3 &+ c2 &>> 26
        let c4 = d4 &+ c3 &>> 26
        let e0 = d0 & mask &+ (c4 &>> 26) &* 5
        let e1 = c1 & mask &+ e0 &>> 26
        let e2 = c2 & mask &+ e1 &>> 26
        let e3 = c3 & mask &+ e2 &>> 26
        let e4 = c4 & mask &+ e3 &>> 26
        low = e0 & mask | (e1 & mask) &<< 26 | e2 &<< 52
        high = (e2 & mask) &>> 12 | (e3 & mask) &<< 14 | e4 &<< 40
        top = e4 &>> 24
    }

    /// Limb `index` of 26 bits.
    @inline(__always) func limb(_ index: Int) -> Int64 {
        let mask: UInt64 = (1 << 26) &- 1
        return switch index {
        case 0: Int64(bitPattern: low & mask)
        case 1: Int64(bitPattern: low &>> 26 & mask)
        case 2: Int64(bitPattern: (low &>> 52 | high &<< 12) & mask)
        case 3: Int64(bitPattern: high &>> 14 & mask)
        default: Int64(bitPattern: high &>> 40 | top &<< 24)
        }
    }

    /// The product with r, which is clamped (RFC 8439 §2.5): its words are below 2⁶⁰, and the upper one is a multiple of 4.
    @inline(__always) func times(_ r: Number) -> Number {
        let s = r.high &+ r.high &>> 2
        let d0 = product(low, r.low) &+ product(high, s)
        let d1 = product(low, r.high) &+ product(high, r.low) &+ word(top &* s) &+ word(d0._high)
        let d2 = top &* r.low &+ d1._high
        let fold = word(d0._low) &+ word(d2 & ~3 &+ d2 &>> 2)
        let carry = word(d1._low) &+ word(fold._high)
        return Number(fold._low, carry._low, d2 & 3 &+ carry._high)
    }
}

@inline(__always) private func product(_ left: UInt64, _ right: UInt64) -> UInt128 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return UInt128(_low: low, _high: high)
}

@inline(__always) private func word(_ word: UInt64) -> UInt128 { UInt128(_low: word, _high: 0) }
