#if SwiftCrypto
internal import enum Crypto.MLKEM768
internal import struct Crypto.SymmetricKey
public import CryptoBackend

/// A private key of MLKEM768.
///
/// Leaks: nothing in time. But the library keeps d and z in a `Data`, and the secret in another before its `SymmetricKey`, and wipes
/// neither; no public call gives a key or a secret otherwise.
public final class SwiftCryptoKEMKey: KEMKeyPair {
    /// The mechanism.
    public let algorithm: KEMAlgorithm
    /// What goes to the peer.
    public let encapsulationKey: [UInt8]
    private let key: MLKEM768.PrivateKey

    /// `PrivateKey()`.
    public convenience init(_ algorithm: KEMAlgorithm) throws(CryptoError) {
        self.init(algorithm, try calling("MLKEM768.PrivateKey()") { try MLKEM768.PrivateKey() })
    }

    private init(_ algorithm: KEMAlgorithm, _ key: MLKEM768.PrivateKey) {
        self.algorithm = algorithm
        self.key = key
        encapsulationKey = Array(key.publicKey.rawRepresentation)
    }

    /// `decapsulate`.
    public func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes {
        let expected = algorithm.ciphertextLength
        guard ciphertext.count == expected else {
            throw .invalidLength(of: .encapsulation, expected: expected, got: ciphertext.count)
        }
        let secret = try calling("decapsulate") {
            unsafe try ciphertext.withUnsafeBytes { unsafe try key.decapsulate($0) }
        }
        return SecretBytes(copying: secret)
    }

    /// `PublicKey(rawRepresentation:)`, which looks at the key (FIPS 203 §7.2), and `encapsulate`.
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation {
        let expected = algorithm.encapsulationKeyLength
        guard encapsulationKey.count == expected else {
            throw .invalidLength(of: .encapsulationKey, expected: expected, got: encapsulationKey.count)
        }
        let key: MLKEM768.PublicKey
        do {
            key = unsafe try encapsulationKey.withUnsafeBytes { unsafe try MLKEM768.PublicKey(rawRepresentation: $0) }
        } catch { throw .invalidEncapsulationKey(algorithm) }
        let made = try calling("encapsulate") { try key.encapsulate() }
        return Encapsulation(
            ciphertext: Array(made.encapsulated),
            sharedSecret: SecretBytes(copying: made.sharedSecret)
        )
    }
}

extension SwiftCryptoKEMKey: KnownAnswerKEM {
    /// `init(seedRepresentation:publicKey:)`.
    public convenience init(_ algorithm: KEMAlgorithm, seed: borrowing SecretBytes) throws(CryptoError) {
        let key = try seed.withBytes { (octets) throws(CryptoError) in
            try calling("MLKEM768.PrivateKey(seedRepresentation:)") {
                unsafe try octets.withUnsafeBytes { octets in
                    unsafe try MLKEM768.PrivateKey(seedRepresentation: octets, publicKey: nil)
                }
            }
        }
        self.init(algorithm, key)
    }

    /// Throws ``CryptoError/notOffered``: the library draws m, and cannot be told it.
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm,
        randomness: borrowing SecretBytes
    ) throws(CryptoError) -> Encapsulation { throw .notOffered }
}
#endif
