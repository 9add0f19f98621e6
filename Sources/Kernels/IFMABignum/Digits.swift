/// A number of 64-bit limbs as digits, and back. Both leak only lengths.
enum Digits {
    /// The digits of a number of `count` limbs below R.
    static func load(
        _ limbs: UnsafePointer<UInt64>,
        count: Int,
        _ radix: Radix,
        into digits: UnsafeMutablePointer<UInt64>
    ) {
        var index = 0
        while index < radix.digits {
            let place = index &* Radix.bits
            let (limb, shift) = (place >> 6, UInt64(place & 63))
            var word: UInt64 = 0
            if limb < count { word = unsafe limbs[limb] &>> shift }
            // A shift by 64 gives 0.
            if limb &+ 1 < count { unsafe word |= limbs[limb &+ 1] << (64 &- shift) }
            unsafe digits[index] = word & Radix.mask
            index &+= 1
        }
    }

    /// The `count` limbs of a number that they have room for.
    static func store(
        _ digits: UnsafePointer<UInt64>,
        _ radix: Radix,
        into limbs: UnsafeMutablePointer<UInt64>,
        count: Int
    ) {
        var limb = 0
        while limb < count {
            var word: UInt64 = 0
            // All digits that have bits in this limb: the first may begin below it.
            var place = 64 &* limb / Radix.bits
            while place < radix.digits && place &* Radix.bits < 64 &* (limb &+ 1) {
                let shift = place &* Radix.bits &- 64 &* limb
                let digit = unsafe digits[place]
                word |= shift < 0 ? digit &>> UInt64(0 &- shift) : digit &<< UInt64(shift)
                place &+= 1
            }
            unsafe limbs[limb] = word
            limb &+= 1
        }
    }
}
