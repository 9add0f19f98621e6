internal import CIntrinsics

/// One point of P-256, X, Y and Z in the three lower lanes; what the highest lane has is nothing. They are products, or digits.
///
/// Sums and doubles are the complete formulas of Renes, Costello and Batina ("Complete addition formulas for prime order
/// elliptic curves", EUROCRYPT 2016, algorithm 4, whose names they have), with up to four products at once. They begin
/// differently, since a double's first products need no sums.
@safe struct PointP256 {
    let coordinates: ColumnsP256

    @inline(__always) init(_ coordinates: ColumnsP256) { self.coordinates = coordinates }

    /// The double.
    @inline(__always) func doubled() -> PointP256 {
        let digits = coordinates.carriedUp
        let products = digits.map { pick($0, 0, 1, 0, 0) } * digits.map { pick($0, 1, 2, 2, 2) }  // XY, YZ, XZ
        return Self.finish(digits * digits, products + products)
    }

    /// The sum with a point of which the digits are given.
    @inline(__always) func adding(_ other: Digits) -> PointP256 {
        let squares = coordinates.carriedUp * other  // t0, t1, t2
        let products = Self.sums(coordinates) * Self.sums(ColumnsP256(other))
        let others = squares.ordered(0, 1, 0, 0) + squares.ordered(1, 2, 2, 2)
        return Self.finish(squares, products - others)
    }

    /// X + Y, Y + Z, X + Z.
    @inline(__always) private static func sums(_ coordinates: ColumnsP256) -> Digits {
        (coordinates.ordered(0, 1, 0, 0) + coordinates.ordered(1, 2, 2, 2)).carriedUp
    }

    /// What both end with, from t0, t1, t2 and from t3, t4 and Y3 as they are after step 18.
    @inline(__always) private static func finish(_ squares: ColumnsP256, _ products: ColumnsP256) -> PointP256 {
        let multiples = squares.ordered(with: products, 2, 6, 2, 6).carried * ColumnsP256.b  // b t2, b Y3
        let first = squares.ordered(0, 0, 0, 0)
        let third = squares.ordered(2, 2, 2, 2)
        let difference = first - third
        // −t4, 3 (t0 − t2), t3
        let opposites = (ColumnsP256.zero - products).ordered(with: difference.tripled, 1, 5, 1, 1)
        let left2 = opposites.ordered(with: products, 0, 1, 4, 4).carried
        let known = (ColumnsP256.zero - (first + third.tripled)).ordered(with: difference, 0, 1, 6, 7)

        let shift = (products.ordered(2, 2, 2, 2) - multiples.ordered(0, 0, 0, 0)).tripled
        let second = squares.ordered(1, 1, 1, 1)
        let sum = second + shift
        let right1 = sum.ordered(with: second - shift, 0, 5, 6, 7).carried  // X3, Z3, Z3
        let left1 = products.ordered(with: sum, 0, 5, 1, 1).carried  // t3, X3, t4
        // Y3, Y3, 3 (t0 − t2)
        let right2 = (multiples.ordered(with: .zero, 1, 1, 4, 4) + known).tripled.carried
        var product = Product(left1, right1)
        product.add(left2, right2)
        return PointP256(ColumnsP256(product))
    }

    /// X, Y and Z, five digits each, × 2²⁵⁶ / R: numbers in Montgomery form with R = 2²⁵⁶, below 2²⁵⁶ + 2²³⁰.
    @inline(__always) func store(_ words: UnsafeMutablePointer<UInt64>) {
        let factor = Digits((1, 0xFF000_00000000, 0xFFFFF_FFFFFFFF, 0xFFFEF_FFFFFFFF, 0xFFFF))
        let digits = (coordinates.carried * factor).carried
        unsafe Self.store(digits.digit0, words)
        unsafe Self.store(digits.digit1, words + 1)
        unsafe Self.store(digits.digit2, words + 2)
        unsafe Self.store(digits.digit3, words + 3)
        unsafe Self.store(digits.digit4, words + 4)
    }

    @inline(__always) private static func store(_ digit: __m256i, _ words: UnsafeMutablePointer<UInt64>) {
        unsafe words[0] = tlsbench_word_256(digit, 0)
        unsafe words[5] = tlsbench_word_256(digit, 1)
        unsafe words[10] = tlsbench_word_256(digit, 2)
    }
}

@inline(__always) private func * (left: Digits, right: Digits) -> ColumnsP256 { ColumnsP256(Product(left, right)) }
