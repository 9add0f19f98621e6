/// GHASH (SP 800-38D §6.4) under one hash subkey, four blocks to a reduction.
///
/// A block is a number of 128 bits, read big-endian, whose highest bit is the coefficient of x⁰. So z = x⁻¹ takes the place
/// of x, and the polynomial reads z¹²⁸ + z¹²⁷ + z¹²⁶ + z¹²¹ + 1. Leaks: only the number of blocks.
struct GHASH: ~Copyable {
    /// How many blocks are multiplied, each by its power of H, before one reduction of their sum.
    private static let aggregate = 4

    /// H·z, H²·z, H³·z and H⁴·z, each as its upper word, its lower word and the sum of both, for Karatsuba, and each of
    /// those prepared for ``CarrylessProduct``.
    private var powers: SecretWords
    private static let powerLength = 3 * CarrylessProduct.factorLength

    /// A block as a number: the state Y of the hash, or H.
    struct Block {
        var high: UInt64 = 0
        var low: UInt64 = 0
    }

    /// Takes the hash subkey H, which is the zero block encrypted.
    init(subkey: Block) {
        powers = SecretWords(zeroed: Self.powerLength * Self.aggregate)
        // The product of two reflected numbers is reflected into 255 bits and not 256, so one factor is multiplied by z
        // beforehand (Gueron and Kounavis, "Intel Carry-Less Multiplication Instruction and its Usage for Computing the
        // GCM Mode", 2010).
        let carry = 0 &- (subkey.high >> 63)
        var power = Block(
            high: ((subkey.high << 1) | (subkey.low >> 63)) ^ (carry & 0xc200_0000_0000_0000),
            low: (subkey.low << 1) ^ (carry & 1)
        )
        for index in 0..<Self.aggregate {
            powers.withMutableWords { words in
                let place = Self.powerLength * index
                CarrylessProduct.prepare(power.high, &words, at: place)
                CarrylessProduct.prepare(power.low, &words, at: place + CarrylessProduct.factorLength)
                CarrylessProduct.prepare(power.high ^ power.low, &words, at: place + 2 * CarrylessProduct.factorLength)
            }
            // (Hⁱz)(Hz)/z = Hⁱ⁺¹z
            let last = power
            power = Block()
            absorb(last, into: &power)
        }
    }

    /// Y ← (Y + X₁)·Hⁿ + X₂·Hⁿ⁻¹ + … + Xₙ·H, for `count` blocks X of 16 octets (step 3).
    @unsafe
    borrowing func absorb(_ blocks: UnsafeRawPointer, count: Int, into state: inout Block) {
        var next = unsafe blocks
        var left = count
        while left > 0 {
            let taken = min(left, Self.aggregate)
            absorbTogether(taken, &state) { unsafe Block(loading: next + 16 * $0) }
            unsafe next += 16 * taken
            left -= taken
        }
    }

    /// Y ← (Y + X)·H.
    borrowing func absorb(_ block: Block, into state: inout Block) {
        absorbTogether(1, &state) { _ in block }
    }

    /// Absorbs up to ``aggregate`` blocks, numbered from 0.
    @inline(__always)
    private borrowing func absorbTogether(_ count: Int, _ state: inout Block, _ block: (Int) -> Block) {
        unsafe powers.withUnsafeWords { powers in
            var high = CarrylessProduct()
            var low = CarrylessProduct()
            var middle = CarrylessProduct()
            for index in 0..<count {
                let power = unsafe powers + Self.powerLength * (count - 1 - index)
                let next = block(index)
                let sum = Block(high: next.high ^ state.high, low: next.low ^ state.low)
                state = Block()
                unsafe high.add(sum.high, power)
                unsafe low.add(sum.low, power + CarrylessProduct.factorLength)
                unsafe middle.add(sum.high ^ sum.low, power + 2 * CarrylessProduct.factorLength)
            }
            state = Self.reduced(high.value, low.value, middle.value)
        }
    }

    /// The 256-bit product high·z¹²⁸ + (middle + high + low)·z⁶⁴ + low, divided by z¹²⁸ (Karatsuba, then Montgomery).
    @inline(__always)
    private static func reduced(_ high: UInt128, _ low: UInt128, _ middle: UInt128) -> Block {
        let cross = middle ^ high ^ low
        let word0 = UInt64(truncatingIfNeeded: low)
        var word1 = UInt64(truncatingIfNeeded: low &>> 64) ^ UInt64(truncatingIfNeeded: cross)
        var word2 = UInt64(truncatingIfNeeded: high) ^ UInt64(truncatingIfNeeded: cross &>> 64)
        var word3 = UInt64(truncatingIfNeeded: high &>> 64)
        // Adding word0 times the polynomial makes word0 zero, and likewise word1: z¹²¹, z¹²⁶, z¹²⁷ and z¹²⁸ remain.
        word1 ^= (word0 &<< 57) ^ (word0 &<< 62) ^ (word0 &<< 63)
        word2 ^= (word0 &>> 7) ^ (word0 &>> 2) ^ (word0 &>> 1) ^ word0
        word2 ^= (word1 &<< 57) ^ (word1 &<< 62) ^ (word1 &<< 63)
        word3 ^= (word1 &>> 7) ^ (word1 &>> 2) ^ (word1 &>> 1) ^ word1
        return Block(high: word3, low: word2)
    }
}

extension GHASH.Block {
    /// The 16 octets at `memory`, at any address.
    @unsafe
    @inline(__always)
    init(loading memory: UnsafeRawPointer) {
        high = unsafe UInt64(bigEndian: memory.loadUnaligned(as: UInt64.self))
        low = unsafe UInt64(bigEndian: memory.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Octet `index` of the 16, which is public.
    subscript(index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> (56 - 8 * UInt64(index % 8)))
    }
}
