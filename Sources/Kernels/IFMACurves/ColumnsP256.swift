internal import CIntrinsics

/// Four numbers modulo p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1 in five columns that stand for digits of 52 bits, from which nothing has
/// been carried yet. Montgomery form with R = 2²⁶⁰.
///
/// Columns have a sign. A reduced product is below 1.3 × 2²⁵⁶ (of factors below 2.25 × 2²⁵⁶ and 2 × 2²⁵⁶, the largest sums that are multiplied), its columns are below 2⁵⁷; small multiples of such are added and
/// subtracted freely: ``carried`` takes numbers between −31 p and 31 p.
@safe struct ColumnsP256 {
    let columns: Digits

    @inline(__always) init(_ columns: Digits) { self.columns = columns }

    /// product / R mod p.
    @inline(__always) init(_ product: Product) {
        self.init(
            Digits(
                product.low0,
                plus(product.low1, product.high0),
                plus(product.low2, product.high1),
                plus(product.low3, product.high2),
                plus(product.low4, product.high3)
            ),
            Digits(
                plus(product.low5, product.high4),
                plus(product.low6, product.high5),
                plus(product.low7, product.high6),
                plus(product.low8, product.high7),
                product.high8
            )
        )
    }

    /// (lower + 2²⁶⁰ upper) / R mod p, where columns are below 2⁵⁷: a multiple q p for each column from the lowest, with q the
    /// column itself, since p is −1 modulo 2⁵². p + 1 is 2⁴⁴ in digit 1, 2³⁶ in digit 3 and 2⁴⁸ − 2¹⁶ in digit 4.
    @inline(__always) private init(_ lower: Digits, _ upper: Digits) {
        let mask = broadcast(1 &<< 52 &- 1)
        var (column1, column2, column3) = (lower.digit1, lower.digit2, lower.digit3)
        var (column4, column5, column6, column7) = (lower.digit4, upper.digit0, upper.digit1, upper.digit2)
        var (column8, column9) = (upper.digit3, upper.digit4)
        Self.reduce(lower.digit0, mask, &column1, &column2, &column3, &column4, &column5)
        Self.reduce(column1, mask, &column2, &column3, &column4, &column5, &column6)
        Self.reduce(column2, mask, &column3, &column4, &column5, &column6, &column7)
        Self.reduce(column3, mask, &column4, &column5, &column6, &column7, &column8)
        Self.reduce(column4, mask, &column5, &column6, &column7, &column8, &column9)
        columns = Digits(column5, column6, column7, column8, column9)
    }

    @inline(__always) private static func reduce(
        _ column: __m256i,
        _ mask: __m256i,
        _ next1: inout __m256i,
        _ next2: inout __m256i,
        _ next3: inout __m256i,
        _ next4: inout __m256i,
        _ next5: inout __m256i
    ) {
        let quotient = and(column, mask)
        // What is above the digit, and the lower half of q 2⁴⁴, by shifts: the next quotient waits for them.
        next1 = plus(
            plus(next1, _mm256_srli_epi64(column, 52)),
            and(_mm256_slli_epi64(column, 44), mask)
        )
        next2 = high(next2, quotient, broadcast(1 &<< 44))
        next3 = low(next3, quotient, broadcast(1 &<< 36))
        next4 = high(low(next4, quotient, broadcast(1 &<< 48 &- 1 &<< 16)), quotient, broadcast(1 &<< 36))
        next5 = high(next5, quotient, broadcast(1 &<< 48 &- 1 &<< 16))
    }

    /// Digits of 52 bits, of a number below 2²⁵⁶ + 2²³⁰.
    ///
    /// 32 p makes it positive. The multiples h of 2²⁵⁶ that are seen in the highest column become h (2²²⁴ − 2¹⁹² − 2⁹⁶ + 1).
    @inline(__always) var carried: Digits {
        let mask = broadcast(1 &<< 52 &- 1)
        var column0 = plus(columns.digit0, broadcast((1 &<< 52 &- 1) &<< 5))
        var column1 = plus(columns.digit1, broadcast((1 &<< 44 &- 1) &<< 5))
        var column2 = columns.digit2
        var column3 = plus(columns.digit3, broadcast(1 &<< 41))
        var column4 = plus(columns.digit4, broadcast((1 &<< 48 &- 1 &<< 16) &<< 5))
        let above = _mm256_srai_epi64(column4, 48)
        column4 = plus(and(column4, broadcast(1 &<< 48 &- 1)), _mm256_slli_epi64(above, 16))
        column0 = plus(column0, above)
        column1 = minus(column1, _mm256_slli_epi64(above, 44))
        column3 = minus(column3, _mm256_slli_epi64(above, 36))
        column1 = plus(column1, _mm256_srai_epi64(column0, 52))
        column2 = plus(column2, _mm256_srai_epi64(column1, 52))
        column3 = plus(column3, _mm256_srai_epi64(column2, 52))
        column4 = plus(column4, _mm256_srai_epi64(column3, 52))
        return Digits(and(column0, mask), and(column1, mask), and(column2, mask), and(column3, mask), column4)
    }

    /// Digits of 52 bits of a product, or of a sum of up to ten: neither the number nor a column is below zero.
    @inline(__always) var carriedUp: Digits {
        let mask = broadcast(1 &<< 52 &- 1)
        let column1 = plus(columns.digit1, _mm256_srli_epi64(columns.digit0, 52))
        let column2 = plus(columns.digit2, _mm256_srli_epi64(column1, 52))
        let column3 = plus(columns.digit3, _mm256_srli_epi64(column2, 52))
        let column4 = plus(columns.digit4, _mm256_srli_epi64(column3, 52))
        return Digits(and(columns.digit0, mask), and(column1, mask), and(column2, mask), and(column3, mask), column4)
    }

    @inline(__always) static func + (left: ColumnsP256, right: ColumnsP256) -> ColumnsP256 {
        ColumnsP256(left.columns.with(right.columns) { plus($0, $1) })
    }

    @inline(__always) static func - (left: ColumnsP256, right: ColumnsP256) -> ColumnsP256 {
        ColumnsP256(left.columns.with(right.columns) { minus($0, $1) })
    }

    @inline(__always) var tripled: ColumnsP256 { self + self + self }

    /// The numbers in another order of the lanes, which is a constant.
    @inline(__always) func ordered(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) -> ColumnsP256
    {
        ColumnsP256(columns.map { pick($0, first, second, third, fourth) })
    }

    /// Numbers of two, in an order that is a constant: 0 to 3 here, 4 to 7 there.
    @inline(__always) func ordered(
        with other: ColumnsP256,
        _ first: UInt64,
        _ second: UInt64,
        _ third: UInt64,
        _ fourth: UInt64
    ) -> ColumnsP256 {
        ColumnsP256(columns.with(other.columns) { pick($0, $1, first, second, third, fourth) })
    }

    /// Zeros.
    @inline(__always) static var zero: ColumnsP256 { ColumnsP256(Digits((0, 0, 0, 0, 0))) }

    /// b R mod p, the constant of the curve (SEC 2 §2.4.2).
    @inline(__always) static var b: Digits {
        Digits((0xDF622_9C4BDDFD, 0xCA884_3090D89C, 0x212ED_6ACF005C, 0x83415_A220ABF7, 0xC300_61DD4874))
    }

    /// R mod p.
    @inline(__always) static var one: Digits {
        Digits((0x10, 0xF0000_00000000, 0xFFFFF_FFFFFFFF, 0xFFEFF_FFFFFFFF, 0xFFFFF))
    }
}
