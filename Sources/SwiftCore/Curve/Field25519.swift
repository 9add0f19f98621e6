internal import CryptoBackend

/// A number modulo p = 2²⁵⁵ − 19 in five limbs of 51 bits, not always fully reduced.
///
/// Products leave limbs below 2⁵¹ + 2¹³; sums and differences of two numbers, each a product or twice one, stay below 2⁵⁴, which
/// is what products take.
/// Constant time: multiplications, additions and shifts alone.
struct Field25519 {
    private var limb0, limb1, limb2, limb3, limb4: UInt64

    static let zero = Field25519(0, 0, 0, 0, 0)
    static let one = Field25519(1, 0, 0, 0, 0)

    /// Limbs of 51 bits, the lowest first.
    @inline(__always)
    init(_ limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64, _ limb4: UInt64) {
        self.limb0 = limb0
        self.limb1 = limb1
        self.limb2 = limb2
        self.limb3 = limb3
        self.limb4 = limb4
    }

    /// 32 octets, little-endian; the highest bit is ignored and the rest need not be below p (RFC 7748 §5).
    init(_ octets: Span<UInt8>) {
        self.init(
            Self.word(octets, at: 0) & Self.mask,
            Self.word(octets, at: 6) >> 3 & Self.mask,
            Self.word(octets, at: 12) >> 6 & Self.mask,
            Self.word(octets, at: 19) >> 1 & Self.mask,
            Self.word(octets, at: 24) >> 12 & Self.mask
        )
    }

    /// The words of a number in memory.
    static let wordCount = 5

    /// What ``store(in:stride:)`` has written.
    @inline(__always)
    init(_ words: UnsafePointer<UInt64>) {
        unsafe self.init(words[0], words[1], words[2], words[3], words[4])
    }

    /// Writes the limbs, each `stride` words after the one before.
    func store(in words: UnsafeMutablePointer<UInt64>, stride: Int = 1) {
        unsafe words[0] = limb0
        unsafe words[stride] = limb1
        unsafe words[2 * stride] = limb2
        unsafe words[3 * stride] = limb3
        unsafe words[4 * stride] = limb4
    }

    /// Takes up what ``store(in:stride:)`` has written where `choice` is true; of all that are offered one at most is taken.
    @inline(__always)
    mutating func take(_ words: UnsafePointer<UInt64>, if choice: Choice) {
        unsafe limb0 |= words[0] & choice.mask
        unsafe limb1 |= words[1] & choice.mask
        unsafe limb2 |= words[2] & choice.mask
        unsafe limb3 |= words[3] & choice.mask
        unsafe limb4 |= words[4] & choice.mask
    }

    /// Adds 1 where `choice` is true.
    @inline(__always)
    mutating func addOne(if choice: Choice) { limb0 &+= choice.mask & 1 }

    /// `self` if `choice` is true, else `other`.
    @inline(__always)
    func selected(if choice: Choice, else other: Field25519) -> Field25519 {
        Field25519(
            choice.select(limb0, other.limb0),
            choice.select(limb1, other.limb1),
            choice.select(limb2, other.limb2),
            choice.select(limb3, other.limb3),
            choice.select(limb4, other.limb4)
        )
    }

    private static func word(_ octets: Span<UInt8>, at place: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 { word |= UInt64(octets[place + index]) << UInt64(8 * index) }
        return word
    }

    /// The sum; both below 2⁵³.
    static func + (left: Field25519, right: Field25519) -> Field25519 {
        Field25519(
            left.limb0 &+ right.limb0,
            left.limb1 &+ right.limb1,
            left.limb2 &+ right.limb2,
            left.limb3 &+ right.limb3,
            left.limb4 &+ right.limb4
        )
    }

    /// The difference, with 2 p added lest a limb goes below zero: `right` is a product.
    static func - (left: Field25519, right: Field25519) -> Field25519 {
        let (lowest, other): (UInt64, UInt64) = (2 * (Self.mask - 18), 2 * Self.mask)
        return Field25519(
            left.limb0 &+ lowest &- right.limb0,
            left.limb1 &+ other &- right.limb1,
            left.limb2 &+ other &- right.limb2,
            left.limb3 &+ other &- right.limb3,
            left.limb4 &+ other &- right.limb4
        )
    }

