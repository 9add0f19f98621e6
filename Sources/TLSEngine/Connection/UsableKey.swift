internal import CryptoBackend

/// The key of a certificate that is trusted, as the backend holds it. One that it does not take is named as such: nothing has failed.
func usable<Key>(
    _ components: RSAPublicComponents,
    _ capabilities: Capabilities,
    _ prepare: (RSAPublicComponents) throws(CryptoError) -> Key
) throws(HandshakeError) -> Key {
    guard capabilities.rsaModulusBits.contains(components.modulusBits) else {
        throw .incompatible(.keyLength(components.modulusBits))
    }
    do { return try prepare(components) } catch .invalidKey(let fault) {
        throw .incompatible(.unusableKey(fault))
    } catch { throw .crypto(error) }
}
