internal import CryptoBackend

/// Private exponentiation with the two primes (RFC 8017 §5.1.2, step 2.b), neither blinded nor checked.
///
/// Wiped when it goes. Leaks: only lengths, and whether both primes fit in half the modulus's length.
final class ChineseRemainder<Modulus: ModularArithmetic>: Sendable {
    private let modulus: Modulus
    private let first: PrimeFactor<Modulus>
    private let second: PrimeFactor<Modulus>
    private let prime2: SecretBytes
    private let coefficient: SecretBytes

    /// Takes p, q, dP, dQ and qInv; throws ``CryptoError/invalidKey(_:)`` if p × q is not the modulus.
    ///
    /// Whether dP, dQ and qInv belong to them, only an exponentiation can tell.
    init(_ components: borrowing RSAPrivateComponents, modulus: Modulus) throws(CryptoError) {
        let length = Self.primeLength(components)
        let prime1 = try fitted(components.prime1, to: length)
        prime2 = try fitted(components.prime2, to: length)
        guard isProduct(components.publicComponents.modulus.span, of: prime1, prime2).declassify() else {
            throw .invalidKey(.inconsistent)
        }
        first = try PrimeFactor(prime: prime1, exponent: fitted(components.exponent1, to: length))
        second = try PrimeFactor(prime: prime2, exponent: fitted(components.exponent2, to: length))
        coefficient = try fitted(components.coefficient, to: length)
        self.modulus = modulus
    }

    /// value^d mod n, for a value below n.
    func power(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        // i. m_1 = c^dP mod p, m_2 = c^dQ mod q
        try recombine(PrimeFactor.powers(value, first, second))
    }

    /// value^(−d) mod n, for a value below n and prime to it.
    func inversePower(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        try recombine(PrimeFactor.inversePowers(value, first, second))
    }

    /// Whether value^exponent is `power` modulo n, by way of both primes.
    func agrees(
        _ value: borrowing SecretBytes,
        raisedTo exponent: borrowing SecretBytes,
        with power: borrowing SecretBytes
    ) throws(CryptoError) -> Choice {
        try PrimeFactor.agree(value, raisedTo: exponent, with: power, first, second)
    }

    private func recombine(_ powers: consuming PowerPair) throws(CryptoError) -> SecretBytes {
        // iii. h = (m_1 − m_2) × qInv mod p
        let difference = try first.modulus.subtract(powers.first, first.modulus.reduce(powers.second))
        let multiple = try first.modulus.multiply(difference, coefficient)
        // iv. m = m_2 + q × h. It is at most q − 1 + q × (p − 1) = n − 1, so that modulo n is as good as exactly.
        let product = try modulus.multiply(multiple, prime2)
        return try modulus.subtract(product, modulus.subtract(SecretBytes(zeroed: 0), powers.second))
    }

    /// Half the modulus's length if both primes fit in it, as those of every usual key do; else all of it.
    private static func primeLength(_ components: borrowing RSAPrivateComponents) -> Int {
        let whole = components.publicComponents.modulusLength
        let half = (whole + 1) / 2
        // Public: how long the primes are.
        let isBalanced = fits(components.prime1, in: half) & fits(components.prime2, in: half)
        return isBalanced.declassify() ? half : whole
    }
}
