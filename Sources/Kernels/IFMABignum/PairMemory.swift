internal import CIntrinsics

/// Where the numbers of a ``ResiduePair`` are, and what the block below has handed on to the next. Leaks: nothing.
@unsafe struct PairMemory {
    private let memory1: UnsafeMutablePointer<UInt64>
    private let memory2: UnsafeMutablePointer<UInt64>
    private let constants1: UnsafePointer<UInt64>
    private let constants2: UnsafePointer<UInt64>
    private var carry1: UInt64 = 0
    private var carry2: UInt64 = 0

    @inline(__always) init(_ pair: ResiduePair) {
        unsafe memory1 = pair.memory1
        unsafe memory2 = pair.memory2
        unsafe constants1 = pair.constants1
        unsafe constants2 = pair.constants2
    }

    /// A constant, so that every address is one.
    @inline(__always) private var blocks: Int { Radix.unrolledBlocks }

    // The order of `IFMABignum`'s constants, and that of `Exponentiation`'s memory.
    @inline(__always) var modulus: NumberPair { unsafe NumberPair(constants1, constants2) }
    @inline(__always) var inverse: NumberPair { unsafe modulus.advanced(by: blocks) }
    @inline(__always) var multiple: NumberPair { unsafe modulus.advanced(by: 3 &* blocks) }
    @inline(__always) var value: NumberPair { unsafe NumberPair(memory1, memory2) }
    @inline(__always) var quotient: NumberPair { unsafe value.advanced(by: 2 &* blocks) }
    @inline(__always) var factor: NumberPair { unsafe value.advanced(by: 5 &* blocks) }

    /// Makes a diagonal the digits of a block of both quotients.
    @inline(__always) mutating func settle(_ sums: SumsPair, above below: SumsPair, quotient block: Int) {
        unsafe settle(sums, above: below, 4 &* (2 &* blocks &+ block))
    }

    /// The same of both results.
    @inline(__always) mutating func settle(_ sums: SumsPair, above below: SumsPair, value block: Int) {
        unsafe settle(sums, above: below, 4 &* block)
    }

    /// Makes diagonal blocks − 1 the digits of T's highest block, in the place of the quotient's: nothing is handed on before
    /// the quotient is known.
    @inline(__always) mutating func settleHighest(_ sums: SumsPair, above below: SumsPair) {
        unsafe settle(sums, above: below, quotient: blocks &- 1)
        unsafe (carry1, carry2) = (0, 0)
    }

    /// The highest block q of the quotient: T's by −m⁻¹, modulo 2^208.
    @inline(__always) mutating func takeHighestQuotient() {
        var sums = SumsPair()
        unsafe sums.add(quotient, blocks &- 1, inverse, 0)
        unsafe settle(sums, above: SumsPair(), quotient: blocks &- 1)
    }

    /// Adds q × m to diagonal blocks − 1, which becomes a multiple c × 2^208 of what it hands on.
    ///
    /// Its highest column alone is c × 2⁵² less what the columns below it add up to, which is under 2⁹: rounding up gives c.
    @inline(__always) mutating func addHighestMultiple(to sums: inout SumsPair, above below: SumsPair) {
        unsafe sums.add(quotient, blocks &- 1, modulus, 0)
        let (columns1, columns2) = (sums.first.columns(above: below.first), sums.second.columns(above: below.second))
        unsafe carry1 = (tlsbench_word_256(columns1, 3) &+ Radix.mask) &>> 52
        unsafe carry2 = (tlsbench_word_256(columns2, 3) &+ Radix.mask) &>> 52
    }

    @inline(__always) private mutating func settle(_ sums: SumsPair, above below: SumsPair, _ place: Int) {
        unsafe tlsbench_store_words_256(memory1 + place, sums.first.columns(above: below.first))
        unsafe tlsbench_store_words_256(memory2 + place, sums.second.columns(above: below.second))
        unsafe carry1 = handOn(memory1 + place, carry1)
        unsafe carry2 = handOn(memory2 + place, carry2)
    }
}

/// Makes digits of four columns and what the block below hands on, digit by digit: where each is multiplied next, it is needed
/// in a word of its own. What they hand on.
///
/// The barriers keep the words single: the compiler would collect them in a register, which takes five instructions more.
@inline(__always) private func handOn(_ columns: UnsafeMutablePointer<UInt64>, _ carry: UInt64) -> UInt64 {
    let sum0 = unsafe columns[0] &+ carry
    unsafe columns[0] = tlsbench_value_barrier(sum0 & Radix.mask)
    let sum1 = unsafe columns[1] &+ sum0 &>> 52
    unsafe columns[1] = tlsbench_value_barrier(sum1 & Radix.mask)
    let sum2 = unsafe columns[2] &+ sum1 &>> 52
    unsafe columns[2] = tlsbench_value_barrier(sum2 & Radix.mask)
    let sum3 = unsafe columns[3] &+ sum2 &>> 52
    unsafe columns[3] = tlsbench_value_barrier(sum3 & Radix.mask)
    return sum3 &>> 52
}
