public import CryptoBackend
public import TLSWire

extension CipherSuite {
    /// The hash of transcript and PRF (RFC 5288 §3, RFC 7905 §2).
    public var hash: HashAlgorithm? { algorithms?.hash }

    /// The record protection.
    public var aead: AEADAlgorithm? { algorithms?.aead }

    /// The way to the premaster secret; nil for a suite of TLS 1.3, which says nothing of it.
    public var keyExchange: KeyExchangeAlgorithm? { algorithms?.keyExchange }

    /// The kind of the server's key in a suite of TLS 1.2; nil for one of TLS 1.3, which says nothing of it.
    public var keyKind: CertificateKey.Kind? {
        switch self {
        case .ecdheECDSAWithAES128GCMSHA256, .ecdheECDSAWithAES256GCMSHA384, .ecdheECDSAWithChaCha20Poly1305SHA256:
            .ecdsa
        default: keyExchange == nil ? nil : .rsa
        }
    }

    private struct Algorithms {
        let keyExchange: KeyExchangeAlgorithm?
        let aead: AEADAlgorithm
        let hash: HashAlgorithm
    }

    private var algorithms: Algorithms? {
        switch self {
        case .rsaWithAES128GCMSHA256: Algorithms(keyExchange: .rsa, aead: .aes128GCM, hash: .sha256)
        case .rsaWithAES256GCMSHA384: Algorithms(keyExchange: .rsa, aead: .aes256GCM, hash: .sha384)
        case .ecdheECDSAWithAES128GCMSHA256: Algorithms(keyExchange: .ecdhe, aead: .aes128GCM, hash: .sha256)
        case .ecdheECDSAWithAES256GCMSHA384: Algorithms(keyExchange: .ecdhe, aead: .aes256GCM, hash: .sha384)
        case .ecdheRSAWithAES128GCMSHA256: Algorithms(keyExchange: .ecdhe, aead: .aes128GCM, hash: .sha256)
        case .ecdheRSAWithAES256GCMSHA384: Algorithms(keyExchange: .ecdhe, aead: .aes256GCM, hash: .sha384)
        case .dheRSAWithAES128GCMSHA256: Algorithms(keyExchange: .dhe, aead: .aes128GCM, hash: .sha256)
        case .dheRSAWithAES256GCMSHA384: Algorithms(keyExchange: .dhe, aead: .aes256GCM, hash: .sha384)
        case .ecdheECDSAWithChaCha20Poly1305SHA256, .ecdheRSAWithChaCha20Poly1305SHA256:
            Algorithms(keyExchange: .ecdhe, aead: .chacha20Poly1305, hash: .sha256)
        case .dheRSAWithChaCha20Poly1305SHA256:
            Algorithms(keyExchange: .dhe, aead: .chacha20Poly1305, hash: .sha256)
        case .aes128GCMSHA256: Algorithms(keyExchange: nil, aead: .aes128GCM, hash: .sha256)
        case .aes256GCMSHA384: Algorithms(keyExchange: nil, aead: .aes256GCM, hash: .sha384)
        case .chacha20Poly1305SHA256: Algorithms(keyExchange: nil, aead: .chacha20Poly1305, hash: .sha256)
        default: nil
        }
    }
}

extension CryptoBackend {
    /// Whether all that `suite` needs is among the capabilities.
    public static func canDo(_ suite: CipherSuite) -> Bool {
        guard let hash = suite.hash, let aead = suite.aead, capabilities.hashes.contains(hash),
            capabilities.aeads.contains(aead)
        else { return false }
        guard let exchange = suite.keyExchange, let kind = suite.keyKind else { return true }
        guard exchange == .rsa || !capabilities.signatureSchemes(of: kind).isEmpty else { return false }
        return capabilities.keyExchanges.contains(exchange)
            && (exchange == .rsa || capabilities.groups.contains { $0.keyExchange == exchange })
    }
}
