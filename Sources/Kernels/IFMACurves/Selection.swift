internal import CIntrinsics

/// Signed digits of four windows, and what they take of their tables without telling which.
///
/// A table has entries of `count` numbers, each in a register that has one window's to a lane. Leaks: only lengths.
@safe struct Selection {
    private let magnitudes: __m256i
    /// All ones where the digit is negative.
    let negative: __m256i

    /// - Parameter digits: four words in two's complement.
    @inline(__always) init(_ digits: __m256i) {
        negative = _mm256_srai_epi64(digits, 63)
        magnitudes = minus(_mm256_xor_si256(digits, negative), negative)
    }

    /// All ones where the digit is `magnitude` or its opposite.
    @inline(__always) func mask(_ magnitude: UInt64) -> __m256i { _mm256_cmpeq_epi64(magnitudes, broadcast(magnitude)) }
}

/// One of two numbers, as a mask says, digit by digit.
@inline(__always) func select(_ mask: __m256i, _ taken: Digits, else other: Digits) -> Digits {
    taken.with(other) { _mm256_or_si256(and(mask, $0), _mm256_andnot_si256(mask, $1)) }
}

extension Digits {
    /// The number at `words` is taken up where a mask is all ones; of all that are offered one at most is.
    @inline(__always) mutating func take(_ words: UnsafePointer<UInt64>, where mask: __m256i) {
        let offered = unsafe Digits(words)
        self = with(offered) { _mm256_or_si256($0, and(mask, $1)) }
    }
}