    /// The product; both factors' limbs are below 2⁵⁴, so that five products of them, four of which count 19 times, stay
    /// below 2¹¹⁵.
    @inline(__always)
    static func * (left: Field25519, right: Field25519) -> Field25519 {
        // 2²⁵⁵ is 19 modulo p.
        let (high1, high2) = (19 &* right.limb1, 19 &* right.limb2)
        let (high3, high4) = (19 &* right.limb3, 19 &* right.limb4)
        return reduced(
            product(left.limb0, right.limb0) &+ product(left.limb1, high4) &+ product(left.limb2, high3)
                &+ product(left.limb3, high2) &+ product(left.limb4, high1),
            product(left.limb0, right.limb1) &+ product(left.limb1, right.limb0) &+ product(left.limb2, high4)
                &+ product(left.limb3, high3) &+ product(left.limb4, high2),
            product(left.limb0, right.limb2) &+ product(left.limb1, right.limb1) &+ product(left.limb2, right.limb0)
                &+ product(left.limb3, high4) &+ product(left.limb4, high3),
            product(left.limb0, right.limb3) &+ product(left.limb1, right.limb2) &+ product(left.limb2, right.limb1)
                &+ product(left.limb3, right.limb0) &+ product(left.limb4, high4),
            product(left.limb0, right.limb4) &+ product(left.limb1, right.limb3) &+ product(left.limb2, right.limb2)
                &+ product(left.limb3, right.limb1) &+ product(left.limb4, right.limb0)
        )
    }

    /// The square: products of two different limbs occur twice.
    @inline(__always)
    func squared() -> Field25519 {
        let (twice0, twice1, twice3) = (limb0 &<< 1, limb1 &<< 1, limb3 &<< 1)
        let (high3, high4) = (19 &* limb3, 19 &* limb4)
        return Self.reduced(
            Self.product(limb0, limb0) &+ Self.product(twice1, high4) &+ Self.product(limb2 &<< 1, high3),
            Self.product(twice0, limb1) &+ Self.product(limb2 &<< 1, high4) &+ Self.product(limb3, high3),
            Self.product(twice0, limb2) &+ Self.product(limb1, limb1) &+ Self.product(twice3, high4),
            Self.product(twice0, limb3) &+ Self.product(twice1, limb2) &+ Self.product(limb4, high4),
            Self.product(twice0, limb4) &+ Self.product(twice1, limb3) &+ Self.product(limb2, limb2)
        )
    }

    /// The product with a number below 2¹⁷.
    @inline(__always)
    func multiplied(by factor: UInt64) -> Field25519 {
        Self.reduced(
            Self.product(limb0, factor),
            Self.product(limb1, factor),
            Self.product(limb2, factor),
            Self.product(limb3, factor),
            Self.product(limb4, factor)
        )
    }

    /// The inverse, and zero for zero.
    func inverse() -> Field25519 { Field25519(words: Self.inverseModulo(words)) }

    private static let inverseModulo = ModularInverse(modulus: (.max - 18, .max, .max, .max >> 1))

    /// Exchanges two numbers if `choice` is true, without a branch.
    static func swap(_ left: inout Field25519, _ right: inout Field25519, if choice: Choice) {
        let mask = choice.mask
        exchange(&left.limb0, &right.limb0, mask)
        exchange(&left.limb1, &right.limb1, mask)
        exchange(&left.limb2, &right.limb2, mask)
        exchange(&left.limb3, &right.limb3, mask)
        exchange(&left.limb4, &right.limb4, mask)
    }

    private static func exchange(_ left: inout UInt64, _ right: inout UInt64, _ mask: UInt64) {
        let difference = (left ^ right) & mask
        left ^= difference
        right ^= difference
    }

