/// An RSA public key as a TLS client uses it: to encrypt the premaster secret, and to verify ServerKeyExchange.
public protocol RSAPublicKey: VerifyingKey {
    /// Takes the key of a certificate; throws ``CryptoError/invalidKey(_:)`` if it cannot be one.
    init(_ components: RSAPublicComponents) throws(CryptoError)

    /// RSAES-PKCS1-v1_5 (RFC 8017 §7.2.1) of the 48-octet premaster secret (RFC 5246 §7.4.7.1).
    ///
    /// Returns as many octets as the modulus has. Leaks: nothing of `premaster` but its length.
    func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8]
}

/// An RSA private key as a TLS server uses it. Wiped when it goes; usable from several threads at once.
public protocol RSAPrivateKey: SigningKey {
    /// Takes the plain components, the same for every backend.
    ///
    /// Throws ``CryptoError/invalidKey(_:)`` if they do not belong together. Leaks: only the lengths of the components.
    init(_ components: borrowing RSAPrivateComponents) throws(CryptoError)

    /// The 48-octet premaster secret inside a ClientKeyExchange.
    ///
    /// A wrong padding, length or version never throws and takes the same time: random octets that were drawn beforehand
    /// take its place, without a branch, and the handshake fails at Finished (RFC 5246 §7.4.7.1). What throws is public:
    /// a ciphertext whose length is not the modulus's, or whose value is not below it.
    ///
    /// - Parameter clientVersion: the version that ClientHello offered, not the one negotiated.
    func decryptPremaster(_ ciphertext: Span<UInt8>, clientVersion: UInt16) throws(CryptoError) -> SecretBytes
}

/// PKCS#1 v1.5 decryption that tells good padding from bad, for known-answer tests alone.
///
/// In a server this would be Bleichenbacher's oracle, so the engine may not name this protocol; the layer check looks.
public protocol KnownAnswerDecryption: RSAPrivateKey {
    /// The message inside `ciphertext`, of any length (RFC 8017 §7.2.2); throws ``CryptoError/badPadding`` if none is.
    func decryptKnownAnswer(_ ciphertext: Span<UInt8>) throws(CryptoError) -> [UInt8]
}
