/// One side's key pair of a key encapsulation, made for one exchange.
///
/// It holds a secret, so it is a class that is wiped when it goes.
public protocol KEMKeyPair: AnyObject {
    /// Draws a pair of keys; throws ``CryptoError/notOffered`` for a mechanism that the library lacks, and what its source of random
    /// octets throws.
    init(_ algorithm: KEMAlgorithm) throws(CryptoError)

    /// The mechanism.
    var algorithm: KEMAlgorithm { get }

    /// What goes to the peer: ``KEMAlgorithm/encapsulationKeyLength`` octets.
    var encapsulationKey: [UInt8] { get }

    /// The secret inside a ciphertext; for one that was not made under this key a secret that fits nothing (FIPS 203 §6.3).
    ///
    /// Throws ``CryptoError/invalidLength(of:expected:got:)`` for a ciphertext of another length, and for nothing else. Leaks:
    /// nothing, least of all whether the ciphertext was good.
    func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes

    /// A secret, and its encapsulation under a peer's key.
    ///
    /// Throws ``CryptoError/invalidEncapsulationKey(_:)`` for a key with a coefficient that is not below q (FIPS 203 §7.2), and
    /// ``CryptoError/invalidLength(of:expected:got:)`` for one of another length. Leaks: nothing of the secret.
    static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation
}

/// What an encapsulation gives.
public struct Encapsulation: ~Copyable {
    /// What goes to the owner of the key: ``KEMAlgorithm/ciphertextLength`` octets.
    public let ciphertext: [UInt8]
    /// ``KEMAlgorithm/sharedSecretLength`` octets.
    public let sharedSecret: SecretBytes

    /// Both, as a backend made them.
    public init(ciphertext: [UInt8], sharedSecret: consuming SecretBytes) {
        self.ciphertext = ciphertext
        self.sharedSecret = sharedSecret
    }
}

/// A key pair and an encapsulation whose random octets are given, for known-answer tests alone; the layer check keeps it out of
/// the engine.
public protocol KnownAnswerKEM: KEMKeyPair {
    /// The pair of d and then z, 32 octets each (FIPS 203 §6.1); throws ``CryptoError/invalidLength(of:expected:got:)`` for another
    /// length.
    init(_ algorithm: KEMAlgorithm, seed: borrowing SecretBytes) throws(CryptoError)

    /// The encapsulation of m, 32 octets (FIPS 203 §6.2); throws as ``KEMKeyPair/encapsulate(to:_:)`` does, and
    /// ``CryptoError/notOffered`` where the library cannot be told m.
    static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm,
        randomness: borrowing SecretBytes
    ) throws(CryptoError) -> Encapsulation
}

/// For a backend that has no key encapsulation, and lists none.
public final class NoKEM: KEMKeyPair {
    /// None.
    public let algorithm: KEMAlgorithm
    /// None.
    public var encapsulationKey: [UInt8] { [] }

    /// Throws ``CryptoError/notOffered``.
    public init(_ algorithm: KEMAlgorithm) throws(CryptoError) { throw .notOffered }

    /// Throws ``CryptoError/notOffered``.
    public func decapsulate(_ ciphertext: Span<UInt8>) throws(CryptoError) -> SecretBytes { throw .notOffered }

    /// Throws ``CryptoError/notOffered``.
    public static func encapsulate(
        to encapsulationKey: Span<UInt8>,
        _ algorithm: KEMAlgorithm
    ) throws(CryptoError) -> Encapsulation { throw .notOffered }
}
