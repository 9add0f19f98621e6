internal import CIntrinsics

/// A sum of products of blocks with powers of H that is reduced once at the end (Gueron and Kounavis, "Intel Carry-Less
/// Multiplication Instruction and its Usage for Computing the GCM Mode", "aggregated reduction"). Karatsuba: three carry-less
/// products for each block.
///
/// Blocks and powers have the octets of each half in reverse and the halves in the order of the wire: GHASH numbers its bits from
/// the other end (SP 800-38D §6.3), and the upper half of a number is in the lower word of its register. The powers carry an extra
/// factor x, which takes the place of a shift by one after each product.
struct Product<Sum: SumOfThree> {
    private var low = zero
    private var middle = zero
    private var high = zero

    @inline(__always) init() {}

    /// Adds `first` × H^power and `second` × H^(power − 1), for an even power.
    @inline(__always) mutating func add(
        _ first: uint8x16_t,
        _ second: uint8x16_t,
        _ context: UnsafeRawPointer,
        power: Int
    ) {
        let index = AESPMULLContext.powerCount &- power
        let firstPower = unsafe tlsbench_whole_128(load(context, AESPMULLContext.powersOffset &+ 16 &* index))
        let secondPower = unsafe tlsbench_whole_128(load(context, AESPMULLContext.powersOffset &+ 16 &* index &+ 16))
        let foldedPowers = unsafe tlsbench_whole_128(load(context, AESPMULLContext.foldedOffset &+ 8 &* index))
        let folded = tlsbench_xor_128(tlsbench_low_words_128(first, second), tlsbench_high_words_128(first, second))
        high = Sum.sum(
            high,
            tlsbench_pmull_low_128(first, firstPower),
            tlsbench_pmull_low_128(second, secondPower)
        )
        low = Sum.sum(
            low,
            tlsbench_pmull_high_128(first, firstPower),
            tlsbench_pmull_high_128(second, secondPower)
        )
        middle = Sum.sum(
            middle,
            tlsbench_pmull_low_128(folded, foldedPowers),
            tlsbench_pmull_high_128(folded, foldedPowers)
        )
    }

    /// Adds `block` × H^power.
    @inline(__always) mutating func add(_ block: uint8x16_t, _ context: UnsafeRawPointer, power: Int) {
        let index = AESPMULLContext.powerCount &- power
        let factor = unsafe load(context, AESPMULLContext.powersOffset &+ 16 &* index)
        let folded = unsafe context.load(
            fromByteOffset: AESPMULLContext.foldedOffset &+ 8 &* index,
            as: UInt64.self
        )
        high = tlsbench_xor_128(high, tlsbench_pmull_low_128(block, factor))
        low = tlsbench_xor_128(low, tlsbench_pmull_high_128(block, factor))
        middle = tlsbench_xor_128(
            middle,
            tlsbench_pmull_low_128(
                tlsbench_xor_128(block, tlsbench_swap_words_128(block)),
                tlsbench_words_128(folded, 0)
            )
        )
    }

    /// The sum as one block: modulo x^128 + x^7 + x^2 + x + 1, in two folds of 64 bits each.
    @inline(__always) func reduced() -> uint8x16_t {
        // 0xC2 << 56 is x^7 + x^2 + x + 1 as the reflected order has it, without its last bit, which is the exchange of words.
        let polynomial = tlsbench_words_128(0xC200_0000_0000_0000, 0)
        let cross = Sum.sum(middle, low, high)
        let lower = tlsbench_xor_128(low, tlsbench_high_then_low_128(zero, cross))
        let upper = tlsbench_xor_128(high, tlsbench_high_then_low_128(cross, zero))
        let once = tlsbench_xor_128(tlsbench_swap_words_128(lower), tlsbench_pmull_low_128(lower, polynomial))
        let twice = tlsbench_xor_128(upper, tlsbench_pmull_low_128(once, polynomial))
        return tlsbench_xor_128(once, tlsbench_swap_words_128(twice))
    }
}
