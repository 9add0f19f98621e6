internal import CIntrinsics

/// Four digits, each in all lanes of a register.
@safe struct FourDigits {
    let first, second, third, fourth: __m256i

    @inline(__always) init(_ digits: UnsafePointer<UInt64>) {
        first = unsafe broadcast(digits, 0)
        second = unsafe broadcast(digits, 1)
        third = unsafe broadcast(digits, 2)
        fourth = unsafe broadcast(digits, 3)
    }
}

/// The sums of one diagonal c of a product of blocks: sum r begins r columns higher than the diagonal.
///
/// Blocks are four digits. The lower halves of digit 4a + r of the left factor times block b of the right one stand in columns
/// 4 (a + b) + r to 4 (a + b) + r + 3, the upper halves one column higher: so that sum r of diagonal c = a + b begins in column
/// 4c + r, and no lane moves before all is added up (Gueron and Krasnov, "Software implementation of modular exponentiation,
/// using advanced vector instructions architectures", WAIFI 2012, has the same for digits of 29 bits).
@safe struct ColumnSums {
    private var first, second, third, fourth, fifth: __m256i

    /// Nothing.
    @inline(__always) init() {
        let zero = _mm256_setzero_si256()
        (first, second, third, fourth, fifth) = (zero, zero, zero, zero, zero)
    }

    /// Four digits times a block.
    @inline(__always) mutating func add(_ digits: UnsafePointer<UInt64>, _ block: UnsafePointer<UInt64>) {
        unsafe add(FourDigits(digits), load(block))
    }

    /// The same with what has been loaded.
    @inline(__always) mutating func add(_ digits: FourDigits, _ block: __m256i) {
        let (digit0, digit1, digit2, digit3) = (digits.first, digits.second, digits.third, digits.fourth)
        first = tlsbench_multiply_add_low_256(first, digit0, block)
        second = tlsbench_multiply_add_high_256(second, digit0, block)
        third = tlsbench_multiply_add_high_256(third, digit1, block)
        fourth = tlsbench_multiply_add_high_256(fourth, digit2, block)
        fifth = tlsbench_multiply_add_high_256(fifth, digit3, block)
        second = tlsbench_multiply_add_low_256(second, digit1, block)
        third = tlsbench_multiply_add_low_256(third, digit2, block)
        fourth = tlsbench_multiply_add_low_256(fourth, digit3, block)
    }

    /// Twice all of it: products of different digits are in a square twice.
    @inline(__always) mutating func double() {
        (first, second, third) = (plus(first, first), plus(second, second), plus(third, third))
        (fourth, fifth) = (plus(fourth, fourth), plus(fifth, fifth))
    }

    /// The four columns of this diagonal, with what the diagonal below reaches into them.
    @inline(__always) func columns(above below: ColumnSums) -> __m256i {
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
