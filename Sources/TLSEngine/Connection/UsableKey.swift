internal import CryptoBackend

/// The key of a certificate that is trusted, as the backend holds it. One that it does not take is named as such: nothing has failed.
func usable<Backend: CryptoBackend>(
    _ certified: CertificateKey,
    _ prepare: (CertificateKey) throws(CryptoError) -> PeerKey<Backend>
) throws(HandshakeError) -> PeerKey<Backend> {
    switch certified {
    case .rsa(let components):
        guard Backend.capabilities.rsaModulusBits.contains(components.modulusBits) else {
            throw .incompatible(.keyLength(components.modulusBits))
        }
    case .ecdsa(let components):
        guard Backend.capabilities.include(.ecdsa(components.group)) else {
            throw .incompatible(.unusableKey(.curve))
        }
    }
    do { return try prepare(certified) } catch .invalidKey(let fault) {
        throw .incompatible(.unusableKey(fault))
    } catch { throw .crypto(error) }
}
