/// An ECDSA public key as one side verifies the other's signatures with it (FIPS 186-5 §6.4.2).
///
/// A signature is the DER of an Ecdsa-Sig-Value (RFC 3279 §2.2.3), in DER's one form, with both numbers from 1 to n − 1.
public protocol ECDSAVerifyingKey: VerifyingKey {
    /// Takes the key of a certificate; throws ``CryptoError/invalidKey(_:)`` if it is no point of a curve that is offered.
    init(_ components: ECDSAPublicComponents) throws(CryptoError)
}

/// An ECDSA private key (FIPS 186-5 §6.4.1). Wiped when it goes; usable from several threads at once.
///
/// Each signature has a nonce of its own, which is as secret as the key. Signatures are DER, whose length varies.
public protocol ECDSASigningKey: SigningKey {
    /// Takes the plain components, the same for every backend.
    ///
    /// Throws ``CryptoError/invalidKey(_:)`` if they do not belong together. Leaks: nothing of the private value.
    init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError)
}

/// For a backend that has no ECDSA, and lists no scheme of it.
public final class NoECDSA: ECDSAVerifyingKey, ECDSASigningKey {
    /// Throws ``CryptoError/notOffered``.
    public init(_ components: ECDSAPublicComponents) throws(CryptoError) { throw .notOffered }

    /// Throws ``CryptoError/notOffered``.
    public init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) { throw .notOffered }

    /// Throws ``CryptoError/notOffered``.
    public func verify(
        _ signature: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme
    ) throws(CryptoError) { throw .notOffered }

    /// Throws ``CryptoError/notOffered``.
    public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        throw .notOffered
    }
}
