internal import CryptoBackend
internal import Synchronization

/// The key that a client met last, as its backend holds it: who connects to one server again and again prepares its key once.
///
/// Only the key's numbers decide, so a server with a new key gets a new one. Public values alone are kept.
final class PublicKeyCache<Backend: CryptoBackend>: Sendable {
    private let last = Mutex<(components: RSAPublicComponents, key: Backend.PublicKey)?>(nil)

    /// The key of `components`, prepared now unless it is the last one.
    func key(_ components: RSAPublicComponents) throws(CryptoError) -> Backend.PublicKey {
        if let known = last.withLock({ last in last?.components == components ? last?.key : nil }) { return known }
        let key = try Backend.PublicKey(components)
        last.withLock { $0 = (components, key) }
        return key
    }
}
