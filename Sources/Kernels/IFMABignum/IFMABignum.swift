/// Powers modulo an odd number of 512 to 3325 bits, in the multiplications of 52 bits of AVX-512 IFMA, on registers of 256 bits
/// (AVX512VL). Never to be reached on a CPU without it.
///
/// All memory is the caller's, begins on a multiple of 32 octets, and holds secrets afterwards. Leaks: only the lengths, and
/// what `Vartime` says.
public enum IFMABignum {
    /// The lengths of modulus that it takes, in bits.
    public static func takes(modulusBits: Int) -> Bool {
        modulusBits >= 512 && Radix(modulusBits: modulusBits).blocks <= Radix.mostBlocks
    }

    /// The words of a modulus's constants.
    public static func constantWords(modulusBits: Int) -> Int { 4 * Radix(modulusBits: modulusBits).digits }

    /// The words to work in, which are zero at first.
    public static func memoryWords(modulusBits: Int) -> Int {
        unsafe Exponentiation.words(Radix(modulusBits: modulusBits))
    }

    /// R² as a power of two.
    public static func squaredRadixExponent(modulusBits: Int) -> Int {
        let radix = Radix(modulusBits: modulusBits)
        return 2 * Radix.bits * radix.digits
    }

    /// Computes the constants from `count` limbs of m and of R² mod m.
    public static func prepare(
        _ constants: UnsafeMutablePointer<UInt64>,
        modulusBits: Int,
        modulus: UnsafePointer<UInt64>,
        squaredRadix: UnsafePointer<UInt64>,
        count: Int,
        memory: UnsafeMutablePointer<UInt64>
    ) {
        let radix = Radix(modulusBits: modulusBits)
        let inverse = unsafe constants + radix.digits
        unsafe Digits.load(modulus, count: count, radix, into: constants)
        unsafe Digits.load(squaredRadix, count: count, radix, into: constants + 2 * radix.digits)
        let residue = unsafe Residue(radix, modulus: constants, inverse: inverse, memory: memory)
        unsafe residue.computeInverse(into: inverse, lowestLimb: modulus[0])
        unsafe residue.computeMultiple(into: constants + 3 * radix.digits)
    }

    /// A number below 2 m that is congruent to base^exponent, for a base below m, in place.
    ///
    /// - Parameters:
    ///   - limbs: `count` limbs, which have room for 2 m.
    ///   - exponent: `octets` octets, big-endian.
    public static func power(
        _ limbs: UnsafeMutablePointer<UInt64>,
        count: Int,
        exponent: UnsafePointer<UInt8>,
        octets: Int,
        modulusBits: Int,
        constants: UnsafePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    ) {
        let modulus = unsafe Exponentiation(Radix(modulusBits: modulusBits), constants: constants, memory: memory)
        unsafe modulus.power(limbs, count: count, exponent: exponent, octets: octets)
    }

    /// The same with a public exponent above 0, by squaring and multiplying as its bits say.
    public static func powerVartime(
        _ limbs: UnsafeMutablePointer<UInt64>,
        count: Int,
        exponent: UInt64,
        modulusBits: Int,
        constants: UnsafePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    ) {
        let modulus = unsafe Exponentiation(Radix(modulusBits: modulusBits), constants: constants, memory: memory)
        unsafe modulus.powerVartime(limbs, count: count, exponent: exponent)
    }

    /// Two of ``power(_:count:exponent:octets:modulusBits:constants:memory:)`` at once, modulo numbers of the same length and
    /// with exponents of the same length.
    public static func powers(
        _ limbs: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>),
        count: Int,
        exponents: (UnsafePointer<UInt8>, UnsafePointer<UInt8>),
        octets: Int,
        modulusBits: Int,
        constants: (UnsafePointer<UInt64>, UnsafePointer<UInt64>),
        memory: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>)
    ) {
        let radix = Radix(modulusBits: modulusBits)
        let first = unsafe Exponentiation(radix, constants: constants.0, memory: memory.0)
        let second = unsafe Exponentiation(radix, constants: constants.1, memory: memory.1)
        unsafe ExponentiationPair(first, second).power(limbs, count: count, exponents: exponents, octets: octets)
    }
}
