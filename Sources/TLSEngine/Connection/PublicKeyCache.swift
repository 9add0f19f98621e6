internal import CryptoBackend
internal import Synchronization

/// The key that a client met last, as its backend holds it: who connects to one server again and again prepares its key once.
///
/// Only the key's numbers decide, so a server with a new key gets a new one. Public values alone are kept.
final class PublicKeyCache: Sendable {
    private let backend: any CryptoBackend.Type
    private let last = Mutex<(certified: CertificateKey, key: PeerKey)?>(nil)

    init(_ backend: any CryptoBackend.Type) { self.backend = backend }

    /// The backend's form of `certified`, prepared now unless it is the last one.
    func key(_ certified: CertificateKey) throws(CryptoError) -> PeerKey {
        if let known = last.withLock({ last in last?.certified == certified ? last?.key : nil }) { return known }
        let key = try PeerKey(certified, backend)
        last.withLock { $0 = (certified, key) }
        return key
    }
}
