#if SwiftCrypto
internal import CryptoBackend

/// RSAPrivateKey of RFC 8017 §A.1.2 in DER: the library reads nothing else that has all components in it.
///
/// swift-asn1 would leave the key in arrays that nobody wipes; nine numbers in a row need no library.
enum PKCS1DER {
    /// Leaks: the lengths of the components, and the number of leading zero octets of each, which DER leaves out.
    static func encode(_ key: borrowing RSAPrivateComponents) -> SecretBytes {
        let (modulus, exponent) = (key.publicComponents.modulus, key.publicComponents.exponentOctets)
        let halves = key.prime1.count + key.prime2.count + key.exponent1.count + key.exponent2.count
        let counts = modulus.count + exponent.count + key.privateExponent.count + halves + key.coefficient.count
        // Each of nine INTEGERs has a tag, at most five octets of length and a zero octet before its own.
        var numbers = DERWriter(capacity: counts + 9 * 7)
        numbers.integer([0].span)  // version: two-prime
        numbers.integer(modulus.span)
        numbers.integer(exponent.span)
        key.privateExponent.withBytes { numbers.integer($0) }
        key.prime1.withBytes { numbers.integer($0) }
        key.prime2.withBytes { numbers.integer($0) }
        key.exponent1.withBytes { numbers.integer($0) }
        key.exponent2.withBytes { numbers.integer($0) }
        key.coefficient.withBytes { numbers.integer($0) }

        var sequence = DERWriter(capacity: numbers.count + 6)
        sequence.header(tag: 0x30, length: numbers.count)
        numbers.withBytes { sequence.append($0) }
        return sequence.withBytes { SecretBytes(copying: $0) }
    }
}

/// Octets of a secret encoding, written one after the other (X.690 §8.1, §10.1).
private struct DERWriter: ~Copyable {
    private var buffer: SecretBytes
    private(set) var count = 0

    init(capacity: Int) { buffer = SecretBytes(zeroed: capacity) }

    borrowing func withBytes<Result: ~Copyable>(_ body: (Span<UInt8>) -> Result) -> Result {
        buffer.withBytes { body($0.extracting(first: count)) }
    }

    mutating func append(_ octets: Span<UInt8>) {
        let start = count
        buffer.withMutableBytes { for index in octets.indices { $0[start + index] = octets[index] } }
        count += octets.count
    }

    /// The shortest form of the length (X.690 §10.1).
    mutating func header(tag: UInt8, length: Int) {
        append([tag].span)
        guard length > 127 else { return append([UInt8(length)].span) }
        let octets = (length.bitWidth - length.leadingZeroBitCount + 7) / 8
        append([0x80 | UInt8(octets)].span)
        for place in stride(from: octets - 1, through: 0, by: -1) {
            append([UInt8(truncatingIfNeeded: length >> (8 * place))].span)
        }
    }

    /// A number that is not negative, without leading zero octets but for one that keeps the sign (X.690 §8.3).
    mutating func integer(_ octets: Span<UInt8>) {
        let leading = octets.indices.first { octets[$0] != 0 } ?? max(octets.count - 1, 0)
        let number = octets.extracting(leading..<octets.count)
        let needsZero = number.isEmpty || number[0] >= 0x80
        header(tag: 0x02, length: number.count + (needsZero ? 1 : 0))
        if needsZero { append([0].span) }
        append(number)
    }
}
#endif
