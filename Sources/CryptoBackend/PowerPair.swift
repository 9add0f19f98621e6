/// The results of two computations with secrets.
public struct PowerPair: ~Copyable {
    /// Of the first.
    public let first: SecretBytes
    /// Of the second.
    public let second: SecretBytes

    /// Both.
    public init(first: consuming SecretBytes, second: consuming SecretBytes) {
        self.first = first
        self.second = second
    }
}

extension ModularArithmetic {
    /// One after the other.
    public static func powers(
        _ base1: borrowing SecretBytes,
        secretExponent exponent1: borrowing SecretBytes,
        modulo first: Self,
        _ base2: borrowing SecretBytes,
        secretExponent exponent2: borrowing SecretBytes,
        modulo second: Self
    ) throws(CryptoError) -> PowerPair {
        PowerPair(
            first: try first.power(base1, secretExponent: exponent1),
            second: try second.power(base2, secretExponent: exponent2)
        )
    }
}
