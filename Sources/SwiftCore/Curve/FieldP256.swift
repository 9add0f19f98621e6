internal import CryptoBackend

/// A number modulo p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1 in Montgomery form with R = 2²⁵⁶, always below p.
///
/// Constant time: multiplications, additions with carry and masks alone.
struct FieldP256 {
    private var limb0, limb1, limb2, limb3: UInt64

    @inline(__always)
    private init(_ limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64) {
        self.limb0 = limb0
        self.limb1 = limb1
        self.limb2 = limb2
        self.limb3 = limb3
    }

    static let zero = FieldP256(0, 0, 0, 0)
    /// R mod p = 2²²⁴ − 2¹⁹² − 2⁹⁶ + 1.
    static let one = FieldP256(0x1, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFE)
    /// p.
    @inline(__always) private static var prime: FieldP256 {
        FieldP256(0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF, 0, 0xFFFF_FFFF_0000_0001)
    }
    /// R² mod p.
    private static let squaredRadix = FieldP256(0x3, 0xFFFF_FFFB_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFE, 0x4_FFFF_FFFD)
    /// R³ mod p.
    private static let cubedRadix = squaredRadix * squaredRadix
    private static let inverseModulo = ModularInverse(modulus: (prime.limb0, prime.limb1, prime.limb2, prime.limb3))

    /// 32 octets, big-endian. The second is true if they are below p.
    static func decode(_ octets: Span<UInt8>) -> (FieldP256, isBelow: Choice) {
        let number = FieldP256(word(octets, at: 24), word(octets, at: 16), word(octets, at: 8), word(octets, at: 0))
        let (_, borrow) = number.subtracting(prime)
        return (number * squaredRadix, Choice(lowestBitOf: borrow))
    }

    private static func word(_ octets: Span<UInt8>, at place: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in place..<place + 8 { word = word << 8 | UInt64(octets[index]) }
        return word
    }

    /// Writes 32 octets from `place` on, big-endian.
    func write(to octets: inout MutableSpan<UInt8>, at place: Int) {
        let number = self * FieldP256(1, 0, 0, 0)
        for index in 0..<8 {
            let shift = UInt64(56 - 8 * index)
            octets[place + index] = UInt8(truncatingIfNeeded: number.limb3 &>> shift)
            octets[place + 8 + index] = UInt8(truncatingIfNeeded: number.limb2 &>> shift)
            octets[place + 16 + index] = UInt8(truncatingIfNeeded: number.limb1 &>> shift)
            octets[place + 24 + index] = UInt8(truncatingIfNeeded: number.limb0 &>> shift)
        }
    }

    /// The words of a number in memory.
    static let wordCount = 4

    /// The limbs, the lowest first.
    @inline(__always) var words: (UInt64, UInt64, UInt64, UInt64) { (limb0, limb1, limb2, limb3) }

    /// What ``words`` has given.
    @inline(__always)
    init(words: (UInt64, UInt64, UInt64, UInt64)) { self.init(words.0, words.1, words.2, words.3) }

    /// Writes the limbs.
    @inline(__always)
    func store(in words: UnsafeMutablePointer<UInt64>) {
        unsafe (words[0], words[1], words[2], words[3]) = (limb0, limb1, limb2, limb3)
    }

    /// Takes up what ``store(in:)`` has written where `choice` is true; of all that are offered one at most is taken.
    @inline(__always)
    mutating func take(_ words: UnsafePointer<UInt64>, if choice: Choice) {
        unsafe limb0 |= words[0] & choice.mask
        unsafe limb1 |= words[1] & choice.mask
        unsafe limb2 |= words[2] & choice.mask
        unsafe limb3 |= words[3] & choice.mask
    }

    /// Writes five digits of 52 bits in Montgomery form with R = 2²⁶⁰, each `stride` words after the one before.
    func storeDigits(in words: UnsafeMutablePointer<UInt64>, stride: Int = 1) {
        let twice = self + self
        let four = twice + twice
        let eight = four + four
        let number = eight + eight
        let mask: UInt64 = 1 << 52 - 1
        unsafe words[0] = number.limb0 & mask
        unsafe words[stride] = (number.limb0 &>> 52 | number.limb1 &<< 12) & mask
        unsafe words[2 * stride] = (number.limb1 &>> 40 | number.limb2 &<< 24) & mask
        unsafe words[3 * stride] = (number.limb2 &>> 28 | number.limb3 &<< 36) & mask
        unsafe words[4 * stride] = number.limb3 &>> 16
    }

