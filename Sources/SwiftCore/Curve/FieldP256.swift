internal import CryptoBackend

/// A number modulo p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1 in Montgomery form with R = 2²⁵⁶, always below p.
///
/// Constant time: multiplications, additions with carry and masks alone.
struct FieldP256 {
    private var limb0, limb1, limb2, limb3: UInt64

    private init(_ limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64) {
        self.limb0 = limb0
        self.limb1 = limb1
        self.limb2 = limb2
        self.limb3 = limb3
    }

    static let zero = FieldP256(0, 0, 0, 0)
    /// R mod p = 2²²⁴ − 2¹⁹² − 2⁹⁶ + 1.
    static let one = FieldP256(0x1, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFE)
    /// R² mod p.
    private static let squaredRadix = FieldP256(0x3, 0xFFFF_FFFB_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFE, 0x4_FFFF_FFFD)
    /// p.
    private static let prime = FieldP256(0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF, 0, 0xFFFF_FFFF_0000_0001)

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

    /// What ``store(in:at:)`` has written.
    @inline(__always)
    init(_ words: Span<UInt64>, at place: Int) {
        self.init(words[place], words[place + 1], words[place + 2], words[place + 3])
    }

    /// Writes the limbs.
    @inline(__always)
    func store(in words: inout MutableSpan<UInt64>, at place: Int) {
        words[place] = limb0
        words[place + 1] = limb1
        words[place + 2] = limb2
        words[place + 3] = limb3
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
        let mask = 0 &- borrow
        let (sum0, carry0) = add(difference.limb0, mask & prime.limb0, 0)
        let (sum1, carry1) = add(difference.limb1, mask & prime.limb1, carry0)
        let (sum2, carry2) = add(difference.limb2, mask & prime.limb2, carry1)
        let (sum3, _) = add(difference.limb3, mask & prime.limb3, carry2)
        return FieldP256(sum0, sum1, sum2, sum3)
    }

    /// left × right × R⁻¹ mod p: a limb of `right` at a time, each followed by a step of the reduction (CIOS; Koç, Acar,
    /// Kaliski, IEEE Micro 1996). After each step the sum is below 2 p.
    static func * (left: FieldP256, right: FieldP256) -> FieldP256 {
        var sum = Accumulator()
        sum.add(left, times: right.limb0)
        sum.add(left, times: right.limb1)
        sum.add(left, times: right.limb2)
        sum.add(left, times: right.limb3)
        return FieldP256(sum.limb0, sum.limb1, sum.limb2, sum.limb3).reduced(carry: sum.limb4)
    }

    func squared() -> FieldP256 { self * self }

    /// value^(p − 2), which is the inverse, and zero for zero (Fermat).
    func inverse() -> FieldP256 {
        // p − 2 is ffffffff 00000001 00000000 00000000 00000000 ffffffff ffffffff fffffffd: runs of ones.
        let ones2 = squared() * self
        let ones4 = ones2.squared(times: 2) * ones2
        let ones6 = ones4.squared(times: 2) * ones2
        let ones8 = ones4.squared(times: 4) * ones4
        let ones14 = ones8.squared(times: 6) * ones6
        let ones16 = ones8.squared(times: 8) * ones8
        let ones30 = ones16.squared(times: 14) * ones14
        let ones32 = ones16.squared(times: 16) * ones16
        let words2 = ones32.squared(times: 32) * self
        let words6 = words2.squared(times: 128) * ones32
        let words7 = words6.squared(times: 32) * ones32
        return (words7.squared(times: 30) * ones30).squared(times: 2) * self
    }

    private func squared(times count: Int) -> FieldP256 {
        var result = self
        for _ in 0..<count { result = result.squared() }
        return result
    }

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

    /// A sum below 2 p, of which `carry` is bit 256, less p if it is not below it.
    @inline(__always)
    private func reduced(carry: UInt64) -> FieldP256 {
        let (difference, borrow) = subtracting(Self.prime)
        // Below p just if the subtraction borrows and nothing is above it to borrow from.
        return selected(if: Choice(lowestBitOf: borrow & ~carry), else: difference)
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

    /// Five limbs, below 2 p between steps.
    private struct Accumulator {
        private(set) var limb0: UInt64 = 0
        private(set) var limb1: UInt64 = 0
        private(set) var limb2: UInt64 = 0
        private(set) var limb3: UInt64 = 0
        private(set) var limb4: UInt64 = 0

        /// (self + number × factor + m × p) / 2⁶⁴, with the m that makes the lowest limb zero: the limb itself, since p is −1
        /// modulo 2⁶⁴.
        @inline(__always)
        mutating func add(_ number: FieldP256, times factor: UInt64) {
            let sum0 = multiplyAccumulate(number.limb0, factor, limb0, 0)
            let sum1 = multiplyAccumulate(number.limb1, factor, limb1, sum0.high)
            let sum2 = multiplyAccumulate(number.limb2, factor, limb2, sum1.high)
            let sum3 = multiplyAccumulate(number.limb3, factor, limb3, sum2.high)
            let top = UInt128(word: limb4) &+ UInt128(word: sum3.high)

            // m × (2⁶⁴ − 1) + m = m × 2⁶⁴: the lowest limb is gone, and m is its carry.
            let quotient = sum0.low
            let next1 = multiplyAccumulate(quotient, prime.limb1, sum1.low, quotient)
            let next2 = UInt128(word: sum2.low) &+ UInt128(word: next1.high)
            let next3 = multiplyAccumulate(quotient, prime.limb3, sum3.low, next2.high)
            let last = top &+ UInt128(word: next3.high)
            (limb0, limb1, limb2, limb3, limb4) = (next1.low, next2.low, next3.low, last.low, last.high)
        }
    }
}
