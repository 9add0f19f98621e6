/// What a certificate has to let its key be used for, where it has the extension keyUsage (RFC 5280 §4.2.1.3).
public enum KeyUsage: String, Hashable, Sendable {
    /// The peer encrypts under it: RSA key exchange (RFC 5246 §7.4.2).
    case keyEncipherment
    /// Its owner signs with it: ServerKeyExchange (RFC 5246 §7.4.2) and CertificateVerify (RFC 5246 §7.4.6).
    case digitalSignature
}
