internal import CIntrinsics

/// The Montgomery ladder of RFC 7748 §5, whose names it has: three products of four lanes for each bit (after Hisil, Egrice and
/// Yassi, "Fast 4 way vectorized ladder for the complete set of Montgomery curves", 2020).
///
/// Leaks: nothing of scalar and point.
@safe struct Ladder25519 {
    /// x₂, z₂, x₃, z₃.
    private var points: Columns25519
    /// The point's u in the highest lane.
    private let base: Digits
    private var before: UInt64 = 0

    /// - Parameter point: five digits of 51 bits.
    @inline(__always) init(_ point: UnsafePointer<UInt64>) {
        base = unsafe Digits(
            lanes(0, 0, 0, point[0]),
            lanes(0, 0, 0, point[1]),
            lanes(0, 0, 0, point[2]),
            lanes(0, 0, 0, point[3]),
            lanes(0, 0, 0, point[4])
        )
        points = unsafe Columns25519(
            Digits(
                lanes(1, 0, point[0], 1),
                lanes(0, 0, point[1], 0),
                lanes(0, 0, point[2], 0),
                lanes(0, 0, point[3], 0),
                lanes(0, 0, point[4], 0)
            )
        )
    }

    /// One pass of the loop.
    @inline(__always) mutating func step(_ bit: UInt64) {
        // Exchanging the points is another order of the lanes: 2 more or less in each index.
        let exchange = broadcast((before ^ bit) &<< 1)
        before = bit
        let sums = sumsAndDifferences.carried  // A, B, C, D
        let leftOrder = _mm256_xor_si256(lanes(0, 1, 3, 2), exchange)
        let rightOrder = _mm256_xor_si256(lanes(0, 1, 0, 1), exchange)
        let left = sums.map { _mm256_permutexvar_epi64(leftOrder, $0) }
        let right = sums.map { _mm256_permutexvar_epi64(rightOrder, $0) }
        let first = left * right  // AA, BB, DA, CB; or with the points exchanged CC, DD, BC, AD

        let squares = first.carried.map { pick($0, 1, 0, 3, 2) }  // BB, AA
        let factors = Self.factors(first).carried  // AA, E, DA + CB, DA − CB
        let others = factors.with(squares) { pick($0, $1, 4, 1, 2, 3) }
        let a24 = Digits((121_665, 0, 0, 0, 0))
        let second = factors * others.with(a24) { pick($0, $1, 0, 5, 2, 3) }  // x₂, a24 E, x₃, (DA − CB)²

        let zero = _mm256_setzero_si256()
        let sum = second.columns.with(squares) { plus($0, pick($1, zero, 4, 1, 4, 4)) }  // AA + a24 E
        let third = factors.with(base) { pick($0, $1, 0, 1, 2, 7) } * Columns25519(sum).carried  // z₂, z₃
        points = Columns25519(second.columns.with(third.columns) { pick($0, $1, 0, 5, 2, 7) })
    }

    /// x₂ and z₂ as five digits each.
    @inline(__always) func store(_ words: UnsafeMutablePointer<UInt64>) {
        let digits = points.carried
        unsafe Self.store(digits.digit0, words)
        unsafe Self.store(digits.digit1, words + 1)
        unsafe Self.store(digits.digit2, words + 2)
        unsafe Self.store(digits.digit3, words + 3)
        unsafe Self.store(digits.digit4, words + 4)
    }

    @inline(__always) private static func store(_ digit: __m256i, _ words: UnsafeMutablePointer<UInt64>) {
        unsafe words[0] = tlsbench_word_256(digit, 0)
        unsafe words[5] = tlsbench_word_256(digit, 1)
    }

    /// x₂ + z₂, x₂ − z₂, x₃ + z₃, x₃ − z₃.
    @inline(__always) private var sumsAndDifferences: Columns25519 {
        let exchanged = points.columns.map { pick($0, 1, 0, 3, 2) }
        let sums = points.columns.with(exchanged) { plus($0, $1) }
        let differences = (Columns25519(exchanged) - points).columns
        return Columns25519(sums.with(differences) { pick($0, $1, 0, 5, 2, 7) })
    }

    /// Of AA, BB, DA, CB: AA, AA − BB, DA + CB, DA − CB.
    @inline(__always) private static func factors(_ products: Columns25519) -> Columns25519 {
        let exchanged = products.columns.map { pick($0, 1, 0, 3, 2) }
        let sums = products.columns.with(exchanged) { plus($0, $1) }
        let differences = (Columns25519(exchanged) - products).columns
        let upper = sums.with(differences) { pick($0, $1, 0, 5, 2, 7) }
        return Columns25519(products.columns.with(upper) { pick($0, $1, 0, 5, 6, 7) })
    }
}

@inline(__always) private func * (left: Digits, right: Digits) -> Columns25519 { Columns25519(Product(left, right)) }
