public import CryptoBackend
internal import TLSWire

/// The private key of one's own certificate, as the backend holds it.
public enum IdentityKey<Backend: CryptoBackend>: Sendable {
    /// It opens premaster secrets too.
    case rsa(Backend.PrivateKey)

    /// What every kind of key can do.
    public var signing: any SigningKey {
        switch self {
        case .rsa(let key): key
        }
    }

    /// The type of certificate that CertificateRequest has to name (RFC 5246 §7.4.4).
    var certificateType: UInt8 {
        switch self {
        case .rsa: CertificateRequest.rsaSign
        }
    }
}
