/// How a number modulo m is written: digits of 52 bits, the lowest first, each in a word of 64 bits, in blocks of four.
/// R = 2^(208 × blocks), which is at least 8 m.
///
/// A column of a product is a sum of at most 8 × blocks halves of products, each below 2⁵²; T and q × m together stay below
/// 2⁶⁰ for up to 16 blocks.
struct Radix {
    /// A quarter of the digits.
    let blocks: Int

    @inline(__always) init(blocks: Int) { self.blocks = blocks }

    @inline(__always) init(modulusBits: Int) { blocks = (modulusBits &+ 3 &+ 207) / 208 }

    /// The digits of a number.
    @inline(__always) var digits: Int { 4 &* blocks }

    /// The bits of a digit.
    @inline(__always) static var bits: Int { 52 }
    @inline(__always) static var mask: UInt64 { 1 &<< 52 &- 1 }

    /// The most blocks: the carries of all digits of a number fit in one word.
    @inline(__always) static var mostBlocks: Int { 16 }
    /// The blocks of a 1024-bit modulus, a prime of RSA-2048, for which loops are unrolled.
    @inline(__always) static var unrolledBlocks: Int { 5 }
}
