internal import CIntrinsics

/// Makes digits of columns: each below 2⁶³ before, and below 2⁵² after.
///
/// Each column hands its upper bits to the next at once; what is left is below 2⁵³ and hands on at most 1. Where such a 1
/// comes from, and through how many digits of all ones it goes, an addition of two words tells: of the digits that hand one on
/// (shifted to where it goes), and of those that would (Zen 4 and Ice Lake have the comparisons into mask registers that this
/// takes). A column's value decides no branch and no address. Leaks: only the number of blocks.
@unsafe struct Carries {
    private let digits: UnsafeMutablePointer<UInt64>
    private var below: __m256i
    private var generating: UInt64 = 0
    private var propagating: UInt64 = 0

    /// - Parameters:
    ///   - digits: where they go.
    ///   - carry: into the lowest column, below 2⁵².
    @inline(__always) init(into digits: UnsafeMutablePointer<UInt64>, carry: UInt64) {
        unsafe self.digits = digits
        unsafe below = tlsbench_in_highest_word_256(carry)
    }

    /// The next four columns from below.
    @inline(__always) mutating func add(_ columns: __m256i, block: Int) {
        let mask = _mm256_set1_epi64x(Int64(bitPattern: Radix.mask))
        let upper = tlsbench_down_52_256(columns)
        let sum = unsafe plus(_mm256_and_si256(columns, mask), tlsbench_up_one_word_256(upper, below))
        unsafe below = upper
        unsafe store(sum, digits, 4 &* block)
        unsafe generating |= tlsbench_above_256(sum, mask) &<< UInt64(4 &* block)
        unsafe propagating |= tlsbench_equal_256(sum, mask) &<< UInt64(4 &* block)
    }

    /// Hands on what is left, once all blocks have been added.
    @inline(__always) func finish(blocks: Int) {
        let mask = _mm256_set1_epi64x(Int64(bitPattern: Radix.mask))
        var receiving = unsafe (propagating &+ (generating &<< 1)) ^ propagating
        var block = 0
        while block < blocks {
            let sum = unsafe tlsbench_increment_256(load(digits, 4 &* block), receiving)
            unsafe store(_mm256_and_si256(sum, mask), digits, 4 &* block)
            receiving &>>= 4
            block &+= 1
        }
    }
}

extension Carries {
    /// Two diagonals' columns.
    @inline(__always) mutating func add(_ pair: DiagonalPair, above below: ColumnSums, block: Int) {
        unsafe add(pair.lower.columns(above: below), block: block)
        unsafe add(pair.upper.columns(above: pair.lower), block: block &+ 1)
    }
}
