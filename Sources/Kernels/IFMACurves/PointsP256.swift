internal import CIntrinsics

/// Four points of P-256 in homogeneous projective coordinates (x = X / Z, y = Y / Z), one to a lane.
///
/// Sums are the complete formulas of Renes, Costello and Batina ("Complete addition formulas for prime order elliptic curves",
/// EUROCRYPT 2016): no pair of points is an exception, where the second is not infinity. A caller that adds nothing leaves that sum out.
@safe struct PointsP256 {
    let x, y, z: ColumnsP256

    /// Infinity in all lanes.
    @inline(__always) init() { (x, y, z) = (.zero, ColumnsP256(ColumnsP256.one), .zero) }

    @inline(__always) private init(x: ColumnsP256, y: ColumnsP256, z: ColumnsP256) {
        (self.x, self.y, self.z) = (x, y, z)
    }

    /// The sums with affine points (algorithm 5, whose names it has).
    @inline(__always) func adding(x x2: Digits, y y2: Digits) -> PointsP256 {
        let (x1, y1, z1) = (x.carriedUp, y.carriedUp, z.carriedUp)
        let t0 = x1 * x2
        let t1 = y1 * y2
        let t3 = (ColumnsP256(x2) + ColumnsP256(y2)).carriedUp * (x + y).carriedUp - (t0 + t1)
        let t4 = y2 * z1 + y
        let y3 = x2 * z1 + x
        let third = (y3 - z1 * ColumnsP256.b).tripled
        let triple = z.tripled
        let factorX = (t1 + third).carried
        let factorZ = (t1 - third).carried
        let factorY = (y3.carriedUp * ColumnsP256.b - triple - t0).tripled.carried
        let factor0 = (t0.tripled - triple).carried
        let (factor3, factor4) = (t3.carried, t4.carried)
        return PointsP256(
            x: Self.sum(factor3, factorX, (ColumnsP256.zero - t4).carried, factorY),
            y: Self.sum(factorX, factorZ, factor0, factorY),
            z: Self.sum(factor4, factorZ, factor3, factor0)
        )
    }

    /// These where a mask is all ones, others where it is not.
    @inline(__always) func selected(_ mask: __m256i, else other: PointsP256) -> PointsP256 {
        PointsP256(
            x: ColumnsP256(select(mask, x.columns, else: other.x.columns)),
            y: ColumnsP256(select(mask, y.columns, else: other.y.columns)),
            z: ColumnsP256(select(mask, z.columns, else: other.z.columns))
        )
    }

    @inline(__always) private static func sum(_ a: Digits, _ b: Digits, _ c: Digits, _ d: Digits) -> ColumnsP256 {
        var product = Product(a, b)
        product.add(c, d)
        return ColumnsP256(product)
    }
}

@inline(__always) private func * (left: Digits, right: Digits) -> ColumnsP256 { ColumnsP256(Product(left, right)) }
