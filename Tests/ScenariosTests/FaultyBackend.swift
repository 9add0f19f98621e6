import CryptoBackend
import OpenSSLBackend
import SwiftCore
import Synchronization

/// OpenSSL, until a fault begins: from then on it gives wrong answers that agree with each other, as a library with a broken kernel
/// does that seals and opens, signs and verifies, and gives both ends of a handshake the same.
enum FaultyBackend: CryptoBackend {
    typealias Base = OpenSSLBackend
    typealias Hash = Base.Hash

    /// What can be wrong.
    enum Fault: CaseIterable { case prf, hmac, aead, keyShare, kem, encryption, signature }

    private static let current = Mutex<Fault?>(nil)

    /// From here on this is wrong; nil for nothing.
    static func begin(_ fault: Fault?) { current.withLock { $0 = fault } }

    static func has(_ fault: Fault) -> Bool { current.withLock { $0 == fault } }

    static let identity = BackendIdentity(name: "faulty", library: "", version: "", codePath: "")
    static let capabilities = Capabilities.complete.offering(kems: KEMAlgorithm.allCases)

    static func fillRandom(_ output: inout MutableSpan<UInt8>) throws(CryptoError) { try Base.fillRandom(&output) }

    static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) throws(CryptoError) {
        try Base.prf(secret, label: label, seed: seed, hash: hash, into: &output)
        if has(.prf), output.count > 0 { output[0] ^= 1 }
    }

    /// Another MAC, the same every time.
    final class MAC: MACContext {
        private let base: Base.MAC

        init(key: borrowing SecretBytes, hash: HashAlgorithm) throws(CryptoError) {
            base = try Base.MAC(key: key, hash: hash)
        }

        func update(_ octets: Span<UInt8>) throws(CryptoError) { try base.update(octets) }

        func finalize(into output: inout MutableSpan<UInt8>) throws(CryptoError) {
            try base.finalize(into: &output)
            if has(.hmac) { output[0] ^= 1 }
        }
    }

    /// Seals to another ciphertext, under a tag that is right for what it was.
    final class AEAD: RecordAEAD {
        private let base: Base.AEAD

        init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) throws(CryptoError) {
            base = try Base.AEAD(algorithm, key: key)
        }

        func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
            try base.seal(&record, nonce: nonce, additional: additional)
            if has(.aead) { record[0] ^= 1 }
        }

        func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) throws(CryptoError) {
            if has(.aead) { record[0] ^= 1 }
            try base.open(&record, nonce: nonce, additional: additional)
        }
    }

    /// Agrees with its own kind on another secret.
    final class KeyShare: EphemeralKeyShare {
        private let base: Base.KeyShare

        init(_ group: NamedGroup) throws(CryptoError) { base = try Base.KeyShare(group) }

        var group: NamedGroup { base.group }
        var publicValue: [UInt8] { base.publicValue }

        func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes {
            var secret = try base.sharedSecret(with: peer)
            if has(.keyShare) { secret.withMutableBytes { octets in octets[0] ^= 1 } }
            return secret
        }
    }

    /// Both sides have another secret. It is Swift's own, which every libcrypto finds here.
    final class KEMKey: KnownAnswerKEM {
        private let base: SwiftBackend.KEMKey

        init(_ algorithm: KEMAlgorithm) throws(CryptoError) { base = try SwiftBackend.KEMKey(algorithm) }

        init(_ algorithm: KEMAlgorithm, seed: borrowing SecretBytes) throws(CryptoError) {
            base = try SwiftBackend.KEMKey(algorithm, seed: seed)
        }

        var algorithm: KEMAlgorithm { base.algorithm }
        var encapsulationKey: [UInt8] { base.encapsulationKey }

        func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes {
            Self.altered(try base.decapsulate(ciphertext))
        }

        static func encapsulate(
            to encapsulationKey: Span<UInt8>,
            _ algorithm: KEMAlgorithm
        ) throws(CryptoError) -> Encapsulation {
            let made = try SwiftBackend.KEMKey.encapsulate(to: encapsulationKey, algorithm)
            return Encapsulation(ciphertext: made.ciphertext, sharedSecret: altered(made.sharedSecret))
        }

        static func encapsulate(
            to encapsulationKey: Span<UInt8>,
            _ algorithm: KEMAlgorithm,
            randomness: borrowing SecretBytes
        ) throws(CryptoError) -> Encapsulation {
            let made = try SwiftBackend.KEMKey.encapsulate(to: encapsulationKey, algorithm, randomness: randomness)
            return Encapsulation(ciphertext: made.ciphertext, sharedSecret: altered(made.sharedSecret))
        }

        private static func altered(_ secret: borrowing SecretBytes) -> SecretBytes {
            var secret = secret.copy()
            if has(.kem) { secret.withMutableBytes { octets in octets[0] ^= 1 } }
            return secret
        }
    }

    /// Ciphertexts and signatures with another last octet.
    final class PublicKey: RSAPublicKey {
        private let base: Base.PublicKey

        init(_ components: RSAPublicComponents) throws(CryptoError) { base = try Base.PublicKey(components) }

        func encryptPremaster(_ premaster: borrowing SecretBytes) throws(CryptoError) -> [UInt8] {
            altered(try base.encryptPremaster(premaster), .encryption)
        }

        func verify(
            _ signature: Span<UInt8>,
            over message: Span<UInt8>,
            scheme: SignatureScheme
        ) throws(CryptoError) {
            let signature = altered(signature.indices.map { signature[$0] }, .signature)
            try base.verify(signature.span, over: message, scheme: scheme)
        }
    }

    /// Takes signatures of its own kind.
    final class ECDSAPublicKey: ECDSAVerifyingKey {
        private let base: Base.ECDSAPublicKey

        init(_ components: ECDSAPublicComponents) throws(CryptoError) { base = try Base.ECDSAPublicKey(components) }

        func verify(
            _ signature: Span<UInt8>,
            over message: Span<UInt8>,
            scheme: SignatureScheme
        ) throws(CryptoError) {
            let signature = altered(signature.indices.map { signature[$0] }, .signature)
            try base.verify(signature.span, over: message, scheme: scheme)
        }
    }

    /// The other half of the same.
    final class ECDSAPrivateKey: ECDSASigningKey {
        private let base: Base.ECDSAPrivateKey

        init(_ components: borrowing ECDSAPrivateComponents) throws(CryptoError) {
            base = try Base.ECDSAPrivateKey(components)
        }

        func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
            altered(try base.sign(message, scheme: scheme), .signature)
        }
    }

    /// The other half of the same.
    final class PrivateKey: RSAPrivateKey, KnownAnswerDecryption {
        private let base: Base.PrivateKey

        init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
            base = try Base.PrivateKey(components)
        }

        func sign(_ message: Span<UInt8>, scheme: SignatureScheme) throws(CryptoError) -> [UInt8] {
            altered(try base.sign(message, scheme: scheme), .signature)
        }

        func decryptPremaster(_ ciphertext: Span<UInt8>, clientVersion: UInt16) throws(CryptoError) -> SecretBytes {
            let ciphertext = altered(ciphertext.indices.map { ciphertext[$0] }, .encryption)
            return try base.decryptPremaster(ciphertext.span, clientVersion: clientVersion)
        }

        func decryptKnownAnswer(_ ciphertext: Span<UInt8>) throws(CryptoError) -> [UInt8] {
            let ciphertext = altered(ciphertext.indices.map { ciphertext[$0] }, .encryption)
            return try base.decryptKnownAnswer(ciphertext.span)
        }
    }
}

private func altered(_ octets: [UInt8], _ fault: FaultyBackend.Fault) -> [UInt8] {
    guard FaultyBackend.has(fault), let last = octets.last else { return octets }
    return octets.dropLast() + [last ^ 1]
}
