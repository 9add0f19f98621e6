/// The public key of a certificate in numbers, which every backend is given alike.
public enum CertificateKey: Sendable, Hashable {
    /// RSA, to encrypt premaster secrets and to verify signatures.
    case rsa(RSAPublicComponents)
    /// ECDSA, to verify signatures.
    case ecdsa(ECDSAPublicComponents)

    /// What signature schemes and cipher suites tell keys apart by.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// rsaEncryption (RFC 8017 §A.1).
        case rsa
        /// id-ecPublicKey (RFC 5480 §2.1.1).
        case ecdsa
    }

    /// The kind.
    public var kind: Kind {
        switch self {
        case .rsa: .rsa
        case .ecdsa: .ecdsa
        }
    }
}
