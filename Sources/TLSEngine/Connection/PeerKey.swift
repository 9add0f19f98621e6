internal import CryptoBackend

/// The key of the other side's certificate, as the backend holds it.
enum PeerKey<Backend: CryptoBackend>: Sendable {
    /// It takes premaster secrets too.
    case rsa(Backend.PublicKey)
    /// It only verifies.
    case ecdsa(Backend.ECDSAPublicKey)

    /// Prepares a key; throws ``CryptoError/invalidKey(_:)`` for one that the backend does not take.
    init(_ key: CertificateKey) throws(CryptoError) {
        switch key {
        case .rsa(let components): self = .rsa(try Backend.PublicKey(components))
        case .ecdsa(let components): self = .ecdsa(try Backend.ECDSAPublicKey(components))
        }
    }

    /// What every kind of key can do.
    var verifying: any VerifyingKey {
        switch self {
        case .rsa(let key): key
        case .ecdsa(let key): key
        }
    }

    var kind: CertificateKey.Kind {
        switch self {
        case .rsa: .rsa
        case .ecdsa: .ecdsa
        }
    }

    /// The backend's schemes for this kind of key.
    var schemes: [SignatureScheme] { Backend.capabilities.signatureSchemes(of: kind) }
}
