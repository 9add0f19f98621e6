internal import CryptoBackend

/// The chain of secrets of RFC 8446 §7.1: early, handshake, master. Each step forgets the one before.
///
/// Leaks: nothing of the secrets.
final class TLS13KeySchedule {
    let hash: HashAlgorithm
    let backend: any CryptoBackend.Type
    private var secret: SecretBytes

    /// The early secret: of a session that is resumed, or of none.
    init(preSharedKey: borrowing SecretBytes?, hash: HashAlgorithm, backend: any CryptoBackend.Type) throws(CryptoError)
    {
        self.hash = hash
        self.backend = backend
        let zeros = SecretBytes(zeroed: hash.digestLength)
        switch preSharedKey {
        case .some(let key): secret = try backend.hkdfExtract(salt: zeros, inputKeyMaterial: key, hash: hash)
        case .none: secret = try backend.hkdfExtract(salt: zeros, inputKeyMaterial: zeros, hash: hash)
        }
    }

    /// From the early secret to the handshake's, with what the key exchange gave.
    func enterHandshake(_ sharedSecret: borrowing SecretBytes) throws(CryptoError) { try advance(sharedSecret) }

    /// From the handshake secret to the master secret.
    func enterMaster() throws(CryptoError) { try advance(SecretBytes(zeroed: hash.digestLength)) }

    /// Derive-Secret(secret, label, messages) as a secret that protects records or Finished.
    func trafficSecret(_ label: StaticString, _ transcript: Digest) throws(CryptoError) -> TrafficSecret {
        TrafficSecret(try derive(label, transcript), hash: hash, backend: backend)
    }

    /// Derive-Secret(secret, label, messages) of RFC 8446 §7.1.
    func derive(_ label: StaticString, _ transcript: Digest) throws(CryptoError) -> SecretBytes {
        try backend.expandLabel(
            secret,
            label,
            context: transcript.octets,
            hash: hash,
            length: hash.digestLength
        )
    }

    /// Proof that a client has the pre-shared key, over the messages up to its binders (RFC 8446 §4.2.11.2); from the early secret.
    func binder(over transcript: Digest) throws(CryptoError) -> [UInt8] {
        try trafficSecret("res binder", try backend.emptyDigest(hash)).verifyData(over: transcript)
    }

    private func advance(_ input: borrowing SecretBytes) throws(CryptoError) {
        let salt = try derive("derived", try backend.emptyDigest(hash))
        secret = try backend.hkdfExtract(salt: salt, inputKeyMaterial: input, hash: hash)
    }
}

extension CryptoBackend {
    /// The digest of no messages.
    fileprivate static func emptyDigest(_ algorithm: HashAlgorithm) throws(CryptoError) -> Digest {
        try Hash(algorithm).currentDigest()
    }
}
