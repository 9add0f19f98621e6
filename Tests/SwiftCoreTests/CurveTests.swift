import CryptoBackend
import Testing
import VectorSupport

@testable import SwiftCore

@Suite struct `Every tier of the curves that this CPU has` {
    static let tiers: [Dispatch.Curve] = Dispatch.curve == .portable ? [.portable] : [.portable, Dispatch.curve]

    /// The coordinates by repeated doubling and adding in another program: 2 G, and 112233445566778899 G (NIST's point vectors).
    @Test(arguments: tiers) func `have known multiples of P-256's base point`(tier: Dispatch.Curve) {
        let known: [(UInt64, String)] = [
            (
                2,
                """
                7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978
                07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1
                """
            ),
            (
                112_233_445_566_778_899,
                """
                339150844ec15234807fe862a86be77977dbfb3ae3d96f4c22795513aeaab82f
                b1c14ddfdc8ec1b2583f51e85a5eb3a155840f2034730e9b5ada38b674336a21
                """
            ),
        ]
        for (factor, point) in known {
            let scalar = SecretBytes(
                (0..<32).map { $0 < 24 ? 0 : UInt8(truncatingIfNeeded: factor >> (8 * (31 - $0))) }
            )
            let expected = [UInt8](hex: point.filter { !$0.isNewline })
            #expect(P256.multiplyBase(scalar, tier: tier).octets == expected)
            #expect(P256.multiply(scalar, .base, tier: tier).octets == expected)
        }
    }

    @Test func `agree on P-256, for any point and for the base point`() throws {
        for octets in CurveInputs.scalarsOfP256 {
            let scalar = SecretBytes(octets)
            let expected = P256.multiply(scalar, .base, tier: .portable).octets
            for tier in Self.tiers {
                #expect(P256.multiply(scalar, .base, tier: tier).octets == expected, "\(octets), \(tier)")
                #expect(P256.multiplyBase(scalar, tier: tier).octets == expected, "\(octets), \(tier)")
            }
        }
    }

    /// Both orders of multiplication, from points of which one has x = 0.
    @Test(arguments: tiers) func `multiply P-256's points in either order`(tier: Dispatch.Curve) throws {
        let root = [UInt8](hex: "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")
        var points: [[UInt8]] = [[UInt8](repeating: 0, count: 32) + root]
        for octets in CurveInputs.scalarsOfP256.suffix(4) {
            points.append(P256.multiplyBase(SecretBytes(octets), tier: tier).octets)
        }
        let scalars = Array(CurveInputs.scalarsOfP256.suffix(20)) + Array(CurveInputs.scalarsOfP256.prefix(5))
        for octets in points {
            let point = try #require(self.point(octets))
            for (one, other) in zip(scalars, scalars.dropFirst()) {
                let left = SecretBytes(one)
                let right = SecretBytes(other)
                let first = try #require(self.point(P256.multiply(left, point, tier: tier).octets))
                let second = try #require(self.point(P256.multiply(right, point, tier: tier).octets))
                let product = P256.multiply(right, first, tier: tier).octets
                #expect(product == P256.multiply(left, second, tier: tier).octets)
                #expect(product == P256.multiply(right, first, tier: .portable).octets)
            }
        }
    }

    @Test func `agree on X25519, for any u, whether it is below p or not`() {
        for scalar in CurveInputs.scalarsOfX25519.suffix(12) {
            for point in CurveInputs.pointsOfX25519 {
                let expected = X25519.multiply(SecretBytes(scalar), point.span, tier: .portable).octets
                for tier in Self.tiers {
                    let found = X25519.multiply(SecretBytes(scalar), point.span, tier: tier).octets
                    #expect(found == expected, "\(scalar), \(point), \(tier)")
                }
            }
        }
    }

    /// What no tier can get right by being wrong in the same way as another.
    @Test(arguments: tiers) func `multiply X25519's points in either order`(tier: Dispatch.Curve) {
        let scalars = CurveInputs.scalarsOfX25519.suffix(6)
        for (one, other) in zip(scalars, scalars.dropFirst()) {
            let left = SecretBytes(one)
            let right = SecretBytes(other)
            for point in CurveInputs.pointsOfX25519 {
                let first = X25519.multiply(left, point.span, tier: tier).octets
                let second = X25519.multiply(right, point.span, tier: tier).octets
                let product = X25519.multiply(right, first.span, tier: tier).octets
                #expect(product == X25519.multiply(left, second.span, tier: tier).octets)
            }
        }
    }

    @Test(arguments: tiers) func `give zero for points of low order`(tier: Dispatch.Curve) {
        for point in CurveInputs.pointsOfLowOrder {
            for scalar in CurveInputs.scalarsOfX25519.prefix(4) {
                let found = X25519.multiply(SecretBytes(scalar), point.span, tier: tier).octets
                #expect(found == [UInt8](repeating: 0, count: 32))
            }
        }
    }

