internal import CryptoBackend

#if TLSBENCH_KERNELS
internal import IFMACurvesKernel
#endif

/// Multiplication on P-256 with a secret scalar: 52 signed windows of five bits, each found by reading a whole table.
///
/// Leaks: nothing of the scalar.
enum P256 {
    /// The bits of a window.
    static let windowBits = 5
    /// The windows of a scalar: the highest holds bit 255 and a carry.
    static let windowCount = 52
    /// The multiples of a point in a table: 1 to 16 times.
    static let multipleCount = 16

    /// Whether 32 octets are a private key: 0 < scalar < n (SEC 1 §3.2.1).
    static func isUsable(_ scalar: Span<UInt8>) -> Choice {
        var borrow: UInt64 = 0
        var any: UInt64 = 0
        for index in scalar.indices.reversed() {
            let difference = UInt64(scalar[index]) &- UInt64(order[index]) &- borrow
            borrow = difference >> 63
            any |= UInt64(scalar[index])
        }
        return Choice(lowestBitOf: borrow) & !Choice(isZero: any)
    }

    /// scalar × point as 64 octets: x and y, big-endian.
    ///
    /// No sum is one that ``PointP256`` gets wrong. What the windows above have given is 32 k P, where the scalar from here up
    /// is 32 k + d with −16 ≤ d ≤ 15. For k = 0 the sum is not taken, nor for d = 0. Otherwise 32 k − d and 32 k + d are above 0
    /// and below 2 n; before the last window they are below n. In the last one 32 k + d is the scalar, not n, and were 32 k − d
    /// = n, then d = 15, since n is 17 modulo 32, and the scalar n + 30.
    ///
    /// - Parameter scalar: 32 octets, big-endian, from 1 to n − 1, so that the result is never infinity.
    static func multiply(
        _ scalar: borrowing SecretBytes,
        _ point: PointP256,
        tier: Dispatch.Curve = Dispatch.curve
    ) -> SecretBytes {
        #if TLSBENCH_KERNELS
        if tier == .ifma { return octets(of: IFMACurves.p256(windows(of: scalar), point).affine()) }
        #endif
        return octets(of: multiple(scalar, of: point, tier: tier).affine())
    }

    /// scalar × point, as ``multiply(_:_:tier:)`` has it, without the inversion.
    static func multiple(
        _ scalar: borrowing SecretBytes,
        of point: PointP256,
        tier: Dispatch.Curve = Dispatch.curve
    ) -> PointP256 {
        let windows = windows(of: scalar)
        #if TLSBENCH_KERNELS
        if tier == .ifma { return PointP256(IFMACurves.p256(windows, point)) }
        #endif
        let multiples = multiples(of: point)
        var sum = PointP256.nothing
        var isNothing = Choice.yes
        for index in (0..<windowCount).reversed() {
            if index < windowCount - 1 { for _ in 0..<windowBits { sum = sum.doubled() } }
            let (magnitude, isNegative) = windows.digit(index)
            let multiple = select(magnitude, multiples).negated(if: isNegative)
            let isZero = Choice(isZero: magnitude)
            let next = sum.adding(multiple).selected(if: !isZero, else: sum)
            sum = multiple.selected(if: isNothing, else: next)
            isNothing = isNothing & isZero
        }
        return sum
    }

    /// scalar × G as 64 octets: x and y, big-endian.
    ///
    /// No sum is one that ``PointP256`` gets wrong. The windows below have given s G with |s| ≤ 16 (32ⁱ − 1) / 31, and d 32ⁱ G is
    /// added: |s| is below 32ⁱ, so that for d ≠ 0 neither s nor −s is d 32ⁱ, nor do they differ by n while d 32ⁱ is at most
    /// 2²⁵⁵. There remains d = 2 in the highest window: s = n − 2²⁵⁶ makes the scalar n, and s = 2²⁵⁶ − n makes it 2²⁵⁷ − n,
    /// which is above n.
    ///
    /// - Parameter scalar: 32 octets, big-endian, from 1 to n − 1.
    static func multiplyBase(_ scalar: borrowing SecretBytes, tier: Dispatch.Curve = Dispatch.curve) -> SecretBytes {
        #if TLSBENCH_KERNELS
        if tier == .ifma { return octets(of: IFMACurves.p256(windows(of: scalar), nil).affine()) }
        #endif
        return octets(of: baseMultiple(scalar, tier: tier).affine())
    }

    /// scalar × G, as ``multiplyBase(_:tier:)`` has it, without the inversion.
    static func baseMultiple(_ scalar: borrowing SecretBytes, tier: Dispatch.Curve = Dispatch.curve) -> PointP256 {
        let windows = windows(of: scalar)
        #if TLSBENCH_KERNELS
        if tier == .ifma { return PointP256(IFMACurves.p256(windows, nil)) }
        #endif
        var sum = PointP256.nothing
        var isNothing = Choice.yes
        for index in 0..<windowCount {
            let (magnitude, isNegative) = windows.digit(index)
            let multiple = BaseTableP256.select(magnitude, window: index).negated(if: isNegative)
            let isZero = Choice(isZero: magnitude)
            let next = PointP256(multiple).selected(if: isNothing, else: sum.adding(multiple))
            sum = sum.selected(if: isZero, else: next)
            isNothing = isNothing & isZero
        }
        return sum
    }

    /// number + n as 32 octets, big-endian; nil above them. In variable time: for public numbers.
    static func addingOrderVartime(_ number: Span<UInt8>) -> [UInt8]? {
        var sum = [UInt8](repeating: 0, count: 32)
        var carry: UInt16 = 0
        for index in (0..<32).reversed() {
            carry += UInt16(number[index]) + UInt16(order[index])
            sum[index] = UInt8(truncatingIfNeeded: carry)
            carry >>= 8
        }
        return carry == 0 ? sum : nil
    }

    private static func windows(of scalar: borrowing SecretBytes) -> SignedWindows {
        var reversed = SecretBytes(zeroed: 32)
        scalar.withBytes { octets in
            reversed.withMutableBytes { for index in 0..<32 { $0[index] = octets[31 - index] } }
        }
        return SignedWindows(reversed, bits: windowBits, count: windowCount)
    }

    private static func octets(of point: PointP256.Affine) -> SecretBytes {
        var octets = SecretBytes(zeroed: 64)
        octets.withMutableBytes { point.write(to: &$0) }
        return octets
    }

    /// 1 to 16 times the point.
    private static func multiples(of point: PointP256) -> SecretWords {
        var table = SecretWords(zeroed: multipleCount * PointP256.wordCount)
        unsafe table.withUnsafeMutableWords { words in
            var multiple = point
            unsafe multiple.store(in: words)
            multiple = point.doubled()
            unsafe multiple.store(in: words + PointP256.wordCount)
            for index in 2..<multipleCount {
                multiple = multiple.adding(point)
                unsafe multiple.store(in: words + index * PointP256.wordCount)
            }
        }
        return table
    }

    @inline(never)
    private static func select(_ magnitude: UInt64, _ multiples: borrowing SecretWords) -> PointP256 {
        unsafe multiples.withUnsafeWords { words in
            var found = PointP256.nothing
            for index in 0..<multipleCount {
                let isWanted = Choice(magnitude, equals: UInt64(index + 1))
                unsafe found.take(words + index * PointP256.wordCount, if: isWanted)
            }
            return found
        }
    }

    /// n, the order of the base point (SEC 2 §2.4.2).
    private static let order: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6,
        0xFA,
        0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]
}
