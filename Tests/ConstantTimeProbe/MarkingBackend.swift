internal import CryptoBackend

/// A backend as the engine sees it, with what it gives marked: random octets and premaster secrets as secret, what goes over
/// the wire as public. What the base derives from secrets stays secret by itself.
enum MarkingBackend<Base: CryptoBackend>: CryptoBackend {
    typealias Hash = Base.Hash
    typealias MAC = Base.MAC
    typealias AEAD = MarkingAEAD<Base.AEAD>
    typealias KeyShare = MarkingKeyShare<Base.KeyShare>
    typealias KEMKey = MarkingKEMKey<Base.KEMKey>
    typealias PublicKey = MarkingPublicKey<Base.PublicKey>
    typealias PrivateKey = MarkingPrivateKey<Base.PrivateKey>
    typealias ECDSAPublicKey = Base.ECDSAPublicKey
    typealias ECDSAPrivateKey = Base.ECDSAPrivateKey

    static var identity: BackendIdentity { Base.identity }
    static var capabilities: Capabilities { Base.capabilities }

    /// The premaster secret. The random octets of both hello messages are sent, signed and verified.
    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try Base.fillRandom(&output)
        if output.count != 32 { makeSecret(&output) }
    }

    static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        try Base.prf(secret, label: label, seed: seed, hash: hash, into: &output)
    }
}

/// Record protection whose results are public: a sealed record is sent, and what the peer says is there to be looked at.
final class MarkingAEAD<Base: RecordAEAD>: RecordAEAD {
    private let base: Base

    init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        base = try Base(algorithm, key: key)
    }

    func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
        try base.seal(&record, nonce: nonce, additional: additional)
        makePublic(&record)
    }

    func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
        try base.open(&record, nonce: nonce, additional: additional)
        makePublic(&record)
    }
}

/// A public key whose ciphertexts are public.
final class MarkingPublicKey<Base: RSAPublicKey>: RSAPublicKey {
    private let base: Base

    init(_ components: RSAPublicComponents) throws(CryptoError) { base = try Base(components) }

    func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        var ciphertext = try base.encryptPremaster(premaster)
        makePublic(&ciphertext)
        return ciphertext
    }

    func verify(_ signature: Span<UInt8>, over message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) {
        try base.verify(signature, over: message, scheme: scheme)
    }
}

/// Half of a key exchange whose private value is drawn here, and secret; what goes to the peer is public.
final class MarkingKeyShare<Base: EphemeralKeyShare>: EphemeralKeyShare {
    private let base: Base
    let publicValue: [UInt8]

    init(_ group: NamedGroup) throws(CryptoError) {
        if let type = Base.self as? any KnownAnswerKeyShare.Type {
            // Even the highest octet of a scalar of P-256 may be anything below ff.
            let value = (0..<group.privateValueLength).map { UInt8(truncatingIfNeeded: 0x11 &+ 7 &* $0) }
            guard let share = try type.init(group, privateValue: secret(value)) as? Base else {
                throw .faultDetected
            }
            base = share
        } else {
            base = try Base(group)
        }
        var value = base.publicValue
        makePublic(&value)
        publicValue = value
    }

    var group: NamedGroup { base.group }

    func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        try base.sharedSecret(with: peer)
    }
}

/// A key pair of a key encapsulation whose seed is drawn here, and secret; what goes to the peer is public.
final class MarkingKEMKey<Base: KEMKeyPair>: KEMKeyPair {
    private let base: Base
    let encapsulationKey: [UInt8]

    init(_ algorithm: KEMAlgorithm) throws(CryptoError) {
        if let type = Base.self as? any KnownAnswerKEM.Type {
            let seed = (0..<64).map { UInt8(truncatingIfNeeded: 0x11 &+ 7 &* $0) }
            guard let key = try type.init(algorithm, seed: secret(seed)) as? Base else { throw .faultDetected }
            base = key
        } else {
            base = try Base(algorithm)
        }
        var key = base.encapsulationKey
        makePublic(&key)
        encapsulationKey = key
    }

    var algorithm: KEMAlgorithm { base.algorithm }

    func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes { try base.decapsulate(ciphertext) }

    static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation {
        guard let type = Base.self as? any KnownAnswerKEM.Type else {
            return try Base.encapsulate(to: encapsulationKey, algorithm)
        }
        let randomness = (0..<32).map { UInt8(truncatingIfNeeded: 0x35 &+ 7 &* $0) }
        let encapsulation = try type.encapsulate(to: encapsulationKey, algorithm, randomness: secret(randomness))
        var ciphertext = encapsulation.ciphertext
        makePublic(&ciphertext)
        return Encapsulation(ciphertext: ciphertext, sharedSecret: encapsulation.sharedSecret.copy())
    }
}

/// A private key whose signatures are public: they are sent.
final class MarkingPrivateKey<Base: RSAPrivateKey>: RSAPrivateKey {
    private let base: Base

    init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) { base = try Base(components) }

    init(_ base: Base) { self.base = base }

    func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        var signature = try base.sign(message, scheme: scheme)
        makePublic(&signature)
        return signature
    }

    func decryptPremaster(_ ciphertext: Span<UInt8>, clientVersion: UInt16) throws(CryptoError) -> SecretBytes {
        try base.decryptPremaster(ciphertext, clientVersion: clientVersion)
    }
}
