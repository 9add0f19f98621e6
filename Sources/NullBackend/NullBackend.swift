public import CryptoBackend

/// No security at all: constant answers in place of cryptography.
///
/// With it a handshake is deterministic, which tests of the state machine want, and costs only what the engine costs, which
/// benchmarks want. It is never part of `all`, and the conformance suite has nothing to say about it.
public enum NullBackend: CryptoBackend {
    /// It says of itself what it is.
    public static let identity = BackendIdentity(name: "null", library: "none", version: "0", codePath: "no security")
    /// It pretends to everything.
    public static let capabilities = Capabilities.complete.offering(kems: KEMAlgorithm.allCases)

    /// There is no choice.
    public static func codePath(of primitive: Primitive) -> String { "null" }

    /// The octet 0x5A throughout.
    public static func fillRandom(_ output: inout MutableSpan<UInt8>) { fill(&output, with: 0x5A) }

    /// The octet 0xA5 throughout, whatever the secret.
    public static func prf(
        _ secret: borrowing SecretBytes,
        label: PRFLabel,
        seed: Span<UInt8>,
        hash: HashAlgorithm,
        into output: inout MutableSpan<UInt8>
    ) { fill(&output, with: 0xA5) }

    /// A hash that forgets its message.
    public struct Hash: HashContext {
        private let algorithm: HashAlgorithm
        /// Remembers only how long the digest is to be.
        public init(_ algorithm: HashAlgorithm) { self.algorithm = algorithm }
        /// Nothing.
        public mutating func update(_ octets: Span<UInt8>) {}
        /// The octet 0x11 throughout.
        public func currentDigest() -> Digest { Digest(algorithm) { fill(&$0, with: 0x11) } }
    }

    /// A MAC that forgets its key and its message.
    public final class MAC: MACContext {
        /// Nothing is kept.
        public init(key: borrowing SecretBytes, hash: HashAlgorithm) {}
        /// Nothing.
        public func update(_ octets: Span<UInt8>) {}
        /// The octet 0x22 throughout.
        public func finalize(into output: inout MutableSpan<UInt8>) { fill(&output, with: 0x22) }
    }

    /// The plaintext itself, and a constant tag.
    public final class AEAD: RecordAEAD {
        /// Nothing is kept.
        public init(_ algorithm: AEADAlgorithm, key: borrowing SecretBytes) {}

        /// Writes the tag.
        public func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {
            for index in record.count - AEADAlgorithm.tagLength..<record.count { record[index] = 0x33 }
        }

        /// Looks at the tag, so that a record that was cut or moved is still refused.
        public func open(
            _ record: inout MutableSpan<UInt8>,
            nonce: Span<UInt8>,
            additional: Span<UInt8>
        ) throws(CryptoError) {
            for index in record.count - AEADAlgorithm.tagLength..<record.count where record[index] != 0x33 {
                throw .badRecordTag
            }
        }
    }

    /// Half of no key exchange.
    public final class KeyShare: EphemeralKeyShare {
        /// The group.
        public let group: NamedGroup
        /// The octet 0x44 throughout.
        public let publicValue: [UInt8]
        /// Remembers only the group.
        public init(_ group: NamedGroup) {
            self.group = group
            publicValue = [UInt8](repeating: 0x44, count: group.publicValueLength)
        }
        /// Zeros, whatever the peer's value.
        public func sharedSecret(with peer: Span<UInt8>) -> SecretBytes { SecretBytes(zeroed: 32) }
    }

    /// The key pair of no key encapsulation.
    public final class KEMKey: KEMKeyPair {
        /// The mechanism.
        public let algorithm: KEMAlgorithm
        /// The octet 0x55 throughout.
        public let encapsulationKey: [UInt8]
        /// Remembers only the mechanism.
        public init(_ algorithm: KEMAlgorithm) {
            self.algorithm = algorithm
            encapsulationKey = [UInt8](repeating: 0x55, count: algorithm.encapsulationKeyLength)
        }
        /// Zeros, whatever the ciphertext.
        public func decapsulate(_ ciphertext: Span<UInt8>) -> SecretBytes {
            SecretBytes(zeroed: KEMAlgorithm.sharedSecretLength)
        }
        /// Zeros, and the octet 0x66 throughout for a ciphertext, whatever the key.
        public static func encapsulate(to encapsulationKey: Span<UInt8>, _ algorithm: KEMAlgorithm) -> Encapsulation {
            Encapsulation(
                ciphertext: [UInt8](repeating: 0x66, count: algorithm.ciphertextLength),
                sharedSecret: SecretBytes(zeroed: KEMAlgorithm.sharedSecretLength)
            )
        }
    }

    /// Leaves the premaster secret as it is, behind zeros.
    public final class PublicKey: RSAPublicKey {
        private let length: Int
        /// Remembers only how long a ciphertext is to be.
        public init(_ components: RSAPublicComponents) { length = components.modulusLength }
        /// Zeros and then `premaster`, together as many octets as the modulus has.
        public func encryptPremaster(_ premaster: borrowing SecretBytes) -> [UInt8] {
            var ciphertext = [UInt8](repeating: 0, count: length)
            premaster.withBytes { octets in
                for index in octets.indices { ciphertext[length - octets.count + index] = octets[index] }
            }
            return ciphertext
        }
        /// Every signature holds.
        public func verify(_ signature: Span<UInt8>, over message: Span<UInt8>, scheme: SignatureScheme) {}
    }

    /// An ECDSA key that looks at nothing.
    public final class ECDSAPublicKey: ECDSAVerifyingKey {
        /// Nothing is kept.
        public init(_ components: ECDSAPublicComponents) {}
        /// Every signature holds.
        public func verify(_ signature: Span<UInt8>, over message: Span<UInt8>, scheme: SignatureScheme) {}
    }

    /// An ECDSA key that forgets itself.
    public final class ECDSAPrivateKey: ECDSASigningKey {
        /// Nothing is kept.
        public init(_ components: borrowing ECDSAPrivateComponents) {}
        /// Zeros, as many as most signatures have octets.
        public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) -> [UInt8] {
            [UInt8](repeating: 0, count: 71)
        }
    }

    /// Takes the last 48 octets for the premaster secret.
    public final class PrivateKey: RSAPrivateKey {
        private let length: Int
        /// Remembers only how long a signature is to be.
        public init(_ components: borrowing RSAPrivateComponents) {
            length = components.publicComponents.modulusLength
        }
        /// Zeros, as many as the modulus has octets.
        public func sign(_ message: Span<UInt8>, scheme: SignatureScheme) -> [UInt8] {
            [UInt8](repeating: 0, count: length)
        }
        /// The last 48 octets of `ciphertext`, whatever stands before them.
        public func decryptPremaster(_ ciphertext: Span<UInt8>, clientVersion: UInt16) -> SecretBytes {
            SecretBytes(copying: ciphertext.extracting(last: 48))
        }
    }
}

private func fill(_ output: inout MutableSpan<UInt8>, with octet: UInt8) {
    for index in output.indices { output[index] = octet }
}
