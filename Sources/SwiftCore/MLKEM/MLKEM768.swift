/// The parameters of ML-KEM-768 (FIPS 203 §8), and the lengths that follow from them.
enum MLKEM768 {
    /// The rank of the module.
    static var rank: Int { 3 }
    /// Numbers of a vector.
    static var vector: Int { rank * Polynomial.count }
    /// Octets of an encoded vector.
    static var vectorOctets: Int { 384 * rank }
    /// Octets of an encapsulation key: t̂ and ρ.
    static var keyOctets: Int { vectorOctets + 32 }
    /// Octets of a ciphertext: u with ten bits a number, v with four.
    static var ciphertextOctets: Int { 320 * rank + 128 }
    /// Numbers of y, e₁ and e₂, the coins of an encryption, in this order.
    static var coins: Int { 7 * Polynomial.count }

    /// The words that ``KPKE`` works in: the batch, a block of output, four polynomials.
    static var words: Int { polynomialsBegin + 4 * Polynomial.words }
    static var outputBegins: Int { 128 }
    static var polynomialsBegin: Int { 160 }
}
