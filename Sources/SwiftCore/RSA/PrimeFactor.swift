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

    /// value^dP mod p, for any value of up to twice the prime's length.
    func power(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        try modulus.power(modulus.reduce(value), secretExponent: exponent)
    }

    /// value^(−d) mod p, for a value that p does not divide: value^(p − 1) is 1 (Fermat).
    func inversePower(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        try modulus.power(modulus.reduce(value), secretExponent: negatedExponent)
    }

    /// Whether value^exponent is `power` modulo p.
    func agrees(
        _ value: borrowing SecretBytes,
        raisedTo exponent: borrowing SecretBytes,
        with power: borrowing SecretBytes
    ) throws(CryptoError) -> Choice {
        let computed = try modulus.power(modulus.reduce(value), secretExponent: exponent)
        return try equal(computed, modulus.reduce(power))
    }
}
