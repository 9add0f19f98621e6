/// A cipher suite by its number in the IANA registry.
public struct CipherSuite: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: UInt16
    /// Any number; a peer may offer what nobody here knows.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// RFC 5288 §3.
    public static let rsaWithAES128GCMSHA256 = CipherSuite(rawValue: 0x009C)
    /// RFC 5288 §3.
    public static let rsaWithAES256GCMSHA384 = CipherSuite(rawValue: 0x009D)
    /// RFC 5288 §3.
    public static let dheRSAWithAES128GCMSHA256 = CipherSuite(rawValue: 0x009E)
    /// RFC 5288 §3.
    public static let dheRSAWithAES256GCMSHA384 = CipherSuite(rawValue: 0x009F)
    /// RFC 5289 §3.2.
    public static let ecdheECDSAWithAES128GCMSHA256 = CipherSuite(rawValue: 0xC02B)
    /// RFC 5289 §3.2.
    public static let ecdheECDSAWithAES256GCMSHA384 = CipherSuite(rawValue: 0xC02C)
    /// RFC 5289 §3.2.
    public static let ecdheRSAWithAES128GCMSHA256 = CipherSuite(rawValue: 0xC02F)
    /// RFC 5289 §3.2.
    public static let ecdheRSAWithAES256GCMSHA384 = CipherSuite(rawValue: 0xC030)
    /// RFC 7905 §2.
    public static let ecdheRSAWithChaCha20Poly1305SHA256 = CipherSuite(rawValue: 0xCCA8)
    /// RFC 7905 §2.
    public static let ecdheECDSAWithChaCha20Poly1305SHA256 = CipherSuite(rawValue: 0xCCA9)
    /// RFC 7905 §2.
    public static let dheRSAWithChaCha20Poly1305SHA256 = CipherSuite(rawValue: 0xCCAA)
    /// RFC 8446 §B.4.
    public static let aes128GCMSHA256 = CipherSuite(rawValue: 0x1301)
    /// RFC 8446 §B.4.
    public static let aes256GCMSHA384 = CipherSuite(rawValue: 0x1302)
    /// RFC 8446 §B.4.
    public static let chacha20Poly1305SHA256 = CipherSuite(rawValue: 0x1303)
    /// Not a suite: "I know RFC 5746" (its §3.3).
    public static let emptyRenegotiationInfoSCSV = CipherSuite(rawValue: 0x00FF)
    /// Not a suite: "I come back with a lower version than I have" (RFC 7507 §4).
    public static let fallbackSCSV = CipherSuite(rawValue: 0x5600)

    /// What the engine speaks in TLS 1.3, most preferred first.
    public static let supportedTLS13: [CipherSuite] = [
        .aes128GCMSHA256, .aes256GCMSHA384, .chacha20Poly1305SHA256,
    ]

    /// What the engine speaks in TLS 1.2, most preferred first: the textbook's suite before those that would be preferred elsewhere, for
    /// that they keep what was sent secret even from who learns the server's key later.
    public static let supported: [CipherSuite] = [
        .rsaWithAES128GCMSHA256, .rsaWithAES256GCMSHA384,
        .ecdheECDSAWithAES128GCMSHA256, .ecdheECDSAWithAES256GCMSHA384, .ecdheECDSAWithChaCha20Poly1305SHA256,
        .ecdheRSAWithAES128GCMSHA256, .ecdheRSAWithAES256GCMSHA384, .ecdheRSAWithChaCha20Poly1305SHA256,
        .dheRSAWithAES128GCMSHA256, .dheRSAWithAES256GCMSHA384, .dheRSAWithChaCha20Poly1305SHA256,
    ]

    /// The version that it is for (RFC 8446 §B.4).
    public var version: ProtocolVersion { rawValue >> 8 == 0x13 ? .tls13 : .tls12 }

    /// The registry's name, or the number of a suite that is not known here.
    public var name: String {
        switch self {
        case .rsaWithAES128GCMSHA256: "TLS_RSA_WITH_AES_128_GCM_SHA256"
        case .rsaWithAES256GCMSHA384: "TLS_RSA_WITH_AES_256_GCM_SHA384"
        case .dheRSAWithAES128GCMSHA256: "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
        case .dheRSAWithAES256GCMSHA384: "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"
        case .ecdheECDSAWithAES128GCMSHA256: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
        case .ecdheECDSAWithAES256GCMSHA384: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
        case .ecdheRSAWithAES128GCMSHA256: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
        case .ecdheRSAWithAES256GCMSHA384: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
        case .ecdheRSAWithChaCha20Poly1305SHA256: "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
        case .ecdheECDSAWithChaCha20Poly1305SHA256: "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
        case .dheRSAWithChaCha20Poly1305SHA256: "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
        case .aes128GCMSHA256: "TLS_AES_128_GCM_SHA256"
        case .aes256GCMSHA384: "TLS_AES_256_GCM_SHA384"
        case .chacha20Poly1305SHA256: "TLS_CHACHA20_POLY1305_SHA256"
        case .emptyRenegotiationInfoSCSV: "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"
        case .fallbackSCSV: "TLS_FALLBACK_SCSV"
        default: "0x" + String(rawValue, radix: 16, uppercase: true)
        }
    }
}

extension CipherSuite: CustomStringConvertible {
    /// ``name``.
    public var description: String { name }
}