    /// Five digits of 52 bits of a number below 2 p.
    init(digits words: UnsafePointer<UInt64>) {
        let number = unsafe FieldP256(
            words[0] | words[1] &<< 52,
            words[1] &>> 12 | words[2] &<< 40,
            words[2] &>> 24 | words[3] &<< 28,
            words[3] &>> 36 | words[4] &<< 16
        )
        self = unsafe number.reduced(carry: words[4] &>> 48)
    }

    /// Whether it is zero: each number has one form.
    var isZero: Choice { Choice(isZero: limb0 | limb1 | limb2 | limb3) }

    @inline(__always)
    static func + (left: FieldP256, right: FieldP256) -> FieldP256 {
        let (sum0, carry0) = add(left.limb0, right.limb0, 0)
        let (sum1, carry1) = add(left.limb1, right.limb1, carry0)
        let (sum2, carry2) = add(left.limb2, right.limb2, carry1)
        let (sum3, carry3) = add(left.limb3, right.limb3, carry2)
        return FieldP256(sum0, sum1, sum2, sum3).reduced(carry: carry3)
    }

    @inline(__always)
    static func - (left: FieldP256, right: FieldP256) -> FieldP256 {
        let (difference, borrow) = left.subtracting(right)
        // p comes back if the difference was below zero; its own carry is the borrow's end.
        return difference.adding(prime, where: Choice(lowestBitOf: borrow).mask).sum
    }

    /// Half of it: p is added where it is odd.
    @inline(__always)
    func halved() -> FieldP256 {
        let (sum, carry) = adding(Self.prime, where: Choice(lowestBitOf: limb0).mask)
        return FieldP256(
            sum.limb0 &>> 1 | sum.limb1 &<< 63,
            sum.limb1 &>> 1 | sum.limb2 &<< 63,
            sum.limb2 &>> 1 | sum.limb3 &<< 63,
            sum.limb3 &>> 1 | carry &<< 63
        )
    }

    /// left × right × R⁻¹ mod p.
    @inline(__always)
    static func * (left: FieldP256, right: FieldP256) -> FieldP256 {
        let first = row(left, right.limb0)
        let second = row(left, right.limb1, above: (first.1, first.2, first.3, first.4))
        let third = row(left, right.limb2, above: (second.1, second.2, second.3, second.4))
        let fourth = row(left, right.limb3, above: (third.1, third.2, third.3, third.4))
        return montgomery(
            (first.0, second.0, third.0, fourth.0),
            (fourth.1, fourth.2, fourth.3, fourth.4)
        )
    }

    /// The square, × R⁻¹ mod p: products of two different limbs occur twice.
    @inline(__always)
    func squared() -> FieldP256 {
        // Products of different limbs, in limbs 1 to 6.
        let (high01, cross1) = multiplyAccumulate(limb0, limb1, 0, 0)
        let (high02, low02) = multiplyAccumulate(limb0, limb2, high01, 0)
        let (high03, low03) = multiplyAccumulate(limb0, limb3, high02, 0)
        let (high12, cross3) = multiplyAccumulate(limb1, limb2, low03, 0)
        let (high13, cross4) = multiplyAccumulate(limb1, limb3, high03, high12)
        let (cross6, cross5) = multiplyAccumulate(limb2, limb3, high13, 0)
        let cross2 = low02
        // Twice them, and the squares of the limbs.
        let (square0, square1) = (UInt128(product: limb0, limb0), UInt128(product: limb1, limb1))
        let (square2, square3) = (UInt128(product: limb2, limb2), UInt128(product: limb3, limb3))
        let (word1, carry1) = Self.add(cross1 &<< 1, square0.high, 0)
        let (word2, carry2) = Self.add(cross2 &<< 1 | cross1 &>> 63, square1.low, carry1)
        let (word3, carry3) = Self.add(cross3 &<< 1 | cross2 &>> 63, square1.high, carry2)
        let (word4, carry4) = Self.add(cross4 &<< 1 | cross3 &>> 63, square2.low, carry3)
        let (word5, carry5) = Self.add(cross5 &<< 1 | cross4 &>> 63, square2.high, carry4)
        let (word6, carry6) = Self.add(cross6 &<< 1 | cross5 &>> 63, square3.low, carry5)
        let (word7, _) = Self.add(cross6 &>> 63, square3.high, carry6)
        return Self.montgomery((square0.low, word1, word2, word3), (word4, word5, word6, word7))
    }

    /// The inverse, and zero for zero.
    func inverse() -> FieldP256 { FieldP256(words: Self.inverseModulo(words)) * Self.cubedRadix }

    /// `self` if `choice` is true, else `other`.
    @inline(__always)
    func selected(if choice: Choice, else other: FieldP256) -> FieldP256 {
        FieldP256(
            choice.select(limb0, other.limb0),
            choice.select(limb1, other.limb1),
            choice.select(limb2, other.limb2),
            choice.select(limb3, other.limb3)
        )
    }

