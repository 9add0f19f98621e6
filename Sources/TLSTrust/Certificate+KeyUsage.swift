internal import COpenSSL
internal import TLSEngine

extension Certificate {
    /// Whether the extension keyUsage, if there is one, allows it (RFC 5280 §4.2.1.3).
    func allows(_ usage: KeyUsage) -> Bool {
        // All bits are set where there is no extension.
        let allowed = unsafe X509_get_key_usage(pointer)
        return switch usage {
        case .keyEncipherment: allowed & UInt32(KU_KEY_ENCIPHERMENT) != 0
        case .digitalSignature: allowed & UInt32(KU_DIGITAL_SIGNATURE) != 0
        }
    }
}
