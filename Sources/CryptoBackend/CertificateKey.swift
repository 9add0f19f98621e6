/// The public key of a certificate in numbers, which every backend is given alike.
public enum CertificateKey: Sendable, Hashable {
    /// RSA, to encrypt premaster secrets and to verify signatures.
    case rsa(RSAPublicComponents)
}
