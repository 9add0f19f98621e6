public import CryptoBackend

/// RSA with PKCS#1 v1.5 padding under a private key, over any bignum.
///
/// Every private operation is blinded, in constant time, and checked before its result leaves.
public final class SwiftPrivateKey<Modulus: ModularArithmetic, Random: RandomSource>: RSAPrivateKey {
    private let operation: PrivateOperation<Modulus, Random>

    /// Throws ``CryptoError/invalidKey(_:)`` unless all the components belong together. Leaks: only their lengths.
    public init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        operation = try PrivateOperation(components)
    }

    /// RSASSA-PKCS1-V1_5-SIGN or RSASSA-PSS-SIGN (RFC 8017 §8.2.1, §8.1.1).
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        // 1. Encoding.
        let encoded = try encode(message, scheme)
        // 2. RSA signature.
        let signature = try operation.apply(SecretBytes(copying: encoded.span))
        return signature.withBytes { octets in octets.indices.map { octets[$0] } }
    }

    private func encode(_ message: Span<UInt8>, _ scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        switch scheme.padding {
        case nil: throw .notOffered
        case .pkcs1:
            return try PKCS1SignaturePadding.encode(message, scheme.hash, length: operation.modulusLength)
        case .pss:
            var salt = [UInt8](repeating: 0, count: scheme.hash.digestLength)
            var span = salt.mutableSpan
            try Random.fill(&span)
            let encoded = try PSSPadding.encode(message, scheme.hash, salt: salt, bits: operation.modulusBits - 1)
            // EM is an octet shorter than a modulus that has one bit more than whole octets.
            return [UInt8](repeating: 0, count: operation.modulusLength - encoded.count) + encoded
        }
    }

    /// The 48-octet premaster secret inside a ClientKeyExchange (RFC 5246 §7.4.7.1). Leaks: only the public operands.
    public func decryptPremaster(
        _ ciphertext: Span<UInt8>,
        clientVersion: UInt16
    ) throws(CryptoError) -> SecretBytes {
        // 1. Random octets, before anything is known of the message.
        let substitute = try Random.octets(PremasterPadding.premasterLength)
        // 2. Decryption.
        let encoded = try decrypt(ciphertext)
        // 3. The message, or the random octets.
        return encoded.withBytes { encoded in
            PremasterPadding.extract(from: encoded, clientVersion: clientVersion, orElse: substitute)
        }
    }

    /// RSAES-PKCS1-V1_5-DECRYPT (RFC 8017 §7.2.2), steps 1 and 2: EM.
    private func decrypt(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        guard ciphertext.count == operation.modulusLength else {
            throw .invalidLength(of: .ciphertext, expected: operation.modulusLength, got: ciphertext.count)
        }
        guard operation.isInRangeVartime(ciphertext) else { throw .valueOutOfRange }
        return try operation.apply(SecretBytes(copying: ciphertext))
    }
}

extension SwiftPrivateKey: KnownAnswerDecryption {
    /// RSAES-PKCS1-V1_5-DECRYPT (RFC 8017 §7.2.2) of a message of any length. Tells good padding from bad.
    public func decryptKnownAnswer(_ ciphertext: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        try decrypt(ciphertext).withBytes { (encoded) throws(CryptoError) in
            try EncryptionPadding.decodeKnownAnswer(encoded)
        }
    }
}
