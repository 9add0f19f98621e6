internal import CryptoBackend

/// Multiples of P-256's base point, for every window of a scalar: m 32ⁱ G for m from 1 to 16, affine. Made at first use.
///
/// Leaks: nothing of what is selected; the table itself is public.
enum BaseTableP256 {
    /// m × 32^window × G, or nothing for m = 0: every entry of the window is read.
    @inline(never)
    static func select(_ magnitude: UInt64, window: Int) -> PointP256.Affine {
        unsafe words.withUnsafeWords { words in
            let entries = unsafe words + window * P256.multipleCount * PointP256.Affine.wordCount
            var found = PointP256.Affine.nothing
            for index in 0..<P256.multipleCount {
                let isWanted = Choice(magnitude, equals: UInt64(index + 1))
                unsafe found.take(entries + index * PointP256.Affine.wordCount, if: isWanted)
            }
            return found
        }
    }

    private static let words: SecretWords = {
        let points = Self.points()
        var table = SecretWords(zeroed: points.count * PointP256.Affine.wordCount)
        unsafe table.withUnsafeMutableWords { words in
            for (index, point) in points.enumerated() {
                unsafe point.store(in: words + index * PointP256.Affine.wordCount)
            }
        }
        return table
    }()

    /// All points, window by window.
    static func points() -> [PointP256.Affine] {
        var powers = PublicPointsP256()
        var power = PointP256.base
        for _ in 0..<P256.windowCount {
            powers.append(power)
            for _ in 0..<P256.windowBits { power = power.doubled() }
        }
        var points = PublicPointsP256()
        for first in powers.affine() {
            var multiple = PointP256(first)
            points.append(multiple)
            multiple = multiple.doubled()
            points.append(multiple)
            for _ in 2..<P256.multipleCount {
                multiple = multiple.adding(first)
                points.append(multiple)
            }
        }
        return points.affine()
    }
}