    /// left × factor + above, in five limbs.
    @inline(__always)
    private static func row(
        _ left: FieldP256,
        _ factor: UInt64,
        above: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    ) -> (UInt64, UInt64, UInt64, UInt64, UInt64) {
        let (high0, low0) = multiplyAccumulate(left.limb0, factor, above.0, 0)
        let (high1, low1) = multiplyAccumulate(left.limb1, factor, above.1, high0)
        let (high2, low2) = multiplyAccumulate(left.limb2, factor, above.2, high1)
        let (high3, low3) = multiplyAccumulate(left.limb3, factor, above.3, high2)
        return (low0, low1, low2, low3, high3)
    }

    /// (lower + 2²⁵⁶ upper) / R mod p for a number below p²: four times a multiple of p is added that makes the lowest limb
    /// zero. The multiple is the limb itself, since p is −1 modulo 2⁶⁴.
    @inline(__always)
    private static func montgomery(
        _ lower: (UInt64, UInt64, UInt64, UInt64),
        _ upper: (UInt64, UInt64, UInt64, UInt64)
    ) -> FieldP256 {
        let first = step(lower.0, (lower.1, lower.2, lower.3))
        let second = step(first.0, (first.1, first.2, first.3))
        let third = step(second.0, (second.1, second.2, second.3))
        let fourth = step(third.0, (third.1, third.2, third.3))
        // What the steps left is at most p, and the upper half is below p − 1: together they are below 2 p.
        let rest = FieldP256(fourth.0, fourth.1, fourth.2, fourth.3)
        let (sum, carry) = rest.adding(FieldP256(upper.0, upper.1, upper.2, upper.3), where: .max)
        return sum.reduced(carry: carry)
    }

    /// Four limbs for (quotient + 2⁶⁴ above + quotient × p) / 2⁶⁴. With p + 1 = 2⁹⁶ + 2¹⁹² (2⁶⁴ − 2³² + 1) there is no
    /// overflow: (2⁶⁴ − 1) p + 2²⁵⁶ − 1 is below 2³²⁰.
    @inline(__always)
    private static func step(
        _ quotient: UInt64,
        _ above: (UInt64, UInt64, UInt64)
    ) -> (UInt64, UInt64, UInt64, UInt64) {
        let (limb0, carry0) = add(above.0, quotient &<< 32, 0)
        let (limb1, carry1) = add(above.1, quotient &>> 32, carry0)
        let (limb3, limb2) = multiplyAccumulate(quotient, prime.limb3, above.2, carry1)
        return (limb0, limb1, limb2, limb3)
    }

    /// A sum below 2 p, of which `carry` is bit 256, less p if it is not below it.
    @inline(__always)
    private func reduced(carry: UInt64) -> FieldP256 {
        let (difference, borrow) = subtracting(Self.prime)
        // Below p just if the subtraction borrows and nothing is above it to borrow from.
        return selected(if: Choice(lowestBitOf: borrow & ~carry), else: difference)
    }

    @inline(__always)
    private func adding(_ other: FieldP256, where mask: UInt64) -> (sum: FieldP256, carry: UInt64) {
        let (sum0, carry0) = Self.add(limb0, other.limb0 & mask, 0)
        let (sum1, carry1) = Self.add(limb1, other.limb1 & mask, carry0)
        let (sum2, carry2) = Self.add(limb2, other.limb2 & mask, carry1)
        let (sum3, carry3) = Self.add(limb3, other.limb3 & mask, carry2)
        return (FieldP256(sum0, sum1, sum2, sum3), carry3)
    }

    @inline(__always)
    private func subtracting(_ other: FieldP256) -> (FieldP256, borrow: UInt64) {
        // −a = ~a + 1: the carry of left + ~right + 1 is the borrow's opposite.
        let (limb0, carry0) = Self.add(limb0, ~other.limb0, 1)
        let (limb1, carry1) = Self.add(limb1, ~other.limb1, carry0)
        let (limb2, carry2) = Self.add(limb2, ~other.limb2, carry1)
        let (limb3, carry3) = Self.add(limb3, ~other.limb3, carry2)
        return (FieldP256(limb0, limb1, limb2, limb3), 1 &- carry3)
    }

    @inline(__always)
    private static func add(_ left: UInt64, _ right: UInt64, _ carry: UInt64) -> (UInt64, carry: UInt64) {
        let sum = UInt128(word: left) &+ UInt128(word: right) &+ UInt128(word: carry)
        return (sum.low, sum.high)
    }
}
