internal import CryptoBackend

/// A point of P-256 in homogeneous projective coordinates (X : Y : Z), where x = X / Z and y = Y / Z; infinity is (0 : 1 : 0).
///
/// Sums and doubles are the complete formulas of Renes, Costello and Batina ("Complete addition formulas for prime order
/// elliptic curves", EUROCRYPT 2016), with the names of their algorithms: no pair of points is an exception, so nothing has
/// to be told apart.
struct PointP256 {
    private var x, y, z: FieldP256

    static let infinity = PointP256(x: .zero, y: .one, z: .zero)

    private init(x: FieldP256, y: FieldP256, z: FieldP256) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// A point without compression, 04 X Y (SEC 1 §2.3.4). Nil if it is in another form, or not on the curve. It is public.
    init?(_ octets: Span<UInt8>) {
        guard octets.count == 65, octets[0] == 4 else { return nil }
        let x = FieldP256.decode(octets.extracting(1..<33))
        let y = FieldP256.decode(octets.extracting(33..<65))
        // y² = x³ − 3 x + b
        let cubic = (x.0.squared() - Self.three) * x.0 + Self.b
        let isOnCurve = (y.0.squared() - cubic).isZero
        // Public: what the peer sent.
        guard (x.isBelow & y.isBelow & isOnCurve).declassify() else { return nil }
        self.init(x: x.0, y: y.0, z: .one)
    }

    /// The sum (algorithm 4).
    static func + (left: PointP256, right: PointP256) -> PointP256 {
        var t0 = left.x * right.x
        var t1 = left.y * right.y
        var t2 = left.z * right.z
        let t3 = (left.x + left.y) * (right.x + right.y) - (t0 + t1)
        let t4 = (left.y + left.z) * (right.y + right.z) - (t1 + t2)
        var y3 = (left.x + left.z) * (right.x + right.z) - (t0 + t2)
        var x3 = y3 - Self.b * t2
        x3 = x3 + x3 + x3
        let z3 = t1 - x3
        x3 = t1 + x3
        y3 = Self.b * y3
        t2 = t2 + t2 + t2
        y3 = y3 - t2 - t0
        y3 = y3 + y3 + y3
        t0 = t0 + t0 + t0 - t2
        t1 = t4 * y3
        t2 = t0 * y3
        return PointP256(x: t3 * x3 - t1, y: x3 * z3 + t2, z: t4 * z3 + t3 * t0)
    }

    /// The double (algorithm 6).
    func doubled() -> PointP256 {
        var t0 = x.squared()
        let t1 = y.squared()
        var t2 = z.squared()
        var t3 = x * y
        t3 = t3 + t3
        var z3 = x * z
        z3 = z3 + z3
        var y3 = Self.b * t2 - z3
        y3 = y3 + y3 + y3
        let x3 = (t1 - y3) * t3
        y3 = (t1 - y3) * (t1 + y3)
        t2 = t2 + t2 + t2
        z3 = Self.b * z3 - t2 - t0
        z3 = z3 + z3 + z3
        t0 = t0 + t0 + t0 - t2
        y3 = y3 + t0 * z3
        t0 = y * z
        t0 = t0 + t0
        let z4 = t0 * t1
        let z8 = z4 + z4
        return PointP256(x: x3 - t0 * z3, y: y3, z: z8 + z8)
    }

    /// `self` if `choice` is true, else `other`.
    @inline(__always)
    func selected(if choice: Choice, else other: PointP256) -> PointP256 {
        PointP256(
            x: x.selected(if: choice, else: other.x),
            y: y.selected(if: choice, else: other.y),
            z: z.selected(if: choice, else: other.z)
        )
    }

    /// The words of a point in memory.
    static let wordCount = 3 * FieldP256.wordCount

    /// What ``store(in:at:)`` has written.
    init(_ words: Span<UInt64>, at place: Int) {
        x = FieldP256(words, at: place)
        y = FieldP256(words, at: place + FieldP256.wordCount)
        z = FieldP256(words, at: place + 2 * FieldP256.wordCount)
    }

    /// Writes the coordinates as they are.
    func store(in words: inout MutableSpan<UInt64>, at place: Int) {
        x.store(in: &words, at: place)
        y.store(in: &words, at: place + FieldP256.wordCount)
        z.store(in: &words, at: place + 2 * FieldP256.wordCount)
    }

    /// The affine coordinates x and y, 32 octets each, big-endian. Infinity has none and gives zeros.
    func write(to octets: inout MutableSpan<UInt8>) {
        let inverse = z.inverse()
        (x * inverse).write(to: &octets, at: 0)
        (y * inverse).write(to: &octets, at: 32)
    }

    /// The base point G.
    static let base = PointP256(encoded: baseOctets)
    private static let b = FieldP256.decode(coefficient.span).0
    private static let three = FieldP256.one + .one + .one

    private init(encoded octets: [UInt8]) {
        guard let point = PointP256(octets.span) else { preconditionFailure("the base point is on the curve") }
        self = point
    }

    /// b (SEC 2 §2.4.2).
    private static let coefficient: [UInt8] = [
        0x5A, 0xC6, 0x35, 0xD8, 0xAA, 0x3A, 0x93, 0xE7, 0xB3, 0xEB, 0xBD, 0x55, 0x76, 0x98, 0x86, 0xBC, 0x65, 0x1D,
        0x06,
        0xB0, 0xCC, 0x53, 0xB0, 0xF6, 0x3B, 0xCE, 0x3C, 0x3E, 0x27, 0xD2, 0x60, 0x4B,
    ]

    /// G (SEC 2 §2.4.2).
    private static let baseOctets: [UInt8] = [
        0x04, 0x6B, 0x17, 0xD1, 0xF2, 0xE1, 0x2C, 0x42, 0x47, 0xF8, 0xBC, 0xE6, 0xE5, 0x63, 0xA4, 0x40, 0xF2, 0x77,
        0x03,
        0x7D, 0x81, 0x2D, 0xEB, 0x33, 0xA0, 0xF4, 0xA1, 0x39, 0x45, 0xD8, 0x98, 0xC2, 0x96, 0x4F, 0xE3, 0x42, 0xE2,
        0xFE,
        0x1A, 0x7F, 0x9B, 0x8E, 0xE7, 0xEB, 0x4A, 0x7C, 0x0F, 0x9E, 0x16, 0x2B, 0xCE, 0x33, 0x57, 0x6B, 0x31, 0x5E,
        0xCE,
        0xCB, 0xB6, 0x40, 0x68, 0x37, 0xBF, 0x51, 0xF5,
    ]
}
