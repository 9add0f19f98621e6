internal import CryptoBackend

/// Multiplication on P-256 with a secret scalar: fixed windows of four bits, each found by reading the whole table.
///
/// Leaks: nothing of the scalar.
enum P256 {
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
    /// - Parameter scalar: 32 octets, big-endian, from 1 to n − 1, so that the result is never infinity.
    static func multiply(_ scalar: borrowing SecretBytes, _ point: PointP256) -> SecretBytes {
        let multiples = multiples(of: point)
        var sum = PointP256.infinity
        scalar.withBytes { octets in
            for index in octets.indices {
                sum = quadrupledTwice(sum) + select(UInt64(octets[index] >> 4), multiples)
                sum = quadrupledTwice(sum) + select(UInt64(octets[index] & 15), multiples)
            }
        }
        var coordinates = SecretBytes(zeroed: 64)
        coordinates.withMutableBytes { sum.write(to: &$0) }
        return coordinates
    }

    private static func quadrupledTwice(_ point: PointP256) -> PointP256 {
        point.doubled().doubled().doubled().doubled()
    }

    /// 0 to 15 times the point.
    private static func multiples(of point: PointP256) -> SecretWords {
        var table = SecretWords(zeroed: 16 * PointP256.wordCount)
        table.withMutableWords { words in
            var multiple = PointP256.infinity
            for index in 0..<16 {
                multiple.store(in: &words, at: index * PointP256.wordCount)
                multiple = multiple + point
            }
        }
        return table
    }

    private static func select(_ window: UInt64, _ multiples: borrowing SecretWords) -> PointP256 {
        multiples.withWords { words in
            var found = PointP256.infinity
            for index in 0..<16 {
                let multiple = PointP256(words, at: index * PointP256.wordCount)
                found = multiple.selected(if: Choice(window, equals: UInt64(index)), else: found)
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
