internal import CryptoBackend

/// The key of the other side's certificate, as a backend holds it. It does not name the backend's types: an engine that is generic
/// over them asks the runtime for the metadata of each type of its own that has them inside, in every handshake.
enum PeerKey: Sendable {
    /// It takes premaster secrets too.
    case rsa(any RSAPublicKey)
    /// It only verifies.
    case ecdsa(any ECDSAVerifyingKey)

    /// Prepares a key; throws ``CryptoError/invalidKey(_:)`` for one that the backend does not take.
    init(_ key: CertificateKey, _ backend: any CryptoBackend.Type) throws(CryptoError) {
        switch key {
        case .rsa(let components): self = .rsa(try backend.publicKey(components))
        case .ecdsa(let components): self = .ecdsa(try backend.publicKey(components))
        }
    }

    /// What every kind of key can do.
    var verifying: any VerifyingKey {
        switch self {
        case .rsa(let key): key
        case .ecdsa(let key): key
        }
    }

    private var kind: CertificateKey.Kind {
        switch self {
        case .rsa: .rsa
        case .ecdsa: .ecdsa
        }
    }

    /// The backend's schemes for this kind of key.
    func schemes(_ backend: any CryptoBackend.Type) -> [SignatureScheme] {
        backend.capabilities.signatureSchemes(of: kind)
    }
}
