internal import CryptoBackend

/// Which kernel tiers run in this process: decided once, from what the CPU has less what `TLSBENCH_ISA` takes away.
///
/// A tier is never reached on a CPU that lacks one of its features.
enum Dispatch {
    /// The tiers of AES-GCM, from the portable one to the best.
    enum GCM: String {
        /// Bit-sliced AES, masked multiplication.
        case portable
        /// AES-NI and PCLMULQDQ on 128-bit registers.
        case aesclmul = "aes-ni"
        /// VAES and VPCLMULQDQ on 256-bit registers.
        case vaes
        /// The same on 512-bit registers, with AVX-512's masks.
        case vaes512 = "vaes-avx512"
        /// AES and PMULL of AArch64.
        case aespmull = "aes-pmull"
        /// The same, with the sums of three vectors that SHA3 brings.
        case aespmullEOR3 = "aes-pmull-eor3"
    }

    /// The tiers of ChaCha20-Poly1305.
    enum ChaCha: String, CaseIterable {
        /// Vectors of 128 bits that every processor has, 64-bit limbs.
        case portable
        /// Vectors of 256 bits, products of 26 bits.
        case avx2
        /// Vectors of 512 bits, products of 44 bits.
        case ifma = "avx512-ifma"
    }

    /// The tiers of SHA-256.
    enum SHA256Tier: String {
        /// Plain words.
        case portable
        /// The SHA extensions of x86-64.
        case shani = "sha-ni"
        /// SHA2 of AArch64.
        case sha2
    }

    /// The tiers of SHA-384.
    enum SHA512Tier: String {
        /// Plain words.
        case portable
        /// BMI2's rotations, and half of the words in AVX-512's registers.
        case avx512
        /// SHA512 of AArch64.
        case sha512
    }

    /// The tiers of modular powers in ``MontgomeryModulus``.
    enum Bignum: String {
        /// 64-bit limbs.
        case portable
        /// Products of 32 bits, four to a register.
        case avx2
        /// Products of 52 bits, four to a register.
        case ifma = "avx512-ifma"
    }

    /// The tiers of X25519 and P-256.
    enum Curve: String {
        /// 64-bit limbs.
        case portable
        /// Products of 52 bits, four to a register.
        case ifma = "avx512-ifma"
    }

    /// The tiers of ML-KEM.
    enum Lattice: String {
        /// 64-bit words and single numbers.
        case portable
        /// Sixteen numbers, and four states of Keccak, at once.
        case avx2
        /// The same, with Keccak on AVX-512's instructions.
        case avx512
    }

    #if TLSBENCH_KERNELS
    /// From the portable one to the best.
    static let gcms: [GCM] = {
        let has = InstructionSet.effective.features
        guard has.isSuperset(of: [.ssse3, .aesni, .pclmulqdq]) else { return [.portable] }
        guard has.isSuperset(of: [.avx, .avx2, .vaes, .vpclmulqdq]) else { return [.portable, .aesclmul] }
        return [.portable, .aesclmul, .vaes] + (has.isSuperset(of: [.avx512f, .avx512bw, .avx512vl]) ? [.vaes512] : [])
    }()

    /// From the portable one to the best.
    static let chaChas: [ChaCha] = {
        let has = InstructionSet.effective.features
        return [.portable] + (has.isSuperset(of: [.avx, .avx2]) ? [.avx2] : [])
            + (has.isSuperset(of: [.avx, .avx2, .avx512f, .avx512ifma]) ? [.ifma] : [])
    }()

    static let sha256: SHA256Tier =
        InstructionSet.effective.features.isSuperset(of: [.ssse3, .sse41, .sha]) ? .shani : .portable

    static let sha512: SHA512Tier =
        InstructionSet.effective.features.isSuperset(of: [.bmi1, .bmi2, .avx2, .avx512f, .avx512vl])
        ? .avx512 : .portable

    static let curve: Curve =
        InstructionSet.effective.features.isSuperset(of: [.avx2, .avx512f, .avx512vl, .avx512ifma]) ? .ifma : .portable

    static let lattice: Lattice = {
        let has = InstructionSet.effective.features
        guard has.isSuperset(of: [.avx, .avx2]) else { return .portable }
        return has.isSuperset(of: [.avx512f, .avx512vl]) ? .avx512 : .avx2
    }()

    /// From the best one down.
    static let bignums: [Bignum] = {
        let has = InstructionSet.effective.features
        let ifma: [Bignum] = has.isSuperset(of: [.avx2, .avx512f, .avx512vl, .avx512ifma]) ? [.ifma] : []
        return ifma + (has.isSuperset(of: [.avx, .avx2]) ? [.avx2] : []) + [.portable]
    }()
    #elseif TLSBENCH_ARM_KERNELS
    /// From the portable one to the best.
    static let gcms: [GCM] = {
        let has = InstructionSet.effective.features
        guard has.isSuperset(of: [.neon, .aes, .pmull]) else { return [.portable] }
        return [.portable, .aespmull] + (has.contains(.sha3) ? [.aespmullEOR3] : [])
    }()

    static let sha256: SHA256Tier =
        InstructionSet.effective.features.isSuperset(of: [.neon, .sha2]) ? .sha2 : .portable

    /// Compilers have SHA512's instructions with SHA3's or not at all.
    static let sha512: SHA512Tier =
        InstructionSet.effective.features.isSuperset(of: [.neon, .sha2, .sha512, .sha3]) ? .sha512 : .portable

    static let chaChas = [ChaCha.portable]
    static let bignums = [Bignum.portable]
    static let curve = Curve.portable
    static let lattice = Lattice.portable
    #else
    static let gcms = [GCM.portable]
    static let chaChas = [ChaCha.portable]
    static let bignums = [Bignum.portable]
    static let curve = Curve.portable
    static let lattice = Lattice.portable
    static let sha256 = SHA256Tier.portable
    static let sha512 = SHA512Tier.portable
    #endif

    /// The best tier of AES-GCM.
    static let gcm = gcms.last ?? .portable

    /// The best tier of ChaCha20-Poly1305.
    static let chaCha = chaChas.last ?? .portable

    /// The best tier for moduli of a length.
    static func bignum(modulusBits: Int) -> Bignum {
        bignums.first { $0 == .portable || KernelModulus.takes(modulusBits: modulusBits, tier: $0) } ?? .portable
    }

    /// For results: which tier each operation takes.
    static var description: String {
        "AES-GCM \(gcm.rawValue), ChaCha20 \(chaCha.rawValue), SHA-256 \(sha256.rawValue), "
            + (sha512 == .portable ? "" : "SHA-384 \(sha512.rawValue), ")
            + "curves \(curve.rawValue), ML-KEM \(lattice.rawValue)"
    }
}