    private func write(to octets: inout MutableSpan<UInt8>) {
        let words = words
        for index in 0..<8 {
            let shift = UInt64(8 * index)
            octets[index] = UInt8(truncatingIfNeeded: words.0 &>> shift)
            octets[8 + index] = UInt8(truncatingIfNeeded: words.1 &>> shift)
            octets[16 + index] = UInt8(truncatingIfNeeded: words.2 &>> shift)
            octets[24 + index] = UInt8(truncatingIfNeeded: words.3 &>> shift)
        }
    }

    /// The number below p in 32 octets, little-endian.
    var octets: SecretBytes {
        var octets = SecretBytes(zeroed: 32)
        octets.withMutableBytes { write(to: &$0) }
        return octets
    }

    private init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.init(
            words.0 & Self.mask,
            (words.0 &>> 51 | words.1 &<< 13) & Self.mask,
            (words.1 &>> 38 | words.2 &<< 26) & Self.mask,
            (words.2 &>> 25 | words.3 &<< 39) & Self.mask,
            words.3 &>> 12
        )
    }

    /// The number below p, in words of 64 bits.
    private var words: (UInt64, UInt64, UInt64, UInt64) {
        // Two rounds of carries bring every limb below 2⁵¹ but for what 19 adds once more.
        var (l0, l1, l2, l3, l4) = (limb0, limb1, limb2, limb3, limb4)
        for _ in 0..<2 {
            l1 &+= l0 &>> 51
            l2 &+= l1 &>> 51
            l3 &+= l2 &>> 51
            l4 &+= l3 &>> 51
            let top = l4 &>> 51
            (l0, l1, l2, l3, l4) = (l0 & Self.mask, l1 & Self.mask, l2 & Self.mask, l3 & Self.mask, l4 & Self.mask)
            l0 &+= 19 &* top
        }
        // value + 19 reaches 2²⁵⁵ just if value ≥ p: then value − p is value + 19 − 2²⁵⁵.
        var quotient = (l0 &+ 19) &>> 51
        quotient = (l1 &+ quotient) &>> 51
        quotient = (l2 &+ quotient) &>> 51
        quotient = (l3 &+ quotient) &>> 51
        quotient = (l4 &+ quotient) &>> 51
        l0 &+= 19 &* quotient
        l1 &+= l0 &>> 51
        l2 &+= l1 &>> 51
        l3 &+= l2 &>> 51
        l4 &+= l3 &>> 51
        (l0, l1, l2, l3, l4) = (l0 & Self.mask, l1 & Self.mask, l2 & Self.mask, l3 & Self.mask, l4 & Self.mask)
        return (l0 | l1 &<< 51, l1 &>> 13 | l2 &<< 38, l2 &>> 26 | l3 &<< 25, l3 &>> 39 | l4 &<< 12)
    }

    @inline(__always)
    private static func product(_ left: UInt64, _ right: UInt64) -> UInt128 { UInt128(product: left, right) }

    /// Hands on what is above 51 bits; the columns are below 2¹¹⁵, the highest below 5 × 2¹⁰⁸, so that 19 times its carry
    /// fits a word.
    @inline(__always)
    private static func reduced(
        _ column0: UInt128,
        _ column1: UInt128,
        _ column2: UInt128,
        _ column3: UInt128,
        _ column4: UInt128
    ) -> Field25519 {
        let sum1 = column1 &+ UInt128(word: carry(column0))
        let sum2 = column2 &+ UInt128(word: carry(sum1))
        let sum3 = column3 &+ UInt128(word: carry(sum2))
        let sum4 = column4 &+ UInt128(word: carry(sum3))
        let lowest = column0.low & mask &+ 19 &* carry(sum4)
        return Field25519(
            lowest & mask,
            (sum1.low & mask) &+ lowest &>> 51,
            sum2.low & mask,
            sum3.low & mask,
            sum4.low & mask
        )
    }

    @inline(__always)
    private static func carry(_ column: UInt128) -> UInt64 { column.high &<< 13 | column.low &>> 51 }

    private static let mask: UInt64 = 1 << 51 - 1
}
