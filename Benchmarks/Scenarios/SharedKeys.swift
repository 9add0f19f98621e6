internal import CryptoBackend
internal import Synchronization
internal import TLSEngine
internal import TLSTrust

/// The private keys of this process: workloads of one backend share them, for a library may take longer to look a key over
/// than a generation has for its batches (OpenSSL 40 ms at 2,048 bits).
enum SharedKeys {
    private struct Name: Hashable {
        let type: ObjectIdentifier
        let modulus: [UInt8]
    }

    /// The key of a server. One for ECDSA is quick to make, and each has its own.
    static func key<Backend: CryptoBackend>(_ credentials: Credentials) throws -> IdentityKey<Backend> {
        switch credentials.publicKey {
        case .rsa: .rsa(try key(Backend.PrivateKey.self, credentials.rsaPrivateKey()))
        case .ecdsa: .ecdsa(try Backend.ECDSAPrivateKey(credentials.ecdsaPrivateKey()))
        }
    }

    private static let keys = Mutex<[Name: any RSAPrivateKey]>([:])

    /// The key of these components, made when it is first asked for.
    static func key<Key: RSAPrivateKey>(
        _: Key.Type,
        _ components: borrowing RSAPrivateComponents
    ) throws(CryptoError) -> Key {
        let name = Name(type: ObjectIdentifier(Key.self), modulus: components.publicComponents.modulus)
        if let known = keys.withLock({ $0[name] }) as? Key { return known }
        let key = try Key(components)
        keys.withLock { $0[name] = key }
        return key
    }
}
