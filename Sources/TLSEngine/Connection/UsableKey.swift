internal import CryptoBackend

/// The key of a certificate that is trusted, as the backend holds it. One that it does not take is named as such: nothing has failed.
func usable(
    _ certified: CertificateKey,
    _ capabilities: Capabilities,
    _ prepare: (CertificateKey) throws(CryptoError) -> PeerKey
) throws(HandshakeError) -> PeerKey {
    switch certified {
    case .rsa(let components):
        guard capabilities.rsaModulusBits.contains(components.modulusBits) else {
            throw .incompatible(.keyLength(components.modulusBits))
        }
    case .ecdsa(let components):
        guard capabilities.include(.ecdsa(components.group)) else {
            throw .incompatible(.unusableKey(.curve))
        }
    }
    do { return try prepare(certified) } catch .invalidKey(let fault) {
        throw .incompatible(.unusableKey(fault))
    } catch { throw .crypto(error) }
}
