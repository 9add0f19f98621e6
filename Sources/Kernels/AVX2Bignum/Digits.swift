/// A number of 64-bit limbs as digits, and back. Both leak only lengths.
enum Digits {
    /// The digits of a number of `count` limbs below R/2, by carrying from the lowest digit up.
    static func load(
        _ limbs: UnsafePointer<UInt64>,
        count: Int,
        _ radix: Radix,
        into digits: UnsafeMutablePointer<Int64>
    ) {
        var carry: Int64 = 0
        var index = 0
        while index < radix.digits {
            let place = index &* radix.bits
            let (limb, shift) = (place >> 6, UInt64(place & 63))
            var word: UInt64 = 0
            if limb < count { word = unsafe limbs[limb] &>> shift }
            // A shift by 64 gives 0.
            if limb &+ 1 < count { unsafe word |= limbs[limb &+ 1] << (64 &- shift) }
            let digit = Int64(bitPattern: word) & radix.mask &+ carry
            carry = (digit &+ 1 &<< Int64(radix.bits &- 1)) &>> Int64(radix.bits)
            unsafe digits[index] = digit &- carry &<< Int64(radix.bits)
            index &+= 1
        }
    }

    /// The `count` limbs of value + m, for a number above −m: of what is congruent to it and not negative.
    ///
    /// - Parameter digits: overwritten.
    static func store(
        _ digits: UnsafeMutablePointer<Int64>,
        plus modulus: UnsafePointer<Int64>,
        _ radix: Radix,
        into limbs: UnsafeMutablePointer<UInt64>,
        count: Int
    ) {
        var carry: Int64 = 0
        var index = 0
        while index < radix.digits {
            let sum = unsafe digits[index] &+ modulus[index] &+ carry
            unsafe digits[index] = sum & radix.mask
            carry = sum &>> Int64(radix.bits)
            index &+= 1
        }
        var limb = 0
        while limb < count {
            var word: UInt64 = 0
            // All digits that have bits in this limb: the first may begin below it.
            var place = 64 &* limb / radix.bits
            while place < radix.digits && place &* radix.bits < 64 &* (limb &+ 1) {
                let shift = place &* radix.bits &- 64 &* limb
                let digit = unsafe UInt64(bitPattern: digits[place])
                word |= shift < 0 ? digit &>> UInt64(0 &- shift) : digit &<< UInt64(shift)
                place &+= 1
            }
            unsafe limbs[limb] = word
            limb &+= 1
        }
    }
}
