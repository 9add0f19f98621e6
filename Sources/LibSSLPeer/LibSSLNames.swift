internal import CryptoBackend
internal import TLSWire

extension CipherSuite {
    /// What libssl calls a suite that the engine has; nil for others.
    var libsslName: String? {
        switch self {
        case .rsaWithAES128GCMSHA256: "AES128-GCM-SHA256"
        case .rsaWithAES256GCMSHA384: "AES256-GCM-SHA384"
        case .ecdheRSAWithAES128GCMSHA256: "ECDHE-RSA-AES128-GCM-SHA256"
        case .ecdheRSAWithAES256GCMSHA384: "ECDHE-RSA-AES256-GCM-SHA384"
        case .ecdheECDSAWithAES128GCMSHA256: "ECDHE-ECDSA-AES128-GCM-SHA256"
        case .ecdheECDSAWithAES256GCMSHA384: "ECDHE-ECDSA-AES256-GCM-SHA384"
        case .dheRSAWithAES128GCMSHA256: "DHE-RSA-AES128-GCM-SHA256"
        case .dheRSAWithAES256GCMSHA384: "DHE-RSA-AES256-GCM-SHA384"
        case .ecdheRSAWithChaCha20Poly1305SHA256: "ECDHE-RSA-CHACHA20-POLY1305"
        case .ecdheECDSAWithChaCha20Poly1305SHA256: "ECDHE-ECDSA-CHACHA20-POLY1305"
        case .dheRSAWithChaCha20Poly1305SHA256: "DHE-RSA-CHACHA20-POLY1305"
        case .aes128GCMSHA256, .aes256GCMSHA384, .chacha20Poly1305SHA256: name
        default: nil
        }
    }
}

extension KeyExchangeGroup {
    /// What libssl calls it.
    var libsslName: String { encapsulation == nil ? classical.libsslName : name }

    /// The group that libssl calls so.
    init?(libsslName name: String) {
        guard let group = KeyExchangeGroup.all.first(where: { $0.libsslName == name }) else { return nil }
        self = group
    }
}

extension NamedGroup {
    /// What libssl calls it.
    fileprivate var libsslName: String {
        switch self {
        case .x25519: "X25519"
        case .secp256r1: "prime256v1"
        case .ffdhe2048: "ffdhe2048"
        case .ffdhe3072: "ffdhe3072"
        }
    }
}
