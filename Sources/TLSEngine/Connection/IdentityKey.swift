public import CryptoBackend
internal import TLSWire

/// The private key of one's own certificate, as the backend holds it.
public enum IdentityKey<Backend: CryptoBackend>: Sendable {
    /// It opens premaster secrets too.
    case rsa(Backend.PrivateKey)
    /// It only signs.
    case ecdsa(Backend.ECDSAPrivateKey)

    /// What every kind of key can do.
    public var signing: any SigningKey {
        switch self {
        case .rsa(let key): key
        case .ecdsa(let key): key
        }
    }

    /// The kind of certificate that it is behind.
    public var kind: CertificateKey.Kind {
        switch self {
        case .rsa: .rsa
        case .ecdsa: .ecdsa
        }
    }

    /// The backend's schemes for this kind of key.
    var schemes: [SignatureScheme] { Backend.capabilities.signatureSchemes(of: kind) }

    /// The type of certificate that CertificateRequest has to name (RFC 5246 §7.4.4, RFC 8422 §5.5).
    var certificateType: UInt8 { kind.certificateType }
}

extension Capabilities {
    /// The types of certificate whose keys' signatures can be verified, most preferred first.
    var certificateTypes: [UInt8] {
        var types: [UInt8] = []
        for scheme in signatureSchemes where !types.contains(scheme.keyKind.certificateType) {
            types.append(scheme.keyKind.certificateType)
        }
        return types
    }
}

extension CertificateKey.Kind {
    fileprivate var certificateType: UInt8 {
        switch self {
        case .rsa: CertificateRequest.rsaSign
        case .ecdsa: CertificateRequest.ecdsaSign
        }
    }
}
