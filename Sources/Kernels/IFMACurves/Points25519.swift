internal import CIntrinsics

/// Four points of the Edwards curve −x² + y² = 1 + d x² y² in extended coordinates, one to a lane.
///
/// Sums are right for all points (Hisil, Wong, Carter and Dawson, "Twisted Edwards curves revisited", ASIACRYPT 2008, §3.1).
@safe struct Points25519 {
    let x, y, z, t: Columns25519

    /// The neutral point in all lanes.
    @inline(__always) init() {
        let zero = Columns25519(Digits((0, 0, 0, 0, 0)))
        let one = Columns25519(Digits((1, 0, 0, 0, 0)))
        (x, y, z, t) = (zero, one, one, zero)
    }

    @inline(__always) init(x: Columns25519, y: Columns25519, z: Columns25519, t: Columns25519) {
        (self.x, self.y, self.z, self.t) = (x, y, z, t)
    }

    /// The sums with affine points, of which y + x, y − x and 2 d x y are given: 7 products.
    @inline(__always) func adding(sum: Digits, difference: Digits, product: Digits) -> Points25519 {
        let a = (y - x).carried * difference
        let b = (y + x).carried * sum
        let c = t.carried * product
        return Self.points(a, b, c, z + z)
    }

    /// The sums: 9 products.
    @inline(__always) func adding(_ other: Points25519) -> Points25519 {
        let a = (y - x).carried * (other.y - other.x).carried
        let b = (y + x).carried * (other.y + other.x).carried
        let c = t.carried * (other.t.carried * Digits(Self.twiceD)).carried
        let half = z.carried * other.z.carried
        return Self.points(a, b, c, half + half)
    }

    /// What both sums end with, from A, B, C and D.
    @inline(__always) private static func points(
        _ a: Columns25519,
        _ b: Columns25519,
        _ c: Columns25519,
        _ d: Columns25519
    ) -> Points25519 {
        let (e, f, g, h) = ((b - a).carried, (d - c).carried, (d + c).carried, (b + a).carried)
        return Points25519(x: e * f, y: g * h, z: f * g, t: e * h)
    }

    /// The points in another order of the lanes, which is a constant.
    @inline(__always) func ordered(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) -> Points25519
    {
        func order(_ number: Columns25519) -> Columns25519 {
            Columns25519(number.columns.map { pick($0, first, second, third, fourth) })
        }
        return Points25519(x: order(x), y: order(y), z: order(z), t: order(t))
    }

    /// 2 d.
    @inline(__always) private static var twiceD: (UInt64, UInt64, UInt64, UInt64, UInt64) {
        (0x69B94_26B2F159, 0x35050_762ADD7A, 0x3CF44_C0038052, 0x6738C_C7407977, 0x2406D_9DC56DFF)
    }
}

@inline(__always) private func * (left: Digits, right: Digits) -> Columns25519 { Columns25519(Product(left, right)) }
