/// GHASH (SP 800-38D §6.4) under one hash subkey, eight blocks to a reduction.
///
/// A block is a number of 128 bits, read big-endian, whose highest bit is the coefficient of x⁰. So z = x⁻¹ takes the place
/// of x, and the polynomial reads z¹²⁸ + z¹²⁷ + z¹²⁶ + z¹²¹ + 1. Leaks: only the number of blocks.
struct GHASH: ~Copyable {
    /// How many pairs of blocks are multiplied, each block by its power of H, before one reduction of their sum.
    private static let pairs = 4
    /// The length of a prepared pair of powers in words.
    private static let pairLength = 2 * 4 * CarrylessProduct.parts

    /// H⁸·z and H⁷·z, H⁶·z and H⁵·z, H⁴·z and H³·z, H²·z and H·z, prepared for ``CarrylessProduct``.
    private var powers: SecretWords
    /// The factors of the blocks, while they are multiplied.
    private var blocks: SecretWords

    /// A block as a number: the state Y of the hash, or H.
    struct Block {
        var high: UInt64 = 0
        var low: UInt64 = 0
    }

    /// Takes the hash subkey H, which is the zero block encrypted.
    init(subkey: Block) {
        powers = SecretWords(zeroed: Self.pairLength * Self.pairs)
        blocks = SecretWords(zeroed: 2 * CarrylessProduct.parts * Self.pairs)
        // The product of two reflected numbers is reflected into 255 bits and not 256, so one factor is multiplied by z
        // beforehand (Gueron and Kounavis, "Intel Carry-Less Multiplication Instruction and its Usage for Computing the
        // GCM Mode", 2010).
        let carry = 0 &- (subkey.high >> 63)
        let first = Block(
            high: ((subkey.high << 1) | (subkey.low >> 63)) ^ (carry & 0xc200_0000_0000_0000),
            low: (subkey.low << 1) ^ (carry & 1)
        )
        // (Hⁱz)(Hz)/z = Hⁱ⁺¹z, once Hz is in place.
        var odd = first
        setPowers(Self.pairs - 1, Block(), odd)
        for pair in (0..<Self.pairs).reversed() {
            let even = hash(1) { _ in odd }
            setPowers(pair, even, odd)
            odd = hash(1) { _ in even }
        }
    }

    private mutating func setPowers(_ pair: Int, _ even: Block, _ odd: Block) {
        unsafe powers.withUnsafeMutableWords { words in
            unsafe CarrylessProduct.prepare(
                Lanes(even.high, odd.high),
                Lanes(even.low, odd.low),
                to: words + Self.pairLength * pair
            )
        }
    }

    /// GHASH of `count` blocks, which `block` gives by their number from 0 on (steps 2 and 3).
    @inline(__always)
    mutating func hash(_ count: Int, _ block: (Int) -> Block) -> Block {
        var state = Block()
        var first = 0
        while first < count {
            let taken = min(count - first, 2 * Self.pairs)
            absorb(taken, &state) { block(first + $0) }
            first += taken
        }
        return state
    }

    /// Y ← (Y + X₁)·Hⁿ + X₂·Hⁿ⁻¹ + … + Xₙ·H, of up to eight blocks.
    @inline(__always)
    private mutating func absorb(_ count: Int, _ state: inout Block, _ block: (Int) -> Block) {
        let pairs = (count + 1) / 2
        // An odd number of blocks goes with a zero block before them.
        let isOdd = count % 2 == 1
        unsafe blocks.withUnsafeMutableWords { factors in
            for pair in 0..<pairs {
                let index = 2 * pair - (isOdd ? 1 : 0)
                var even = index < 0 ? Block() : block(index)
                var odd = block(index + 1)
                if pair == 0 {
                    if isOdd { odd.add(state) } else { even.add(state) }
                }
                unsafe CarrylessProduct.split(
                    Lanes(even.high, odd.high),
                    Lanes(even.low, odd.low),
                    to: factors + 2 * CarrylessProduct.parts * pair
                )
            }
        }
        state = unsafe blocks.withUnsafeWords { factors in
            unsafe powers.withUnsafeWords { powers in
                let right = unsafe powers + Self.pairLength * (Self.pairs - pairs)
                let product = unsafe CarrylessProduct.sum(factors, right, count: pairs)
                return Self.reduced(product)
            }
        }
    }

    /// The product divided by z¹²⁸ (Montgomery).
    @inline(__always)
    private static func reduced(_ product: CarrylessProduct.Product) -> Block {
        let word0 = UInt64(truncatingIfNeeded: product.low)
        var word1 = UInt64(truncatingIfNeeded: product.low &>> 64)
        var word2 = UInt64(truncatingIfNeeded: product.high)
        var word3 = UInt64(truncatingIfNeeded: product.high &>> 64)
        // Adding word0 times the polynomial makes word0 zero, and likewise word1: z¹²¹, z¹²⁶, z¹²⁷ and z¹²⁸ remain.
        word1 ^= (word0 &<< 57) ^ (word0 &<< 62) ^ (word0 &<< 63)
        word2 ^= (word0 &>> 7) ^ (word0 &>> 2) ^ (word0 &>> 1) ^ word0
        word2 ^= (word1 &<< 57) ^ (word1 &<< 62) ^ (word1 &<< 63)
        word3 ^= (word1 &>> 7) ^ (word1 &>> 2) ^ (word1 &>> 1) ^ word1
        return Block(high: word3, low: word2)
    }
}

extension GHASH.Block {
    /// Block `index` of `octets`, filled up with zeros if it is the last one and not whole.
    @unsafe
    @inline(__always)
    init(_ index: Int, of octets: UnsafeRawBufferPointer) {
        let start = 16 * index
        if octets.count - start >= 16 {
            high = unsafe UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            low = unsafe UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
        } else {
            var place = start
            while place < octets.count {
                let octet = unsafe UInt64(octets[place])
                if place - start < 8 {
                    high |= octet &<< UInt64(56 - 8 * (place - start))
                } else {
                    low |= octet &<< UInt64(120 - 8 * (place - start))
                }
                place += 1
            }
        }
    }

    /// Adds `other`.
    @inline(__always)
    mutating func add(_ other: GHASH.Block) {
        high ^= other.high
        low ^= other.low
    }

    /// Octet `index` of the 16, which is public.
    subscript(index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> (56 - 8 * UInt64(index % 8)))
    }
}
