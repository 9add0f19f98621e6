internal import CryptoBackend

/// Poly1305 (RFC 8439 §2.5) with 64-bit limbs, in memory that the owner lends and wipes.
///
/// The accumulator stays below 2¹³⁰ + 2⁶⁶: after each product all above 2¹³⁰ is folded once, five times into the lowest limb.
/// Leaks: only lengths.
@safe
struct Poly1305 {
    /// r, in two words; the accumulator, in three; s, in two.
    private let words: UnsafeMutablePointer<UInt64>

    /// How many words that memory has.
    static let wordCount = 8

    /// Takes the memory as it is.
    @unsafe
    @inline(__always)
    init(_ words: UnsafeMutablePointer<UInt64>) { unsafe self.words = unsafe words }

    /// Begins a message under a one-time key of 32 octets: r is clamped, s is added at the end (§2.5).
    @unsafe
    func begin(key: UnsafeRawPointer) {
        unsafe words[0] = UInt64(littleEndian: key.loadUnaligned(as: UInt64.self)) & 0x0fff_fffc_0fff_ffff
        unsafe words[1] =
            UInt64(littleEndian: key.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) & 0x0fff_fffc_0fff_fffc
        unsafe (words[2], words[3], words[4]) = (0, 0, 0)
        unsafe words[5] = UInt64(littleEndian: key.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        unsafe words[6] = UInt64(littleEndian: key.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }

    /// Appends octets, and zeros up to a whole block (§2.8).
    @unsafe
    func append(_ octets: UnsafeRawPointer, count: Int) {
        var accumulator = unsafe Accumulator(words)
        var place = 0
        while count - place >= 16 {
            accumulator.add(
                unsafe UInt64(littleEndian: octets.loadUnaligned(fromByteOffset: place, as: UInt64.self)),
                unsafe UInt64(littleEndian: octets.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
            )
            place += 16
        }
        if place < count {
            var (low, high): (UInt64, UInt64) = (0, 0)
            for index in 0..<count - place {
                let octet = UInt64(unsafe octets.load(fromByteOffset: place + index, as: UInt8.self))
                if index < 8 { low |= octet << UInt64(8 * index) } else { high |= octet << UInt64(8 * index - 64) }
            }
            accumulator.add(low, high)
        }
        unsafe accumulator.store(to: words)
    }

    /// The tag, after the last block, which has both lengths (§2.8).
    func tag(additionalCount: Int, dataCount: Int) -> (low: UInt64, high: UInt64) {
        var accumulator = unsafe Accumulator(words)
        accumulator.add(UInt64(additionalCount), UInt64(dataCount))
        return unsafe accumulator.tag(adding: words[5], words[6])
    }
}

/// The sum so far, in registers.
private struct Accumulator {
    private var h0, h1, h2: UInt64
    private let r0, r1: UInt64
    /// 5 × r₁ ÷ 4: what r₁ is worth from 2¹³⁰ on. Clamping makes it whole.
    private let s1: UInt64

    @unsafe
    @inline(__always)
    init(_ words: UnsafeMutablePointer<UInt64>) {
        (r0, r1) = unsafe (words[0], words[1])
        (h0, h1, h2) = unsafe (words[2], words[3], words[4])
        s1 = r1 &+ (r1 >> 2)
    }

    @unsafe
    @inline(__always)
    func store(to words: UnsafeMutablePointer<UInt64>) {
        unsafe (words[2], words[3], words[4]) = (h0, h1, h2)
    }

    /// (h + block + 2¹²⁸) × r. With r below 2¹²⁴ and h₂ at most 6, no sum of products reaches 2¹²⁸.
    @inline(__always)
    mutating func add(_ low: UInt64, _ high: UInt64) {
        let sum0 = UInt128(word: h0) &+ UInt128(word: low)
        let sum1 = UInt128(word: h1) &+ UInt128(word: high) &+ UInt128(word: sum0.high)
        let (a0, a1, a2) = (sum0.low, sum1.low, h2 &+ 1 &+ sum1.high)
        let d0 = UInt128(product: a0, r0) &+ UInt128(product: a1, s1)
        let d1 =
            UInt128(product: a0, r1) &+ UInt128(product: a1, r0) &+ UInt128(word: a2 &* s1) &+ UInt128(word: d0.high)
        let d2 = a2 &* r0 &+ d1.high
        // 2¹³⁰ is 5: four times what is above, which is already there shifted, and once.
        let fold = UInt128(word: d0.low) &+ UInt128(word: (d2 & ~3) &+ (d2 >> 2))
        let carry = UInt128(word: d1.low) &+ UInt128(word: fold.high)
        (h0, h1, h2) = (fold.low, carry.low, (d2 & 3) &+ carry.high)
    }

    /// h modulo 2¹³⁰ − 5, plus s, modulo 2¹²⁸.
    func tag(adding s0: UInt64, _ s1: UInt64) -> (low: UInt64, high: UInt64) {
        // h + 5 has bit 130 if h is 2¹³⁰ − 5 or more, and its lower bits are then the residue.
        let g0 = UInt128(word: h0) &+ 5
        let g1 = UInt128(word: h1) &+ UInt128(word: g0.high)
        let isAbove = !Choice(isZero: (h2 &+ g1.high) >> 2)
        let low = UInt128(word: isAbove.select(g0.low, h0)) &+ UInt128(word: s0)
        let high = isAbove.select(g1.low, h1) &+ s1 &+ low.high
        return (low.low, high)
    }
}
