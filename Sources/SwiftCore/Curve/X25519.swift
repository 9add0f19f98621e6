internal import CryptoBackend

#if TLSBENCH_KERNELS
internal import IFMACurvesKernel
#endif

/// X25519 (RFC 7748 §5): the Montgomery ladder, the same steps for every scalar; for the base point a table over the Edwards curve.
///
/// Leaks: nothing of the scalar.
enum X25519 {
    /// X25519(scalar, 9), 32 octets, little-endian.
    ///
    /// - Parameter scalar: 32 octets, of which the function fixes five bits. That makes it 8 m with m between 2²⁵¹ and 2²⁵²,
    ///   which the order of the base point does not divide: u is never infinite.
    static func multiplyBase(_ scalar: borrowing SecretBytes, tier: Dispatch.Curve = Dispatch.curve) -> SecretBytes {
        let scalar = decoded(scalar)
        #if TLSBENCH_KERNELS
        if tier == .ifma { return IFMACurves.x25519OfBase(scalar) }
        #endif
        return BaseTable25519.multiply(scalar).montgomeryU.octets
    }

    /// X25519(scalar, u), 32 octets, little-endian.
    ///
    /// - Parameters:
    ///   - scalar: 32 octets, of which the function fixes five bits.
    ///   - point: 32 octets.
    static func multiply(
        _ scalar: borrowing SecretBytes,
        _ point: Span<UInt8>,
        tier: Dispatch.Curve = Dispatch.curve
    ) -> SecretBytes {
        let scalar = decoded(scalar)
        let base = Field25519(point)
        #if TLSBENCH_KERNELS
        if tier == .ifma { return IFMACurves.x25519(scalar, base) }
        #endif
        var ladder = Ladder(base)
        scalar.withBytes { octets in
            var before: UInt64 = 0
            var place = 254
            while place >= 0 {
                let bit = UInt64(octets[place / 8] >> UInt8(place % 8)) & 1
                ladder.swap(if: Choice(lowestBitOf: before ^ bit))
                ladder.step()
                before = bit
                place -= 1
            }
        }
        // The lowest bit is 0, so the points are where they belong.
        return ladder.result.octets
    }

    /// decodeScalar25519: the three lowest bits are 0, bit 254 is 1 and bit 255 is 0.
    private static func decoded(_ scalar: borrowing SecretBytes) -> SecretBytes {
        var decoded = scalar.copy()
        decoded.withMutableBytes { octets in
            octets[0] &= 0xF8
            octets[31] = octets[31] & 0x7F | 0x40
        }
        return decoded
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
