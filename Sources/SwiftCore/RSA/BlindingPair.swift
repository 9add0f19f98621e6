internal import CryptoBackend

/// A random number modulo n with its (−d)th power. Wiped when it goes.
final class BlindingPair: Sendable {
    /// A.
    let factor: SecretBytes
    /// A^(−d).
    let remover: SecretBytes

    private init(factor: consuming SecretBytes, remover: consuming SecretBytes) {
        self.factor = factor
        self.remover = remover
    }

    /// A fresh pair. Leaks: only lengths.
    static func random<Modulus>(
        _ chineseRemainder: ChineseRemainder<Modulus>,
        modulus: Modulus,
        from source: (some RandomSource).Type
    ) throws(CryptoError) -> BlindingPair {
        let factor = try randomNumber(below: modulus, from: source)
        let remover = try chineseRemainder.inversePower(factor)
        return BlindingPair(factor: factor, remover: remover)
    }

    /// (A², A^(−2d)). Leaks: only lengths.
    func squared(_ modulus: some ModularArithmetic) throws(CryptoError) -> BlindingPair {
        BlindingPair(
            factor: try modulus.multiply(factor, factor),
            remover: try modulus.multiply(remover, remover)
        )
    }
}

/// A random number below the modulus, uniform to within 2⁻⁶⁴: that many more bits are drawn than it has.
func randomNumber(
    below modulus: some ModularArithmetic,
    from source: (some RandomSource).Type
) throws(CryptoError) -> SecretBytes {
    try modulus.reduce(source.octets(modulus.octetCount + 8))
}
