internal import CryptoBackend

/// A number modulo n, the order of P-256, in Montgomery form with R = 2²⁵⁶, always below n.
///
/// Constant time: multiplications, additions with carry and masks alone.
struct ScalarP256 {
    private var limb0, limb1, limb2, limb3: UInt64

    @inline(__always)
    private init(_ limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64) {
        self.limb0 = limb0
        self.limb1 = limb1
        self.limb2 = limb2
        self.limb3 = limb3
    }

    /// n (SEC 2 §2.4.2).
    @inline(__always) private static var order: ScalarP256 {
        ScalarP256(0xF3B9_CAC2_FC63_2551, 0xBCE6_FAAD_A717_9E84, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000)
    }
    /// −n⁻¹ modulo 2⁶⁴.
    @inline(__always) private static var factor: UInt64 { 0xCCD1_C8AA_EE00_BC4F }
    /// R² mod n.
    private static let squaredRadix = ScalarP256(
        0x8324_4C95_BE79_EEA2,
        0x4699_799C_49BD_6FA6,
        0x2845_B239_2B6B_EC59,
        0x66E1_2D94_F3D9_5620
    )
    /// R³ mod n.
    private static let cubedRadix = squaredRadix * squaredRadix
    private static let inverseModulo = ModularInverse(modulus: (order.limb0, order.limb1, order.limb2, order.limb3))

    /// 32 octets, big-endian, modulo n. The second is true if they were below n.
    static func decode(_ octets: Span<UInt8>) -> (ScalarP256, isBelow: Choice) {
        let number = ScalarP256(word(octets, at: 24), word(octets, at: 16), word(octets, at: 8), word(octets, at: 0))
        let (_, borrow) = number.subtracting(order)
        return (number * squaredRadix, Choice(lowestBitOf: borrow))
    }

    private static func word(_ octets: Span<UInt8>, at place: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in place..<place + 8 { word = word << 8 | UInt64(octets[index]) }
        return word
    }

    /// Writes 32 octets from `place` on, big-endian.
    func write(to octets: inout MutableSpan<UInt8>, at place: Int = 0) {
        let number = self * ScalarP256(1, 0, 0, 0)
        for index in 0..<8 {
            let shift = UInt64(56 - 8 * index)
            octets[place + index] = UInt8(truncatingIfNeeded: number.limb3 &>> shift)
            octets[place + 8 + index] = UInt8(truncatingIfNeeded: number.limb2 &>> shift)
            octets[place + 16 + index] = UInt8(truncatingIfNeeded: number.limb1 &>> shift)
            octets[place + 24 + index] = UInt8(truncatingIfNeeded: number.limb0 &>> shift)
        }
    }

    /// 32 octets, big-endian.
    var octets: SecretBytes {
        var octets = SecretBytes(zeroed: 32)
        octets.withMutableBytes { write(to: &$0) }
        return octets
    }

    /// Whether it is zero: each number has one form.
    var isZero: Choice { Choice(isZero: limb0 | limb1 | limb2 | limb3) }

    static func + (left: ScalarP256, right: ScalarP256) -> ScalarP256 {
        let (sum0, carry0) = add(left.limb0, right.limb0, 0)
        let (sum1, carry1) = add(left.limb1, right.limb1, carry0)
        let (sum2, carry2) = add(left.limb2, right.limb2, carry1)
        let (sum3, carry3) = add(left.limb3, right.limb3, carry2)
        return ScalarP256(sum0, sum1, sum2, sum3).reduced(carry: carry3)
    }

    /// left × right × R⁻¹ mod n, for one factor below n and another of 256 bits. Each step leaves a sum below 2²⁵⁶ + n, and the
    /// last one below 2 n.
    static func * (left: ScalarP256, right: ScalarP256) -> ScalarP256 {
        var sum: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
        step(&sum, left, right.limb0)
        step(&sum, left, right.limb1)
        step(&sum, left, right.limb2)
        step(&sum, left, right.limb3)
        return ScalarP256(sum.0, sum.1, sum.2, sum.3).reduced(carry: sum.4)
    }

    /// The inverse, and zero for zero.
    func inverse() -> ScalarP256 {
        let words = Self.inverseModulo((limb0, limb1, limb2, limb3))
        return ScalarP256(words.0, words.1, words.2, words.3) * Self.cubedRadix
    }

    /// (sum + left × digit + a multiple of n that makes the lowest limb zero) / 2⁶⁴.
    @inline(__always)
    private static func step(
        _ sum: inout (UInt64, UInt64, UInt64, UInt64, UInt64),
        _ left: ScalarP256,
        _ digit: UInt64
    ) {
        let (high0, low0) = multiplyAccumulate(left.limb0, digit, sum.0, 0)
        let (high1, low1) = multiplyAccumulate(left.limb1, digit, sum.1, high0)
        let (high2, low2) = multiplyAccumulate(left.limb2, digit, sum.2, high1)
        let (high3, low3) = multiplyAccumulate(left.limb3, digit, sum.3, high2)
        let (low4, low5) = add(high3, sum.4, 0)
        let quotient = low0 &* factor
        let (carry0, _) = multiplyAccumulate(order.limb0, quotient, low0, 0)
        let (carry1, sum0) = multiplyAccumulate(order.limb1, quotient, low1, carry0)
        let (carry2, sum1) = multiplyAccumulate(order.limb2, quotient, low2, carry1)
        let (carry3, sum2) = multiplyAccumulate(order.limb3, quotient, low3, carry2)
        let (sum3, carry4) = add(low4, carry3, 0)
        sum = (sum0, sum1, sum2, sum3, low5 &+ carry4)
    }

    /// A sum below 2 n, of which `carry` is bit 256, less n if it is not below it.
    @inline(__always)
    private func reduced(carry: UInt64) -> ScalarP256 {
        let (difference, borrow) = subtracting(Self.order)
        // Below n just if the subtraction borrows and nothing is above it to borrow from.
        let isBelow = Choice(lowestBitOf: borrow & ~carry)
        return ScalarP256(
            isBelow.select(limb0, difference.limb0),
            isBelow.select(limb1, difference.limb1),
            isBelow.select(limb2, difference.limb2),
            isBelow.select(limb3, difference.limb3)
        )
    }

    @inline(__always)
    private func subtracting(_ other: ScalarP256) -> (ScalarP256, borrow: UInt64) {
        // −a = ~a + 1: the carry of left + ~right + 1 is the borrow's opposite.
        let (limb0, carry0) = Self.add(limb0, ~other.limb0, 1)
        let (limb1, carry1) = Self.add(limb1, ~other.limb1, carry0)
        let (limb2, carry2) = Self.add(limb2, ~other.limb2, carry1)
        let (limb3, carry3) = Self.add(limb3, ~other.limb3, carry2)
        return (ScalarP256(limb0, limb1, limb2, limb3), 1 &- carry3)
    }

    @inline(__always)
    private static func add(_ left: UInt64, _ right: UInt64, _ carry: UInt64) -> (UInt64, carry: UInt64) {
        let sum = UInt128(word: left) &+ UInt128(word: right) &+ UInt128(word: carry)
        return (sum.low, sum.high)
    }
}
