internal import CryptoBackend

/// RSAEP, which is RSAVP1 too: x^e mod n (RFC 8017 §5.1.1, §5.2.2).
struct PublicOperation<Modulus: ModularArithmetic>: Sendable {
    /// n and e.
    let components: RSAPublicComponents
    /// n, ready to compute with.
    let modulus: Modulus

    /// Takes an odd n of a supported length and an odd e from 3 on; throws ``CryptoError/invalidKey(_:)`` for any other.
    init(_ components: RSAPublicComponents) throws(CryptoError) {
        try components.validate(modulusBits: Capabilities.complete.rsaModulusBits)
        self.components = components
        modulus = try Modulus(oddModulus: SecretBytes(copying: components.modulus.span))
    }

    /// The length of n in octets: RFC 8017's k.
    var modulusLength: Int { components.modulusLength }

    /// value^e mod n, for a value below n. Leaks: only the lengths, and e.
    func apply(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        try modulus.power(value, publicExponentVartime: components.exponent)
    }

    /// Whether a public number of k octets is below n. In variable time.
    func isInRangeVartime(_ octets: Span<UInt8>) -> Bool {
        for index in octets.indices where octets[index] != components.modulus[index] {
            return octets[index] < components.modulus[index]
        }
        return false
    }
}
