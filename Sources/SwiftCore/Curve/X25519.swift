internal import CryptoBackend

/// X25519 (RFC 7748 §5): the Montgomery ladder, the same steps for every scalar.
///
/// Leaks: nothing of the scalar.
enum X25519 {
    /// The u-coordinate of the base point.
    static let basePoint: [UInt8] = [9] + [UInt8](repeating: 0, count: 31)

    /// X25519(scalar, u), 32 octets, little-endian.
    ///
    /// - Parameters:
    ///   - scalar: 32 octets, of which the function fixes five bits.
    ///   - point: 32 octets.
    static func multiply(_ scalar: borrowing SecretBytes, _ point: Span<UInt8>) -> SecretBytes {
        let base = Field25519(point)
        var ladder = Ladder(base)
        scalar.withBytes { octets in
            var before: UInt64 = 0
            var place = 254
            while place >= 0 {
                let bit = Self.bit(place, of: octets)
                ladder.swap(if: Choice(lowestBitOf: before ^ bit))
                ladder.step()
                before = bit
                place -= 1
            }
            ladder.swap(if: Choice(lowestBitOf: before))
        }
        var result = SecretBytes(zeroed: 32)
        result.withMutableBytes { ladder.result.write(to: &$0) }
        return result
    }

    /// Bit `place` of decodeScalar25519(octets): the three lowest are 0, bit 254 is 1 and bit 255 is 0.
    private static func bit(_ place: Int, of octets: Span<UInt8>) -> UInt64 {
        if place < 3 { return 0 }
        if place == 254 { return 1 }
        return UInt64(octets[place / 8] >> UInt8(place % 8)) & 1
    }
}

/// Two points whose difference is the base, in projective coordinates.
private struct Ladder {
    private let base: Field25519
    private var x2 = Field25519.one
    private var z2 = Field25519.zero
    private var x3: Field25519
    private var z3 = Field25519.one

    init(_ base: Field25519) {
        self.base = base
        x3 = base
    }

    mutating func swap(if choice: Choice) {
        Field25519.swap(&x2, &x3, if: choice)
        Field25519.swap(&z2, &z3, if: choice)
    }

    /// One pass of the loop in RFC 7748 §5, with its names.
    mutating func step() {
        let a = x2 + z2
        let aa = a.squared()
        let b = x2 - z2
        let bb = b.squared()
        let e = aa - bb
        let c = x3 + z3
        let d = x3 - z3
        let da = d * a
        let cb = c * b
        x3 = (da + cb).squared()
        z3 = base * (da - cb).squared()
        x2 = aa * bb
        z2 = e * (aa + e.multiplied(by: 121_665))
    }

    var result: Field25519 { x2 * z2.inverse() }
}
