internal import CryptoBackend

/// A point of P-256 in Jacobian coordinates (X : Y : Z), where x = X / Z² and y = Y / Z³; infinity has Z = 0.
///
/// A sum is wrong where both points are the same, each other's opposite, or one of them infinity: who adds shows that they are
/// not, or sees to it (``P256``). Doubles are right for all points, since there is no point of order 2.
struct PointP256 {
    private(set) var x, y, z: FieldP256

    static let infinity = PointP256(x: .one, y: .one, z: .zero)

    @inline(__always)
    private init(x: FieldP256, y: FieldP256, z: FieldP256) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// A point in affine coordinates.
    @inline(__always)
    init(_ point: Affine) { self.init(x: point.x, y: point.y, z: .one) }

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

    /// The double: 4 products and 4 squares (Gueron and Krasnov, "Fast prime field elliptic-curve cryptography with 256-bit
    /// primes", Journal of Cryptographic Engineering 2015, which has a = −3).
    func doubled() -> PointP256 {
        let square = z.squared()
        let twice = y + y
        let factor = twice.squared()  // 4 y²
        let shift = factor * x  // 4 x y²
        let slope = (x + square) * (x - square)
        let triple = slope + slope + slope
        let sum = triple.squared() - (shift + shift)
        let fourth = factor.squared().halved()  // 8 y⁴
        return PointP256(x: sum, y: triple * (shift - sum) - fourth, z: twice * z)
    }

    /// The sum with a point whose Z is 1: 8 products and 3 squares.
    func adding(_ other: Affine) -> PointP256 {
        let square = z.squared()
        let (width, height) = (other.x * square - x, other.y * (square * z) - y)
        return sum(x, y, width: width, height: height, z: width * z)
    }

    /// The sum: 12 products and 4 squares.
    func adding(_ other: PointP256) -> PointP256 {
        let (square, otherSquare) = (z.squared(), other.z.squared())
        let (x1, y1) = (x * otherSquare, y * (otherSquare * other.z))
        let (width, height) = (other.x * square - x1, other.y * (square * z) - y1)
        return sum(x1, y1, width: width, height: height, z: width * (z * other.z))
    }

    /// The third point of the line through two, from the first and the differences to the second.
    @inline(__always)
    private func sum(
        _ x1: FieldP256,
        _ y1: FieldP256,
        width: FieldP256,
        height: FieldP256,
        z: FieldP256
    ) -> PointP256 {
        let square = width.squared()
        let (cube, shift) = (square * width, square * x1)
        let sum = height.squared() - cube - (shift + shift)
        return PointP256(x: sum, y: height * (shift - sum) - y1 * cube, z: z)
    }

    /// The opposite if `choice` is true.
    @inline(__always)
    func negated(if choice: Choice) -> PointP256 {
        PointP256(x: x, y: (.zero - y).selected(if: choice, else: y), z: z)
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

    /// x and y of a point whose Z is 1, five digits each, as ``FieldP256/storeDigits(in:stride:)`` has them.
    func storeDigits(in words: UnsafeMutablePointer<UInt64>) {
        unsafe x.storeDigits(in: words)
        unsafe y.storeDigits(in: words + 5)
    }

    /// (X Z : Y Z² : Z), the same point as (X : Y : Z) with x = X / Z and y = Y / Z.
    init(_ point: Homogeneous) {
        self.init(x: point.x * point.z, y: point.y * point.z.squared(), z: point.z)
    }

    /// The affine point. Infinity has none and gives zeros.
    func affine() -> Affine {
        let inverse = z.inverse()
        let square = inverse.squared()
        return Affine(x: x * square, y: y * (square * inverse))
    }

    /// The base point G.
    static let base = PointP256(encoded: baseOctets)
    /// b.
    static let b = FieldP256.decode(coefficient.span).0
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

extension PointP256 {
    /// A point in homogeneous coordinates, where x = X / Z and y = Y / Z: what the kernel gives.
    struct Homogeneous {
        let x, y, z: FieldP256

        /// The affine point. Infinity has none and gives zeros.
        func affine() -> Affine { Affine(x: x, y: y, over: z) }
    }

    /// A point in affine coordinates.
    struct Affine {
        private(set) var x, y: FieldP256

        /// 32 octets each, big-endian.
        func write(to octets: inout MutableSpan<UInt8>) {
            x.write(to: &octets, at: 0)
            y.write(to: &octets, at: 32)
        }

        /// The opposite if `choice` is true.
        @inline(__always)
        func negated(if choice: Choice) -> Affine { Affine(x: x, y: (.zero - y).selected(if: choice, else: y)) }
    }

    /// The words of a point in memory.
    static let wordCount = 3 * FieldP256.wordCount

    /// Zeros, which are infinity too.
    @inline(__always) static var nothing: PointP256 { PointP256(x: .zero, y: .zero, z: .zero) }

    /// Writes X, Y, Z.
    func store(in words: UnsafeMutablePointer<UInt64>) {
        unsafe x.store(in: words)
        unsafe y.store(in: words + FieldP256.wordCount)
        unsafe z.store(in: words + 2 * FieldP256.wordCount)
    }

    /// Takes up what ``store(in:)`` has written where `choice` is true; of all that are offered one at most is taken.
    @inline(__always)
    mutating func take(_ words: UnsafePointer<UInt64>, if choice: Choice) {
        unsafe x.take(words, if: choice)
        unsafe y.take(words + FieldP256.wordCount, if: choice)
        unsafe z.take(words + 2 * FieldP256.wordCount, if: choice)
    }
}

extension PointP256.Affine {
    /// The words of a point in memory.
    static let wordCount = 2 * FieldP256.wordCount

    /// Zeros, which are no point.
    @inline(__always) static var nothing: PointP256.Affine { PointP256.Affine(x: .zero, y: .zero) }

    /// X / Z and Y / Z.
    init(x: FieldP256, y: FieldP256, over z: FieldP256) {
        let inverse = z.inverse()
        self.init(x: x * inverse, y: y * inverse)
    }

    /// Writes x, y, five digits each, as ``FieldP256/storeDigits(in:stride:)`` has them.
    func storeDigits(in words: UnsafeMutablePointer<UInt64>, stride: Int) {
        unsafe x.storeDigits(in: words, stride: stride)
        unsafe y.storeDigits(in: words + 5 * stride, stride: stride)
    }

    /// Writes x, y.
    func store(in words: UnsafeMutablePointer<UInt64>) {
        unsafe x.store(in: words)
        unsafe y.store(in: words + FieldP256.wordCount)
    }

    /// Takes up what ``store(in:)`` has written where `choice` is true; of all that are offered one at most is taken.
    @inline(__always)
    mutating func take(_ words: UnsafePointer<UInt64>, if choice: Choice) {
        unsafe x.take(words, if: choice)
        unsafe y.take(words + FieldP256.wordCount, if: choice)
    }
}
