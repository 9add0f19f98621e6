/// Powers modulo an odd number of 512 to 4096 bits, in AVX2. Never to be reached on a CPU without it.
///
/// All memory is the caller's, begins on a multiple of 32 octets, and holds secrets afterwards. Leaks: only the lengths, and
/// what `Vartime` says.
public enum AVX2Bignum {
    /// The lengths of modulus that it takes, in bits.
    public static func takes(modulusBits: Int) -> Bool { modulusBits >= 512 && modulusBits <= 4096 }

    /// The words of a modulus's constants.
    public static func constantWords(modulusBits: Int) -> Int { 3 * Radix(modulusBits: modulusBits).digits }

    /// The words to work in, which are zero at first.
    public static func memoryWords(modulusBits: Int) -> Int {
        unsafe Exponentiation.words(Radix(modulusBits: modulusBits))
    }

    /// R² as a power of two.
    public static func squaredRadixExponent(modulusBits: Int) -> Int {
        let radix = Radix(modulusBits: modulusBits)
        return 2 * radix.bits * radix.digits
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
        let constants = unsafe signed(constants)
        let inverse = unsafe constants + radix.digits
        unsafe Digits.load(modulus, count: count, radix, into: constants)
        unsafe Digits.load(squaredRadix, count: count, radix, into: constants + 2 * radix.digits)
        let residue = unsafe Residue(radix, modulus: constants, inverse: inverse, memory: signed(memory))
        unsafe residue.computeInverse(into: inverse, lowestLimb: modulus[0])
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
        let modulus = unsafe Self.modulus(modulusBits, constants, memory)
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
        let modulus = unsafe Self.modulus(modulusBits, constants, memory)
        unsafe modulus.powerVartime(limbs, count: count, exponent: exponent)
    }

    private static func modulus(
        _ modulusBits: Int,
        _ constants: UnsafePointer<UInt64>,
        _ memory: UnsafeMutablePointer<UInt64>
    ) -> Exponentiation {
        let constants = unsafe UnsafeRawPointer(constants).assumingMemoryBound(to: Int64.self)
        return unsafe Exponentiation(Radix(modulusBits: modulusBits), constants: constants, memory: signed(memory))
    }
}

/// The same words as signed numbers, which have the same layout; nobody else uses this memory meanwhile.
private func signed(_ words: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<Int64> {
    unsafe UnsafeMutableRawPointer(words).assumingMemoryBound(to: Int64.self)
}
