internal import CryptoBackend

/// The key of the other side's certificate, as the backend holds it.
enum PeerKey<Backend: CryptoBackend>: Sendable {
    /// It takes premaster secrets too.
    case rsa(Backend.PublicKey)

    /// Prepares a key; throws ``CryptoError/invalidKey(_:)`` for one that the backend does not take.
    init(_ key: CertificateKey) throws(CryptoError) {
        switch key {
        case .rsa(let components): self = .rsa(try Backend.PublicKey(components))
        }
    }

    /// What every kind of key can do.
    var verifying: any VerifyingKey {
        switch self {
        case .rsa(let key): key
        }
    }
}
