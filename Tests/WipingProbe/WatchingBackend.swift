internal import CryptoBackend

/// A backend whose PRF makes known what it is given and what it derives: the premaster secret, the master secret and the
/// key block of every handshake. All else is the base's own.
enum WatchingBackend<Base: CryptoBackend>: CryptoBackend {
    typealias Hash = Base.Hash
    typealias MAC = Base.MAC
    typealias AEAD = Base.AEAD
    typealias KeyShare = Base.KeyShare
    typealias KEMKey = Base.KEMKey
    typealias PublicKey = Base.PublicKey
    typealias PrivateKey = Base.PrivateKey
    typealias ECDSAPublicKey = Base.ECDSAPublicKey
    typealias ECDSAPrivateKey = Base.ECDSAPrivateKey

    static var identity: BackendIdentity { Base.identity }
    static var capabilities: Capabilities { Base.capabilities }

    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) { try Base.fillRandom(&output) }

    static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        secret.withBytes(watch)
        try Base.prf(secret, label: label, seed: seed, hash: hash, into: &output)
        // verify_data is no secret: it is sent.
        if label != .clientFinished && label != .serverFinished { watch(output.span) }
    }
}
