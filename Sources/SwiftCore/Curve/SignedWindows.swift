internal import CryptoBackend

/// The digits of a secret scalar to the base 2ʷ, between −2ʷ⁻¹ and 2ʷ⁻¹, which halves the tables: negating a point is cheap.
///
/// Leaks: nothing of the scalar.
struct SignedWindows: ~Copyable {
    /// Each in two's complement.
    private var digits: SecretWords

    /// - Parameters:
    ///   - scalar: 32 octets, little-endian.
    ///   - bits: w, up to 8.
    ///   - count: so many that the highest window, which takes a carry and gives none, is at most 2ʷ⁻¹.
    init(_ scalar: borrowing SecretBytes, bits: Int, count: Int) {
        digits = SecretWords(zeroed: count)
        let radix = UInt64(1) << UInt64(bits)
        scalar.withBytes { octets in
            digits.withMutableWords { digits in
                var carry: UInt64 = 0
                for index in 0..<count {
                    let (place, shift) = (index * bits / 8, UInt64(index * bits % 8))
                    let low = place < 32 ? UInt64(octets[place]) : 0
                    let high = place < 31 ? UInt64(octets[place + 1]) : 0
                    // From 0 to 2ʷ; half of the radix and more is less a radix, and one more in the next window.
                    let window = (low | high << 8) >> shift & (radix - 1) &+ carry
                    carry = index < count - 1 ? (window &+ radix / 2) >> UInt64(bits) : 0
                    digits[index] = window &- carry &* radix
                }
            }
        }
    }

    /// The digit's magnitude and sign.
    @inline(__always)
    func digit(_ index: Int) -> (magnitude: UInt64, isNegative: Choice) {
        let digit = digits.withWords { $0[index] }
        let sign = Choice(lowestBitOf: digit >> 63)
        return ((digit ^ sign.mask) &- sign.mask, sign)
    }

    /// Lends the digits to a kernel.
    @unsafe
    @inline(__always)
    func withUnsafeDigits<Result: ~Copyable>(_ body: (UnsafePointer<UInt64>) -> Result) -> Result {
        unsafe digits.withUnsafeWords(body)
    }
}
