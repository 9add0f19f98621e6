internal import CryptoBackend

/// Multiples of Curve25519's base point, for every window of a scalar: m 16ⁱ B for m from 1 to 8. Made at first use.
///
/// Leaks: nothing of what is selected; the table itself is public.
enum BaseTable25519 {
    /// The bits of a window.
    static let windowBits = 4
    /// The windows of a scalar: bit 255 is 0, so that nothing is carried out of the highest.
    static let windowCount = 64
    /// The multiples in a window.
    static let multipleCount = 8

    /// scalar × B, for a scalar of 32 octets, little-endian, below 2²⁵⁵.
    static func multiply(_ scalar: borrowing SecretBytes) -> Edwards25519 {
        let windows = windows(of: scalar)
        var sum = Edwards25519.neutral
        for window in 0..<windowCount {
            let (magnitude, isNegative) = windows.digit(window)
            sum = sum.adding(select(magnitude, window: window).negated(if: isNegative))
        }
        return sum
    }

    static func windows(of scalar: borrowing SecretBytes) -> SignedWindows {
        SignedWindows(scalar, bits: windowBits, count: windowCount)
    }

    @inline(never)
    private static func select(_ magnitude: UInt64, window: Int) -> Edwards25519.Addend {
        unsafe words.withUnsafeWords { words in
            let entries = unsafe words + window * multipleCount * Edwards25519.Addend.wordCount
            var found = Edwards25519.Addend.nothing
            found.becomeNeutral(if: Choice(isZero: magnitude))
            for index in 0..<multipleCount {
                let isWanted = Choice(magnitude, equals: UInt64(index + 1))
                unsafe found.take(entries + index * Edwards25519.Addend.wordCount, if: isWanted)
            }
            return found
        }
    }

    private static let words: SecretWords = {
        let addends = Self.addends()
        var table = SecretWords(zeroed: addends.count * Edwards25519.Addend.wordCount)
        unsafe table.withUnsafeMutableWords { words in
            for (index, addend) in addends.enumerated() {
                unsafe addend.store(in: words + index * Edwards25519.Addend.wordCount, stride: 1)
            }
        }
        return table
    }()

    /// All points, window by window.
    static func addends() -> [Edwards25519.Addend] {
        var points: [Edwards25519] = []
        var first = Edwards25519.base
        for _ in 0..<windowCount {
            var multiple = first
            points.append(multiple)
            for _ in 1..<multipleCount {
                multiple = multiple.adding(first)
                points.append(multiple)
            }
            first = multiple.adding(multiple)
        }
        return Edwards25519.addends(points)
    }
}
