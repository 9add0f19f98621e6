extension Residue {
    /// −m⁻¹ mod R, by Newton's iteration x ← x × (2 + m × x), which doubles the digits that hold.
    ///
    /// - Parameter lowestLimb: of m.
    func computeInverse(into inverse: UnsafeMutablePointer<Int64>, lowestLimb: UInt64) {
        // An odd m is its own inverse modulo 8; each step doubles the bits that hold: 3, 6, 12, 24, 48.
        var first = lowestLimb
        var step = 0
        while step < 4 {
            first = first &* (2 &- lowestLimb &* first)
            step &+= 1
        }
        let bits = unsafe Int64(64 &- radix.bits)
        let digits = unsafe radix.digits
        var index = 1
        unsafe inverse[0] = ((0 &- Int64(bitPattern: first)) &<< bits) &>> bits
        while index < digits {
            unsafe inverse[index] = 0
            index &+= 1
        }
        var holding = 1
        while holding < digits {
            // The lowest digit of m × x is −1 where the inverse holds, so that adding 2 to it makes 1 and no carry.
            unsafe multiplyLow(modulus, inverse, into: value)
            unsafe value[0] &+= 2
            unsafe multiplyLow(value, inverse, into: inverse)
            holding &*= 2
        }
    }
}
