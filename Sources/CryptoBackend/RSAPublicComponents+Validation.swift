// What is public about a key and a ciphertext, for backends to look at before a library does.

extension RSAPublicComponents {
    /// Throws ``CryptoError/invalidKey(_:)`` unless the modulus is odd and of a supported length, and the exponent odd and
    /// above 2.
    public func validate(modulusBits supported: ClosedRange<Int>) throws(CryptoError) {
        guard supported.contains(modulusBits), modulus.last.map({ $0 & 1 }) == 1 else { throw .invalidKey(.modulus) }
        guard exponent >= 3, exponent & 1 == 1 else { throw .invalidKey(.publicExponent) }
    }

    /// Throws unless `ciphertext` has the length of the modulus and is below it (RFC 8017 §7.2.2, step 1, and §5.1.2). In
    /// variable time: both are public.
    public func validate(ciphertext: Span<UInt8>) throws(CryptoError) {
        guard ciphertext.count == modulus.count else {
            throw .invalidLength(of: .ciphertext, expected: modulus.count, got: ciphertext.count)
        }
        let isBelow = ciphertext.indices.first { ciphertext[$0] != modulus[$0] }.map { ciphertext[$0] < modulus[$0] }
        guard isBelow == true else { throw .valueOutOfRange }
    }

    /// e, big-endian, without leading zero octets.
    public var exponentOctets: [UInt8] {
        let count = (UInt64.bitWidth - exponent.leadingZeroBitCount + 7) / 8
        return (0..<count).reversed().map { UInt8(truncatingIfNeeded: exponent >> (8 * $0)) }
    }
}
