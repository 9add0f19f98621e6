internal import CryptoBackend

/// RSADP, which is RSASP1 too: x^d mod n (RFC 8017 §5.1.2, §5.2.1), blinded and checked.
///
/// Wiped when it goes. Leaks: only the lengths of the key's components.
final class PrivateOperation<Modulus: ModularArithmetic, Random: RandomSource>: Sendable {
    private let publicOperation: PublicOperation<Modulus>
    private let chineseRemainder: ChineseRemainder<Modulus>
    private let blinding: Blinding<Modulus, Random>

    /// Throws ``CryptoError/invalidKey(_:)`` unless the components belong together.
    init(_ components: borrowing RSAPrivateComponents) throws(CryptoError) {
        publicOperation = try PublicOperation(components.publicComponents)
        let modulus = publicOperation.modulus
        chineseRemainder = try ChineseRemainder(components, modulus: modulus)
        blinding = try Blinding(chineseRemainder, modulus: modulus)

        // A random number there and back finds a wrong p, q, dP, dQ or qInv, one that is too large included, but for a
        // chance of about 2^(−1000); and so does its power by d a wrong d.
        let value = try randomNumber(below: modulus, from: Random.self)
        let power = try publicOperation.apply(value)
        let exponent = try fitted(components.privateExponent, to: components.publicComponents.modulusLength)
        let agrees = try chineseRemainder.agrees(power, raisedTo: exponent, with: value)
        do throws(CryptoError) {
            let returns = try equal(apply(power), value)
            // Public: whether a key is valid.
            guard (returns & agrees).declassify() else { throw .faultDetected }
        } catch {
            throw error == .faultDetected ? .invalidKey(.inconsistent) : error
        }
    }

    /// The length of n in octets: RFC 8017's k.
    var modulusLength: Int { publicOperation.modulusLength }

    /// The length of n in bits: RFC 8017's modBits.
    var modulusBits: Int { publicOperation.components.modulusBits }

    /// Whether a public number of k octets is below n. In variable time.
    func isInRangeVartime(_ octets: Span<UInt8>) -> Bool { publicOperation.isInRangeVartime(octets) }

    /// value^d mod n, for a value below n of k octets.
    ///
    /// Throws ``CryptoError/faultDetected`` if the result is wrong: one signature computed with a fault in one half would
    /// give away the primes (Boneh, DeMillo, Lipton, EUROCRYPT '97).
    func apply(_ value: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        let modulus = publicOperation.modulus
        let pair = try blinding.take()
        let blinded = try modulus.multiply(value, pair.factor)
        let power = try chineseRemainder.power(blinded)
        let result = try modulus.multiply(power, pair.remover)
        // Public: a fault of the machine. A correct result never differs, whatever the value.
        guard try equal(publicOperation.apply(result), value).declassify() else { throw .faultDetected }
        return result
    }
}
