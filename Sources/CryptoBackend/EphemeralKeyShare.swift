/// One side's half of an ephemeral key exchange: a private value that is used once, and what the peer is sent of it.
///
/// It holds a secret, so it is a class that is wiped when it goes.
public protocol EphemeralKeyShare: AnyObject {
    /// Draws a private value.
    init(_ group: NamedGroup) throws(CryptoError)

    /// The group.
    var group: NamedGroup { get }

    /// What goes to the peer: ``NamedGroup/publicValueLength`` octets. A point of secp256r1 is not compressed
    /// (RFC 8422 §5.4.1); a number in a field is big-endian.
    var publicValue: [UInt8] { get }

    /// The premaster secret (RFC 8422 §5.10, RFC 5246 §8.1.2).
    ///
    /// Throws ``CryptoError/invalidPublicValue(_:)`` for a peer's value that must not be used: of a wrong length, a point that is
    /// not on the curve or of low order, a number that is not between 1 and p − 1 (RFC 7919 §5.1). Leaks: nothing for a curve. For
    /// a field the number of leading zero octets, which RFC 5246 §8.1.2 takes off and the length of the PRF's key then tells
    /// (the Raccoon attack); it can be of use only against a private value that serves twice, and this one does not.
    func sharedSecret(with peer: Span<UInt8>) throws(CryptoError) -> SecretBytes
}

/// A half whose private value is given, for known-answer tests alone; the layer check keeps it out of the engine.
public protocol KnownAnswerKeyShare: EphemeralKeyShare {
    /// Takes a private value of ``NamedGroup/privateValueLength`` octets; for a field it may have as many as the prime.
    init(_ group: NamedGroup, privateValue: borrowing SecretBytes) throws(CryptoError)
}
