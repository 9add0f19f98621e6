public import CryptoBackend

/// RSA with PKCS#1 v1.5 padding under a public key, over any bignum.
public final class SwiftPublicKey<Modulus: ModularArithmetic, Random: RandomSource>: RSAPublicKey {
    private let operation: PublicOperation<Modulus>

    /// Takes a modulus of 1024 to 8192 bits; throws ``CryptoError/invalidKey(_:)`` if the key cannot be one.
    public init(_ components: RSAPublicComponents) throws(CryptoError) {
        operation = try PublicOperation(components)
    }

    /// RSAES-PKCS1-V1_5-ENCRYPT (RFC 8017 §7.2.1) of 48 octets. Leaks: only lengths, and the public key.
    public func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        // 1. Length checking: more than RFC 8017 asks, since k is at least 128.
        guard premaster.count == PremasterPadding.premasterLength else {
            throw .invalidLength(
                of: .premaster,
                expected: PremasterPadding.premasterLength,
                got: premaster.count
            )
        }
        // 2. EME-PKCS1-v1_5 encoding.
        let encoded = try EncryptionPadding.encode(premaster, length: operation.modulusLength, from: Random.self)
        // 3. RSA encryption. EM begins with 00, so it is below n, which does not.
        return try operation.apply(encoded).withBytes { octets in octets.indices.map { octets[$0] } }
    }

    /// RSASSA-PKCS1-V1_5-VERIFY or RSASSA-PSS-VERIFY (RFC 8017 §8.2.2, §8.1.2). In variable time: all of it is public.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) {
        // 1. Length checking, and 2.b: the representative must be below n.
        guard signature.count == operation.modulusLength, operation.isInRangeVartime(signature) else {
            throw .badSignature
        }
        // 2. RSA verification.
        let encoded = try operation.apply(SecretBytes(copying: signature))
        // 3 and 4.
        guard try holds(encoded.withBytes { octets in octets.indices.map { octets[$0] } }, message, scheme) else {
            throw .badSignature
        }
    }

    private func holds(
        _ encoded: [UInt8],
        _ message: Span<UInt8>,
        _ scheme: SignatureScheme
    ) throws(CryptoError) -> Bool {
        switch scheme.padding {
        case nil: throw .badSignature
        case .pkcs1:
            // The encoding is made anew and compared, not taken apart: nothing in it can be read in two ways.
            return try encoded
                == PKCS1SignaturePadding.encode(message, scheme.hash, length: operation.modulusLength)
        case .pss:
            let bits = operation.components.modulusBits - 1
            // EM is an octet shorter than the modulus if that has one bit more than whole octets; the octet before it is 0.
            let extra = encoded.count - (bits + 7) / 8
            guard encoded.prefix(extra).allSatisfy({ $0 == 0 }) else { return false }
            return try PSSPadding.holds(Array(encoded.dropFirst(extra)), message, scheme.hash, bits: bits)
        }
    }
}
