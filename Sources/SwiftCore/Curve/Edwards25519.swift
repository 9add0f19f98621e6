internal import CryptoBackend

/// A point of the Edwards curve −x² + y² = 1 + d x² y² (RFC 7748 §4.1), in extended coordinates: x = X / Z, y = Y / Z, x y = T / Z.
///
/// Sums are right for all points (Hisil, Wong, Carter and Dawson, "Twisted Edwards curves revisited", ASIACRYPT 2008, §3.1):
/// −1 is a square modulo p and d is not.
struct Edwards25519 {
    private var x, y, z, t: Field25519

    static let neutral = Edwards25519(x: .zero, y: .one, z: .one, t: .zero)
    /// B, whose u is 9.
    static let base = Edwards25519(x: baseX, y: baseY, z: .one, t: baseX * baseY)

    @inline(__always)
    private init(x: Field25519, y: Field25519, z: Field25519, t: Field25519) {
        (self.x, self.y, self.z, self.t) = (x, y, z, t)
    }

    /// A point to be added, affine: y + x, y − x, and 2 d x y.
    struct Addend {
        private(set) var sum, difference, product: Field25519
    }

    /// The sum with an affine point: 7 products.
    func adding(_ other: Addend) -> Edwards25519 {
        let a = (y - x) * other.difference
        let b = (y + x) * other.sum
        let c = t * other.product
        return Self.point(a, b, c, z + z)
    }

    /// The sum: 9 products, one of them with a constant.
    func adding(_ other: Edwards25519) -> Edwards25519 {
        let a = (y - x) * (other.y - other.x)
        let b = (y + x) * (other.y + other.x)
        let c = t * (other.t * Self.twiceD)
        let half = z * other.z
        return Self.point(a, b, c, half + half)
    }

    /// What both sums end with, from A, B, C and D; all of them products, or D twice one.
    @inline(__always)
    private static func point(_ a: Field25519, _ b: Field25519, _ c: Field25519, _ d: Field25519) -> Edwards25519 {
        let (e, f, g, h) = (b - a, d - c, d + c, b + a)
        return Edwards25519(x: e * f, y: g * h, z: f * g, t: e * h)
    }

    /// u = (Z + Y) / (Z − Y) of the same point on Curve25519 (RFC 7748 §4.1).
    var montgomeryU: Field25519 { Self.montgomeryU(y: y, z: z) }

    /// The same of Y and Z alone.
    static func montgomeryU(y: Field25519, z: Field25519) -> Field25519 { (z + y) * (z - y).inverse() }

    /// The points to be added, with one inversion for all (Montgomery's trick). They are public.
    static func addends(_ points: [Edwards25519]) -> [Addend] {
        var products: [Field25519] = []
        var product = Field25519.one
        for point in points {
            products.append(product)
            product = product * point.z
        }
        var inverse = product.inverse()
        var addends: [Addend] = []
        for (point, before) in zip(points, products).reversed() {
            let ownInverse = inverse * before
            let (x, y) = (point.x * ownInverse, point.y * ownInverse)
            // Times one, so that limbs are those of a product, below 2⁵¹ + 2¹³.
            addends.append(Addend(sum: (y + x) * .one, difference: (y - x) * .one, product: x * y * twiceD))
            inverse = inverse * point.z
        }
        return addends.reversed()
    }

    /// The coordinates of B (RFC 7748 §4.1).
    private static let baseX = Field25519(
        0x62D60_8F25D51A,
        0x412A4_B4F6592A,
        0x75B71_71A4B31D,
        0x1FF60_527118FE,
        0x21693_6D3CD6E5
    )
    private static let baseY = Field25519(
        0x66666_66666658,
        0x4CCCC_CCCCCCCC,
        0x19999_99999999,
        0x33333_33333333,
        0x66666_66666666
    )
    /// 2 d.
    static let twiceD = Field25519(
        0x69B94_26B2F159,
        0x35050_762ADD7A,
        0x3CF44_C0038052,
        0x6738C_C7407977,
        0x2406D_9DC56DFF
    )
}

extension Edwards25519.Addend {
    /// The words of a point in memory.
    static let wordCount = 3 * Field25519.wordCount

    /// The neutral point.
    static var neutral: Edwards25519.Addend { Edwards25519.Addend(sum: .one, difference: .one, product: .zero) }
    /// Zeros, which are no point.
    static var nothing: Edwards25519.Addend { Edwards25519.Addend(sum: .zero, difference: .zero, product: .zero) }

    /// The opposite if `choice` is true.
    @inline(__always)
    func negated(if choice: Choice) -> Edwards25519.Addend {
        Edwards25519.Addend(
            sum: difference.selected(if: choice, else: sum),
            difference: sum.selected(if: choice, else: difference),
            product: (.zero - product).selected(if: choice, else: product)
        )
    }

    /// Writes the three numbers, each limb `stride` words after the one before.
    func store(in words: UnsafeMutablePointer<UInt64>, stride: Int) {
        unsafe sum.store(in: words, stride: stride)
        unsafe difference.store(in: words + stride * Field25519.wordCount, stride: stride)
        unsafe product.store(in: words + 2 * stride * Field25519.wordCount, stride: stride)
    }

    /// Takes up what ``store(in:stride:)`` has written where `choice` is true; of all that are offered one at most is taken.
    @inline(__always)
    mutating func take(_ words: UnsafePointer<UInt64>, if choice: Choice) {
        unsafe sum.take(words, if: choice)
        unsafe difference.take(words + Field25519.wordCount, if: choice)
        unsafe product.take(words + 2 * Field25519.wordCount, if: choice)
    }

    /// The neutral point in place of nothing.
    @inline(__always)
    mutating func becomeNeutral(if choice: Choice) {
        sum.addOne(if: choice)
        difference.addOne(if: choice)
    }
}
