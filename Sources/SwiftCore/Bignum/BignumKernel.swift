#if TLSBENCH_KERNELS
internal import AVX2BignumKernel
internal import IFMABignumKernel

/// Powers modulo an odd number, as every kernel offers them: all memory is the caller's, and begins on a multiple of 32 octets.
///
/// Leaks: only the lengths, and what `Vartime` says.
protocol BignumKernel: SendableMetatype {
    /// Whether it has digits for moduli of this length.
    static func takes(modulusBits: Int) -> Bool
    /// The words of a modulus's constants.
    static func constantWords(modulusBits: Int) -> Int
    /// The words to work in, which are zero at first.
    static func memoryWords(modulusBits: Int) -> Int
    /// R² as a power of two, for the kernel's own R.
    static func squaredRadixExponent(modulusBits: Int) -> Int

    /// Computes the constants from `count` limbs of m and of R² mod m.
    static func prepare(
        _ constants: UnsafeMutablePointer<UInt64>,
        modulusBits: Int,
        modulus: UnsafePointer<UInt64>,
        squaredRadix: UnsafePointer<UInt64>,
        count: Int,
        memory: UnsafeMutablePointer<UInt64>
    )

    /// A number below 2 m that is congruent to base^exponent, for a base below m, in place.
    static func power(
        _ limbs: UnsafeMutablePointer<UInt64>,
        count: Int,
        exponent: UnsafePointer<UInt8>,
        octets: Int,
        modulusBits: Int,
        constants: UnsafePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    )

    /// Two of these powers, modulo numbers of the same length and with exponents of the same length.
    static func powers(
        _ limbs: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>),
        count: Int,
        exponents: (UnsafePointer<UInt8>, UnsafePointer<UInt8>),
        octets: Int,
        modulusBits: Int,
        constants: (UnsafePointer<UInt64>, UnsafePointer<UInt64>),
        memory: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>)
    )

    /// The same as one power, with a public exponent above 0.
    static func powerVartime(
        _ limbs: UnsafeMutablePointer<UInt64>,
        count: Int,
        exponent: UInt64,
        modulusBits: Int,
        constants: UnsafePointer<UInt64>,
        memory: UnsafeMutablePointer<UInt64>
    )
}

extension AVX2Bignum: BignumKernel {
    /// One after the other: each alone keeps the multipliers busy.
    static func powers(
        _ limbs: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>),
        count: Int,
        exponents: (UnsafePointer<UInt8>, UnsafePointer<UInt8>),
        octets: Int,
        modulusBits: Int,
        constants: (UnsafePointer<UInt64>, UnsafePointer<UInt64>),
        memory: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>)
    ) {
        unsafe power(
            limbs.0,
            count: count,
            exponent: exponents.0,
            octets: octets,
            modulusBits: modulusBits,
            constants: constants.0,
            memory: memory.0
        )
        unsafe power(
            limbs.1,
            count: count,
            exponent: exponents.1,
            octets: octets,
            modulusBits: modulusBits,
            constants: constants.1,
            memory: memory.1
        )
    }
}

extension IFMABignum: BignumKernel {}

extension Dispatch.Bignum {
    /// The tier's code; nil for the portable one, which is no kernel's.
    var kernel: (any BignumKernel.Type)? {
        switch self {
        case .portable: nil
        case .avx2: AVX2Bignum.self
        case .ifma: IFMABignum.self
        }
    }
}
#endif
