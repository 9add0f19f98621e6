/// The public key of a certificate, of any kind, for verifying its owner's signatures.
public protocol VerifyingKey: AnyObject, Sendable {
    /// Throws ``CryptoError/badSignature`` unless `signature` over `message` holds (RFC 5246 §7.4.3, RFC 8446 §4.4.3);
    /// under a scheme of another kind of key none does.
    ///
    /// All inputs are public: this may take variable time.
    func verify(_ signature: Span<UInt8>, over message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError)
}

/// The private key behind a certificate, of any kind. Wiped when it goes; usable from several threads at once.
public protocol SigningKey: AnyObject, Sendable {
    /// A signature over the hash of `message`: for RSA RSASSA-PKCS1-v1_5 or RSASSA-PSS (RFC 8017 §8.2.1, §8.1.1), and as many
    /// octets as the modulus has; for ECDSA an Ecdsa-Sig-Value (RFC 3279 §2.2.3).
    ///
    /// Throws ``CryptoError/notOffered`` for a scheme of another kind of key.
    func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8]
}