    /// So many scalars that each entry of the base point's table is read as what it is.
    @Test func `agree on X25519 with the ladder from the base point, in every window and for every digit`() {
        let base: [UInt8] = [9] + [UInt8](repeating: 0, count: 31)
        var digits: Set<[UInt64]> = []
        for octets in CurveInputs.scalarsOfX25519 {
            let scalar = SecretBytes(octets)
            let expected = X25519.multiply(scalar, base.span, tier: .portable).octets
            for tier in Self.tiers {
                #expect(X25519.multiplyBase(scalar, tier: tier).octets == expected, "\(octets), \(tier)")
            }
            var clamped = octets
            clamped[0] &= 0xf8
            clamped[31] = clamped[31] & 0x7f | 0x40
            let windows = BaseTable25519.windows(of: SecretBytes(clamped))
            for window in 0..<BaseTable25519.windowCount {
                digits.insert([UInt64(window), windows.digit(window).magnitude])
            }
        }
        // The lowest window is 0 or 8, the highest 4 to 8.
        #expect(digits.count == 2 + 62 * 9 + 5)
    }

    @Test func `read every entry of P-256's table as what it is`() {
        for window in 0..<P256.windowCount {
            for multiple in 1...P256.multipleCount {
                let place = P256.windowBits * window
                let value = multiple << (place % 8)
                var octets = [UInt8](repeating: 0, count: 34)
                octets[33 - place / 8] = UInt8(truncatingIfNeeded: value)
                octets[32 - place / 8] = UInt8(truncatingIfNeeded: value >> 8)
                // Above 2²⁵⁶ a scalar is none; digits above 2 do not occur in the highest window.
                let scalar = Array(octets.suffix(32))
                guard octets[1] == 0, P256.isUsable(scalar.span).declassify() else { continue }
                var found = [UInt8](repeating: 0, count: 64)
                var span = found.mutableSpan
                BaseTableP256.select(UInt64(multiple), window: window).write(to: &span)
                let expected = P256.multiply(SecretBytes(scalar), .base, tier: .portable).octets
                #expect(found == expected, "\(multiple) in \(window)")
            }
        }
    }

    /// From both coordinates.
    private func point(_ coordinates: [UInt8]) -> PointP256? {
        let octets = [4] + coordinates
        return PointP256(octets.span)
    }
}

/// Scalars and points, with those at the edges.
enum CurveInputs {
    /// n, the order of P-256.
    static let order = [UInt8](hex: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")

    /// Small, just below the order, single bits, and runs of bits, whose windows are zero or at their extremes; big-endian.
    static let scalarsOfP256: [[UInt8]] = {
        var generator = SeededGenerator(seed: 2701)
        var scalars: [[UInt8]] = []
        for small in 1...40 { scalars.append(last(UInt8(small), after: [UInt8](repeating: 0, count: 31))) }
        for difference in 1...80 { scalars.append(last(order[31] - UInt8(difference), after: order)) }
        for bit in 0..<256 { scalars.append(single(bit: bit)) }
        for _ in 0..<60 {
            scalars.append(runs(&generator))
            scalars.append(generator.octets(32))
        }
        return scalars.filter { P256.isUsable($0.span).declassify() }
    }()

    static let scalarsOfX25519: [[UInt8]] = {
        var generator = SeededGenerator(seed: 2702)
        var scalars: [[UInt8]] = []
        for octet: UInt8 in [0, 0x88, 0x77, 0xff] { scalars.append([UInt8](repeating: octet, count: 32)) }
        for _ in 0..<150 {
            scalars.append(runs(&generator))
            scalars.append(generator.octets(32))
        }
        return scalars
    }()

    /// u of order 1, 2, 4 and 8, and the numbers that stand for them from p on (RFC 7748 §6.1 and its errata).
    static let pointsOfLowOrder: [[UInt8]] = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ].map { [UInt8](hex: $0) }

    static let pointsOfX25519: [[UInt8]] = {
        var generator = SeededGenerator(seed: 2703)
        var points = pointsOfLowOrder
        // 2²⁵⁵ − 1 down to below p, with and without the bit that is ignored.
        for octet: UInt8 in 0xe0...0xff {
            for highest: UInt8 in [0x7f, 0xff] {
                var point = [UInt8](repeating: 0xff, count: 32)
                (point[0], point[31]) = (octet, highest)
                points.append(point)
            }
        }
        for octet: UInt8 in 2..<20 {
            var point = [UInt8](repeating: 0, count: 32)
            point[0] = octet
            points.append(point)
        }
        for _ in 0..<60 {
            points.append(runs(&generator))
            points.append(generator.octets(32))
        }
        return points
    }()

    /// One bit of a number of 32 octets, big-endian.
    static func single(bit: Int) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: 32)
        octets[31 - bit / 8] = 1 << UInt8(bit % 8)
        return octets
    }

    /// 32 octets with another last one.
    static func last(_ octet: UInt8, after octets: [UInt8]) -> [UInt8] { Array(octets.prefix(31)) + [octet] }

    private static func runs(_ generator: inout SeededGenerator) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: 32)
        var bit = UInt8.random(in: 0...1, using: &generator)
        var left = 0
        for place in 0..<256 {
            if left == 0 {
                left = Int.random(in: 1..<40, using: &generator)
                bit ^= 1
            }
            left -= 1
            octets[place / 8] |= bit << UInt8(place % 8)
        }
        return octets
    }
}
