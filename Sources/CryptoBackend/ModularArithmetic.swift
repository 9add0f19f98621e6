/// The smaller seam: all that a bignum library must give to become a backend, through `SwiftCore`.
///
/// One value is one odd modulus with what was computed for it once. It may be secret (a prime of an RSA key): only its
/// length is leaked. Numbers are big-endian octets. Each result has exactly ``octetCount`` octets.
public protocol ModularArithmetic: Sendable {
    /// Takes an odd modulus above 1. Leaks: only its length, so leading zero octets cost time but tell nothing.
    init(oddModulus: borrowing SecretBytes) throws(CryptoError)

    /// The library behind it, for results.
    static var library: (name: String, library: String, version: String, codePath: String) { get }

    /// Which of its code runs in this process for moduli of a length, in a word.
    static func codePath(modulusBits: Int) -> String

    /// The length of the modulus, and of every result, in octets.
    var octetCount: Int { get }

    /// base^exponent mod m, with a secret exponent. Leaks: only the lengths of its arguments.
    ///
    /// - Parameter base: below the modulus.
    func power(_ base: borrowing SecretBytes, secretExponent: borrowing SecretBytes) throws(CryptoError) -> SecretBytes

    /// Two such powers, modulo both primes of a key, for who computes them faster at once. Default: one after the other.
    ///
    /// Leaks: only the lengths of its arguments.
    static func powers(
        _ base1: borrowing SecretBytes,
        secretExponent exponent1: borrowing SecretBytes,
        modulo first: Self,
        _ base2: borrowing SecretBytes,
        secretExponent exponent2: borrowing SecretBytes,
        modulo second: Self
    ) throws(CryptoError) -> PowerPair

    /// base^exponent mod m, with a public exponent, whose bits decide the time. Leaks nothing of `base` but its length.
    ///
    /// - Parameter base: below the modulus.
    func power(_ base: borrowing SecretBytes, publicExponentVartime: UInt64) throws(CryptoError) -> SecretBytes

    /// value mod m, for a value of up to twice the modulus's length.
    func reduce(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes

    /// left × right mod m; both below the modulus.
    func multiply(_ left: borrowing SecretBytes, _ right: borrowing SecretBytes) throws(CryptoError) -> SecretBytes

    /// left − right mod m; both below the modulus.
    func subtract(_ left: borrowing SecretBytes, _ right: borrowing SecretBytes) throws(CryptoError) -> SecretBytes

    /// value⁻¹ mod m for a prime modulus, as value^(m − 2) (Fermat). Leaks: only lengths.
    func inverseModuloPrime(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes
}
