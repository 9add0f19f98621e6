/// How a number modulo m is written: signed digits of w bits, the lowest first, each in a word of 64 bits, in blocks of
/// four. R = 2^(4 × w × blocks).
///
/// For digits of at most 2^(w−1) + 2^s in absolute value, s = 63 − 2w, every column of a Montgomery multiplication is a sum of
/// at most 8 × blocks products, of T and of q × m, and stays below 8 × blocks × 2^(2w−2) × (1 + 2⁻¹⁸). That is less than the
/// 2⁶³ − 2^(2w−1) that ``Carries`` asks for with up to 15 blocks for w = 29, and with up to 37 (4096 bits) for w = 28.
/// Twice a digit still fits in 32 bits with its sign.
struct Radix {
    /// w.
    let bits: Int
    /// A quarter of the digits.
    let blocks: Int

    @inline(__always) init(bits: Int, blocks: Int) {
        self.bits = bits
        self.blocks = blocks
    }

    /// The radix for moduli of 512 to 4096 bits.
    ///
    /// R is at least 2⁸ × m, so that a product of two numbers below m in absolute value, times R⁻¹, adds less than m / 256
    /// to the half of m that its quotient may come to (``Residue``).
    @inline(__always) init(modulusBits: Int) {
        let wide = (modulusBits &+ 8 &+ 115) / 116
        let isWide = wide <= 15
        bits = isWide ? 29 : 28
        blocks = isWide ? wide : (modulusBits &+ 8 &+ 111) / 112
    }

    /// The digits of a number.
    @inline(__always) var digits: Int { 4 &* blocks }

    @inline(__always) var mask: Int64 { 1 &<< Int64(bits) &- 1 }
    /// 2^s.
    @inline(__always) var secondBias: Int64 { 1 &<< Int64(63 &- 2 &* bits) }
    /// K = 2^s × 2^w + 2^(w−1).
    @inline(__always) var carryBias: Int64 { secondBias &<< Int64(bits) &+ 1 &<< Int64(bits &- 1) }
    /// 2^s + 2^(w−1).
    @inline(__always) var digitBias: Int64 { secondBias &+ 1 &<< Int64(bits &- 1) }

    /// Words from one array of sums to the next: a block for each diagonal, and one of zeros.
    @inline(__always) static func stride(blocks: Int) -> Int { 4 &* (2 &* blocks &+ 1) }

    /// The blocks of a 1024-bit modulus, a prime of RSA-2048, for which loops are unrolled.
    @inline(__always) static var unrolledBlocks: Int { 9 }
}
