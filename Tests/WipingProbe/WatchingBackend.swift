internal import CryptoBackend

/// A backend whose PRF, HMAC and AEAD make known what secrets they are given and what is derived: the premaster secret, the master
/// secret and the key block of every handshake, and the secrets and keys of TLS 1.3. All else is the base's own.
enum WatchingBackend<Base: CryptoBackend>: CryptoBackend {
    typealias Hash = Base.Hash
    typealias MAC = WatchingMAC<Base.MAC>
    typealias AEAD = WatchingAEAD<Base.AEAD>
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

/// HMAC whose keys are watched, and what is put in under zeros: a pre-shared key (RFC 8446 §7.1).
final class WatchingMAC<Base: MACContext>: MACContext {
    private let base: Base
    private let isKeyOfZeros: Bool

    init(key: borrowing SecretBytes, hash: HashAlgorithm) throws(CryptoError) {
        base = try Base(key: key, hash: hash)
        isKeyOfZeros = key.withBytes { octets in octets.indices.allSatisfy { octets[$0] == 0 } }
        if !isKeyOfZeros { key.withBytes(watch) }
    }

    func update(_ octets: Span<UInt8>) throws(CryptoError) {
        if isKeyOfZeros, octets.indices.contains(where: { octets[$0] != 0 }) { watch(octets) }
        try base.update(octets)
    }

    func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) { try base.finalize(into: &output) }
}

/// Record protection whose keys are watched.
final class WatchingAEAD<Base: RecordAEAD>: RecordAEAD {
    private let base: Base

    init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        base = try Base(algorithm, key: key)
        key.withBytes(watch)
    }

    func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
        try base.seal(&record, nonce: nonce, additional: additional)
    }

    func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
        try base.open(&record, nonce: nonce, additional: additional)
    }
}
