internal import CryptoBackend

/// Whether a big-endian number has only zeros before its last `length` octets. Leaks: only lengths.
func fits(_ number: borrowing SecretBytes, in length: Int) -> Choice {
    number.withBytes { octets in
        var head: UInt8 = 0
        for index in 0..<max(octets.count - length, 0) { head |= octets[index] }
        return Choice(isZero: UInt64(head))
    }
}

/// A big-endian number in exactly `length` octets; throws ``CryptoError/invalidKey(_:)`` if it does not fit.
///
/// Leaks: only lengths, and whether it fits.
func fitted(_ number: borrowing SecretBytes, to length: Int) throws(CryptoError) -> SecretBytes {
    // Public: whether a key is valid.
    guard fits(number, in: length).declassify() else { throw .invalidKey(.inconsistent) }
    var result = SecretBytes(zeroed: length)
    result.withMutableBytes { result in
        number.withBytes { octets in
            for index in 0..<min(length, octets.count) {
                result[length - 1 - index] = octets[octets.count - 1 - index]
            }
        }
    }
    return result
}

/// Whether two numbers of one length are equal. Leaks: only lengths.
func equal(_ left: borrowing SecretBytes, _ right: borrowing SecretBytes) -> Choice {
    left.withBytes { left in right.withBytes { ConstantTime.equal(left, $0) } }
}

/// Whether `product` is left × right as integers, for factors of one length. Leaks: only lengths.
func isProduct(_ product: Span<UInt8>, of left: borrowing SecretBytes, _ right: borrowing SecretBytes) -> Choice {
    let count = Limbs.count(forOctets: max(left.count, (product.count + 1) / 2))
    var memory = SecretWords(zeroed: 6 * count)
    return unsafe memory.withUnsafeMutableWords { first in
        let (second, computed, expected) = unsafe (first + count, first + 2 * count, first + 4 * count)
        left.withBytes { octets in unsafe Limbs.load(octets, into: first, count: count) }
        right.withBytes { octets in unsafe Limbs.load(octets, into: second, count: count) }
        unsafe Limbs.load(product, into: expected, count: 2 * count)
        unsafe Limbs.multiply(first, second, count: count, into: computed)
        var difference: UInt64 = 0
        for index in 0..<2 * count { unsafe difference |= computed[index] ^ expected[index] }
        return Choice(isZero: difference)
    }
}
