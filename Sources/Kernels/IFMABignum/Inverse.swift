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

extension Residue {
    /// (k × m + 1) / 2^208 with k = −m⁻¹ mod 2^208, below R (``ResiduePair``).
    func computeMultiple(into multiple: UnsafeMutablePointer<UInt64>) {
        let digits = unsafe radix.digits
        // A column is a sum of at most eight halves of products, each below 2⁵².
        var sum: UInt64 = 1
        var column = 0
        while column < digits &+ 4 {
            var upper: UInt64 = 0
            // m has no digits above the highest, and k has four.
            var index = column < digits ? 0 : column &- digits &+ 1
            let last = column < 4 ? column : 3
            while index <= last {
                let product = unsafe inverse[index].multipliedFullWidth(by: modulus[column &- index])
                sum &+= product.low & Radix.mask
                upper &+= product.high &<< 12 | product.low &>> 52
                index &+= 1
            }
            // The four below are zeros.
            if column >= 4 { unsafe multiple[column &- 4] = sum & Radix.mask }
            sum = sum &>> 52 &+ upper
            column &+= 1
        }
    }
}
