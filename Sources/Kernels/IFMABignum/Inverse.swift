extension Residue {
    /// −m⁻¹ mod R, by Newton's iteration x ← x × (2 + m × x), which doubles the digits that hold.
    ///
    /// - Parameter lowestLimb: of m.
    func computeInverse(into inverse: UnsafeMutablePointer<UInt64>, lowestLimb: UInt64) {
        // An odd m is its own inverse modulo 8; each step doubles the bits that hold: 3, 6, 12, 24, 48, 96.
        var first = lowestLimb
        var step = 0
        while step < 5 {
            first = first &* (2 &- lowestLimb &* first)
            step &+= 1
        }
        let digits = unsafe radix.digits
        var index = 1
        unsafe inverse[0] = (0 &- first) & Radix.mask
        while index < digits {
            unsafe inverse[index] = 0
            index &+= 1
        }
        var holding = 1
        while holding < digits {
            unsafe multiplyLow(modulus, inverse, into: value)
            var carry: UInt64 = 2
            index = 0
            while index < digits {
                let sum = unsafe value[index] &+ carry
                unsafe value[index] = sum & Radix.mask
                carry = sum &>> 52
                index &+= 1
            }
            unsafe multiplyLow(value, inverse, into: inverse)
            holding &*= 2
        }
    }
}
