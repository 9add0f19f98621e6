public import CryptoBackend

extension MontgomeryModulus {
    /// Both powers at once where one kernel takes both moduli; else one after the other.
    ///
    /// Leaks: only the lengths of its arguments.
    public static func powers(
        _ base1: borrowing SecretBytes,
        secretExponent exponent1: borrowing SecretBytes,
        modulo first: MontgomeryModulus,
        _ base2: borrowing SecretBytes,
        secretExponent exponent2: borrowing SecretBytes,
        modulo second: MontgomeryModulus
    ) throws(CryptoError) -> PowerPair {
        // Lengths, which are public.
        guard let kernel1 = first.kernel, let kernel2 = second.kernel,
            KernelModulus.takesTogether(kernel1, kernel2), exponent1.count == exponent2.count, exponent1.count > 0
        else {
            return PowerPair(
                first: try first.power(base1, secretExponent: exponent1),
                second: try second.power(base2, secretExponent: exponent2)
            )
        }
        try first.checkLength(base1)
        try second.checkLength(base2)
        return powers(base1, exponent1, first, kernel1, base2, exponent2, second, kernel2)
    }
}
