internal import CIntrinsics

/// The sums of one diagonal c of a product of blocks: of the lower and of the upper halves of products, one of each for the
/// four places in a block.
///
/// Blocks are four digits. The lower halves of digit 4a + r of the left factor times block b of the right one stand in columns
/// 4 (a + b) + r to 4 (a + b) + r + 3, the upper halves one column higher: so that sum r of diagonal c = a + b begins in column
/// 4c + r, and no lane moves before all is added up (Gueron and Krasnov, "Software implementation of modular exponentiation,
/// using advanced vector instructions architectures", WAIFI 2012, has the same for digits of 29 bits). Eight sums that do not
/// wait for each other are what two multipliers with a latency of four cycles need.
@safe struct ColumnSums {
    private var low0, low1, low2, low3: __m256i
    private var high0, high1, high2, high3: __m256i

    @inline(__always) init() {
        let zero = _mm256_setzero_si256()
        (low0, low1, low2, low3) = (zero, zero, zero, zero)
        (high0, high1, high2, high3) = (zero, zero, zero, zero)
    }

    /// Four digits times a block.
    @inline(__always) mutating func add(_ digits: UnsafePointer<UInt64>, _ block: UnsafePointer<UInt64>) {
        let block = unsafe load(block)
        let digit0 = unsafe broadcast(digits, 0)
        low0 = tlsbench_multiply_add_low_256(low0, digit0, block)
        high0 = tlsbench_multiply_add_high_256(high0, digit0, block)
        let digit1 = unsafe broadcast(digits, 1)
        low1 = tlsbench_multiply_add_low_256(low1, digit1, block)
        high1 = tlsbench_multiply_add_high_256(high1, digit1, block)
        let digit2 = unsafe broadcast(digits, 2)
        low2 = tlsbench_multiply_add_low_256(low2, digit2, block)
        high2 = tlsbench_multiply_add_high_256(high2, digit2, block)
        let digit3 = unsafe broadcast(digits, 3)
        low3 = tlsbench_multiply_add_low_256(low3, digit3, block)
        high3 = tlsbench_multiply_add_high_256(high3, digit3, block)
    }

    /// Twice all of it: products of different digits are in a square twice.
    @inline(__always) mutating func double() {
        (low0, low1, low2, low3) = (plus(low0, low0), plus(low1, low1), plus(low2, low2), plus(low3, low3))
        (high0, high1, high2, high3) = (
            plus(high0, high0), plus(high1, high1), plus(high2, high2), plus(high3, high3)
        )
    }

    /// What begins in columns 4c to 4c + 4.
    @inline(__always) var shifted: ShiftedSums {
        ShiftedSums(low0, plus(low1, high0), plus(low2, high1), plus(low3, high2), high3)
    }
}

/// Sums of which number r begins r columns higher.
@safe struct ShiftedSums {
    private let first, second, third, fourth, fifth: __m256i

    @inline(__always) init(
        _ first: __m256i,
        _ second: __m256i,
        _ third: __m256i,
        _ fourth: __m256i,
        _ fifth: __m256i
    ) {
        (self.first, self.second, self.third, self.fourth, self.fifth) = (first, second, third, fourth, fifth)
    }

    /// Nothing.
    @inline(__always) init() {
        let zero = _mm256_setzero_si256()
        self.init(zero, zero, zero, zero, zero)
    }

    /// The four columns of this diagonal, with what the diagonal below reaches into them.
    @inline(__always) func columns(above below: ShiftedSums) -> __m256i {
        let second = tlsbench_up_one_word_256(second, below.second)
        let third = tlsbench_up_two_words_256(third, below.third)
        let fourth = tlsbench_up_three_words_256(fourth, below.fourth)
        return plus(plus(plus(first, below.fifth), second), plus(third, fourth))
    }

    /// The highest column of this diagonal, but for what the diagonal below reaches into it.
    @inline(__always) var highestColumn: UInt64 {
        tlsbench_word_256(first, 3) &+ tlsbench_word_256(second, 2) &+ tlsbench_word_256(third, 1)
            &+ tlsbench_word_256(fourth, 0)
    }
}
