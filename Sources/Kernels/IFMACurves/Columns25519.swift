internal import CIntrinsics

/// Four numbers modulo 2²⁵⁵ − 19 in five columns that stand for digits of 51 bits, from which nothing has been carried yet.
///
/// A product's columns are below 2⁵⁹·⁵ (of digits below 2⁵¹ + 2¹⁸ by digits below 2⁵², as an opposite's are); sums of up to eight such are what ``carried`` takes.
@safe struct Columns25519 {
    let columns: Digits

    @inline(__always) init(_ columns: Digits) { self.columns = columns }

    /// Column k + 5 counts 19 times in column k, since 2²⁵⁵ is 19 modulo p. Upper halves count twice: they begin at bit 52.
    @inline(__always) init(_ product: Product) {
        let high8 = plus(product.high8, product.high8)
        columns = Digits(
            Self.folded(product.low0, Self.column(product.low5, product.high4)),
            Self.folded(Self.column(product.low1, product.high0), Self.column(product.low6, product.high5)),
            Self.folded(Self.column(product.low2, product.high1), Self.column(product.low7, product.high6)),
            Self.folded(Self.column(product.low3, product.high2), Self.column(product.low8, product.high7)),
            Self.folded(Self.column(product.low4, product.high3), high8)
        )
    }

    @inline(__always) private static func column(_ low: __m256i, _ high: __m256i) -> __m256i {
        plus(low, plus(high, high))
    }

    @inline(__always) private static func folded(_ column: __m256i, _ above: __m256i) -> __m256i {
        // The optimiser would make a multiplication by 19 of it, which these registers do not have.
        let twice = tlsbench_opaque_256(plus(above, above))
        return plus(plus(column, above), plus(twice, _mm256_slli_epi64(twice, 3)))
    }

    /// Digits below 2⁵¹ + 2¹⁸: each column hands its upper bits, of which there are fewer than 13, to the next.
    @inline(__always) var carried: Digits {
        let mask = broadcast(1 &<< 51 &- 1)
        let upper = columns.map { _mm256_srli_epi64($0, 51) }
        let lower = columns.map { and($0, mask) }
        return Digits(
            low(lower.digit0, upper.digit4, broadcast(19)),
            plus(lower.digit1, upper.digit0),
            plus(lower.digit2, upper.digit1),
            plus(lower.digit3, upper.digit2),
            plus(lower.digit4, upper.digit3)
        )
    }

    @inline(__always) static func + (left: Columns25519, right: Columns25519) -> Columns25519 {
        Columns25519(left.columns.with(right.columns) { plus($0, $1) })
    }

    /// The difference, and 2¹⁰ p, whose digits are above the columns of twice a product.
    @inline(__always) static func - (left: Columns25519, right: Columns25519) -> Columns25519 {
        Columns25519(left.columns.with(Self.multiple) { plus($0, $1) }.with(right.columns) { minus($0, $1) })
    }

    /// 2¹⁰ p.
    @inline(__always) static var multiple: Digits {
        let digit: UInt64 = (1 &<< 51 &- 1) &<< 10
        return Digits(((1 &<< 51 &- 19) &<< 10, digit, digit, digit, digit))
    }
}
