internal import CryptoBackend

/// One prime of a private key with its exponent: p and dP, or q and dQ. Wiped when it goes.
final class PrimeFactor<Modulus: ModularArithmetic>: Sendable {
    /// The prime, ready to compute with.
    let modulus: Modulus
    /// dP = d mod (p − 1).
    private let exponent: SecretBytes
    /// p − 1 − dP, which is −d modulo p − 1.
    private let negatedExponent: SecretBytes

    /// Takes numbers of the same length; throws ``CryptoError/invalidKey(_:)`` if `prime` is even or 1.
    init(prime: borrowing SecretBytes, exponent: consuming SecretBytes) throws(CryptoError) {
        do throws(CryptoError) { modulus = try Modulus(oddModulus: prime) } catch { throw .invalidKey(.inconsistent) }
        let largest = try modulus.subtract(SecretBytes(zeroed: 0), SecretBytes(copying: [1].span))
        negatedExponent = try modulus.subtract(largest, exponent)
        self.exponent = exponent
    }

    /// value^dP mod p and value^dQ mod q, for any value of up to twice the primes' length.
    static func powers(
        _ value: borrowing SecretBytes,
        _ first: PrimeFactor,
        _ second: PrimeFactor
    ) throws(CryptoError) -> PowerPair {
        try Modulus.powers(
            first.modulus.reduce(value),
            secretExponent: first.exponent,
            modulo: first.modulus,
            second.modulus.reduce(value),
            secretExponent: second.exponent,
            modulo: second.modulus
        )
    }

    /// value^(−d) modulo both, for a value that neither divides: value^(p − 1) is 1 (Fermat).
    static func inversePowers(
        _ value: borrowing SecretBytes,
        _ first: PrimeFactor,
        _ second: PrimeFactor
    ) throws(CryptoError) -> PowerPair {
        try Modulus.powers(
            first.modulus.reduce(value),
            secretExponent: first.negatedExponent,
            modulo: first.modulus,
            second.modulus.reduce(value),
            secretExponent: second.negatedExponent,
            modulo: second.modulus
        )
    }

    /// Whether value^exponent is `power` modulo both, for any exponent.
    static func agree(
        _ value: borrowing SecretBytes,
        raisedTo exponent: borrowing SecretBytes,
        with power: borrowing SecretBytes,
        _ first: PrimeFactor,
        _ second: PrimeFactor
    ) throws(CryptoError) -> Choice {
        let computed = try Modulus.powers(
            first.modulus.reduce(value),
            secretExponent: exponent,
            modulo: first.modulus,
            second.modulus.reduce(value),
            secretExponent: exponent,
            modulo: second.modulus
        )
        return try equal(computed.first, first.modulus.reduce(power))
            & equal(computed.second, second.modulus.reduce(power))
    }
}
