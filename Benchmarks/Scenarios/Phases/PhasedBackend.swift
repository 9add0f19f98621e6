internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// A backend whose operations are stamped with the phase of the handshake that they belong to. The code that runs is the base's.
enum PhasedBackend<Base: CryptoBackend>: CryptoBackend {
    typealias Hash = PhasedHash<Base.Hash>
    typealias MAC = PhasedMAC<Base.MAC>
    typealias AEAD = PhasedAEAD<Base.AEAD>
    typealias KeyShare = PhasedKeyShare<Base.KeyShare>
    typealias KEMKey = PhasedKEMKey<Base.KEMKey>
    typealias PublicKey = PhasedPublicKey<Base.PublicKey>
    typealias PrivateKey = PhasedPrivateKey<Base.PrivateKey>
    typealias ECDSAPublicKey = PhasedECDSAPublicKey<Base.ECDSAPublicKey>
    typealias ECDSAPrivateKey = PhasedECDSAPrivateKey<Base.ECDSAPrivateKey>

    static var identity: BackendIdentity { Base.identity }
    static var capabilities: Capabilities { Base.capabilities }

    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try PhaseAccount.stamp(.random) { () throws(CryptoError) in try Base.fillRandom(&output) }
    }

    static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        try PhaseAccount.stamp(phase(of: label)) { () throws(CryptoError) in
            try Base.prf(secret, label: label, seed: seed, hash: hash, into: &output)
        }
    }

    private static func phase(of label: PRFLabel) -> Phase {
        switch label {
        case .masterSecret, .extendedMasterSecret: .masterSecret
        case .keyExpansion: .keyBlock
        default: .finished
        }
    }
}

struct PhasedHash<Base: HashContext>: HashContext {
    private var base: Base

    init(_ algorithm: HashAlgorithm) throws(CryptoError) {
        base = try PhaseAccount.stamp(.transcript) { () throws(CryptoError) in try Base(algorithm) }
    }

    mutating func update(_ octets: Span<UInt8>) throws(CryptoError) {
        try PhaseAccount.stamp(.transcript) { () throws(CryptoError) in try base.update(octets) }
    }

    borrowing func currentDigest() throws(CryptoError) -> Digest {
        let start = PhaseAccount.now()
        let digest = try base.currentDigest()
        PhaseAccount.add(.transcript, since: start)
        return digest
    }
}

/// HMAC, which TLS 1.3 derives everything with; the PRF of TLS 1.2 is the base's own.
final class PhasedMAC<Base: MACContext>: MACContext {
    private let base: Base

    init(key: borrowing SecretBytes, hash: HashAlgorithm) throws(CryptoError) {
        let start = PhaseAccount.now()
        base = try Base(key: key, hash: hash)
        PhaseAccount.add(.keySchedule, since: start)
    }

    func update(_ octets: Span<UInt8>) throws(CryptoError) {
        try PhaseAccount.stamp(.keySchedule) { () throws(CryptoError) in try base.update(octets) }
    }

    func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) {
        try PhaseAccount.stamp(.keySchedule) { () throws(CryptoError) in try base.finalize(into: &output) }
    }
}

final class PhasedAEAD<Base: RecordAEAD>: RecordAEAD {
    private let base: Base

    init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
        base = try PhaseAccount.stamp(.protection) { () throws(CryptoError) in try Base(algorithm, key: key) }
    }

    func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
        try PhaseAccount.stamp(.protection) { () throws(CryptoError) in
            try base.seal(&record, nonce: nonce, additional: additional)
        }
    }

    func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
        try PhaseAccount.stamp(.protection) { () throws(CryptoError) in
            try base.open(&record, nonce: nonce, additional: additional)
        }
    }
}

final class PhasedKeyShare<Base: EphemeralKeyShare>: EphemeralKeyShare {
    private let base: Base

    init(_ group: NamedGroup) throws(CryptoError) {
        base = try PhaseAccount.stamp(.keyAgreement) { () throws(CryptoError) in try Base(group) }
    }

    var group: NamedGroup { base.group }
    var publicValue: [UInt8] { base.publicValue }

    func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        try PhaseAccount.stamp(.keyAgreement) { () throws(CryptoError) in try base.sharedSecret(with: peer) }
    }
}

final class PhasedKEMKey<Base: KEMKeyPair>: KEMKeyPair {
    private let base: Base

    init(_ algorithm: KEMAlgorithm) throws(CryptoError) {
        base = try PhaseAccount.stamp(.keyAgreement) { () throws(CryptoError) in try Base(algorithm) }
    }

    var algorithm: KEMAlgorithm { base.algorithm }
    var encapsulationKey: [UInt8] { base.encapsulationKey }

    func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        try PhaseAccount.stamp(.keyAgreement) { () throws(CryptoError) in try base.decapsulate(ciphertext) }
    }

    static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation {
        try PhaseAccount.stamp(.keyAgreement) { () throws(CryptoError) in
            try Base.encapsulate(to: encapsulationKey, algorithm)
        }
    }
}

final class PhasedPublicKey<Base: RSAPublicKey>: RSAPublicKey {
    private let base: Base

    init(_ components: RSAPublicComponents) throws(CryptoError) {
        base = try PhaseAccount.stamp(.rsa) { () throws(CryptoError) in try Base(components) }
    }

    func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
        try PhaseAccount.stamp(.rsa) { () throws(CryptoError) in try base.encryptPremaster(premaster) }
    }

    func verify(_ signature: Span<UInt8>, over message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) {
        try PhaseAccount.stamp(.rsa) { () throws(CryptoError) in
            try base.verify(signature, over: message, scheme: scheme)
        }
    }
}

final class PhasedPrivateKey<Base: RSAPrivateKey>: RSAPrivateKey {
    private let base: Base

    init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        base = try SharedKeys.key(Base.self, components)
    }

    func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        try PhaseAccount.stamp(.rsa) { () throws(CryptoError) in try base.sign(message, scheme: scheme) }
    }

    func decryptPremaster(_ ciphertext: Span<UInt8>, clientVersion: UInt16) throws(CryptoError) -> SecretBytes {
        try PhaseAccount.stamp(.rsa) { () throws(CryptoError) in
            try base.decryptPremaster(ciphertext, clientVersion: clientVersion)
        }
    }
}

final class PhasedECDSAPublicKey<Base: ECDSAVerifyingKey>: ECDSAVerifyingKey {
    private let base: Base

    init(_ components: ECDSAPublicComponents) throws(CryptoError) {
        base = try PhaseAccount.stamp(.ecdsa) { () throws(CryptoError) in try Base(components) }
    }

    func verify(_ signature: Span<UInt8>, over message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) {
        try PhaseAccount.stamp(.ecdsa) { () throws(CryptoError) in
            try base.verify(signature, over: message, scheme: scheme)
        }
    }
}

final class PhasedECDSAPrivateKey<Base: ECDSASigningKey>: ECDSASigningKey {
    private let base: Base

    init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) { base = try Base(components) }

    func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
        try PhaseAccount.stamp(.ecdsa) { () throws(CryptoError) in try base.sign(message, scheme: scheme) }
    }
}

/// A verifier whose work is stamped.
struct PhasedVerifier: CertificateVerifier {
    let base: any CertificateVerifier

    func verify(
        _ chain: [[UInt8]],
        serverName: ServerName,
        usage: KeyUsage
    ) throws(CertificateRejection) -> CertificateKey {
        try PhaseAccount.stamp(.chain) { () throws(CertificateRejection) in
            try base.verify(chain, serverName: serverName, usage: usage)
        }
    }
}
