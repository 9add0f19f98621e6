public import CryptoBackend

/// The key pair of ML-KEM-768, in Swift.
public final class SwiftKEMKey<Random: RandomSource>: KnownAnswerKEM {
    /// ML-KEM-768, for there is no other.
    public let algorithm: KEMAlgorithm
    /// What goes to the peer.
    public let encapsulationKey: [UInt8]
    private let secrets: KEMSecrets

    /// Draws d and z. Leaks: nothing but the encapsulation key.
    public convenience init(_ algorithm: KEMAlgorithm) throws(CryptoError) {
        try self.init(algorithm, seed: try Random.octets(64))
    }

    /// Takes d and z. Leaks: nothing but the encapsulation key.
    public init(_ algorithm: KEMAlgorithm, seed: borrowing SecretBytes) throws(CryptoError) {
        guard seed.count == 64 else { throw .invalidLength(of: .privateValue, expected: 64, got: seed.count) }
        self.algorithm = algorithm
        var key = [UInt8](repeating: 0, count: algorithm.encapsulationKeyLength)
        secrets = KEMSecrets(seed: seed, encapsulationKey: &key)
        encapsulationKey = key
    }

    /// The secret inside a ciphertext. Leaks: nothing.
    public func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        let expected = algorithm.ciphertextLength
        guard ciphertext.count == expected else {
            throw .invalidLength(of: .encapsulation, expected: expected, got: ciphertext.count)
        }
        return secrets.decapsulate(ciphertext)
    }

    /// Draws m. Leaks: nothing of it.
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation {
        try encapsulate(to: encapsulationKey, algorithm, randomness: try Random.octets(32))
    }

    /// Takes m. Leaks: nothing of it.
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm,
        randomness: borrowing SecretBytes
    ) throws(CryptoError) -> Encapsulation {
        let expected = algorithm.encapsulationKeyLength
        guard encapsulationKey.count == expected else {
            throw .invalidLength(of: .encapsulationKey, expected: expected, got: encapsulationKey.count)
        }
        guard randomness.count == 32 else {
            throw .invalidLength(of: .privateValue, expected: 32, got: randomness.count)
        }
        guard let encapsulation = KEMEncapsulation.make(encapsulationKey, message: randomness) else {
            throw .invalidEncapsulationKey(algorithm)
        }
        return encapsulation
    }
}
