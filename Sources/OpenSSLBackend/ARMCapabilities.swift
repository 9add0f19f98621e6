internal import CryptoBackend

/// What libcrypto may use on AArch64: the word of `OPENSSL_armcap` (crypto/arm_arch.h).
///
/// Other than `OPENSSL_ia32cap` the variable is the word itself and not a mask: what is not in it is not used, and what libcrypto
/// would add for a model of processor (`ARMV8_UNROLL8_EOR3`, and RSA's code for Cortex-A72 and Neoverse N1) it adds to nothing
/// that the variable says.
struct ARMCapabilities: Hashable {
    let word: UInt64

    /// As `OPENSSL_info` tells it: `OPENSSL_armcap=0x…`. Nil if it is none.
    init?(_ text: String) {
        guard let first = text.split(separator: " ").first, first.hasPrefix("OPENSSL_armcap="),
            let word = UInt64(hexadecimal: first.dropFirst("OPENSSL_armcap=".count))
        else { return nil }
        self.init(word: word)
    }

    init(word: UInt64) { self.word = word }

    /// The features whose bits are set. Before OpenSSL 3.1 there is none for SHA3, SVE and SVE2.
    var instructionSet: InstructionSet {
        InstructionSet(Set(CPUFeature.allCases.filter { Self.bits(of: $0) & word != 0 }))
    }

    func has(_ bit: Bit...) -> Bool { bit.allSatisfy { word >> $0.rawValue & 1 == 1 } }

    /// The variable's value that has what this word has, but for these features.
    func value(without features: Set<CPUFeature>) -> String {
        let removed = features.reduce(0) { $0 | Self.bits(of: $1) | Self.dependents(of: $1) }
        return "0x" + String(word & ~removed, radix: 16)
    }

    /// Bits of `OPENSSL_armcap_P` that code paths follow from.
    enum Bit: UInt64 {
        case neon = 0
        case aes = 2
        case sha256 = 4
        case pmull = 5
        case sha512 = 6
        case sha3 = 11
        /// For models on which EOR3 pays in AES-GCM.
        case unroll8EOR3 = 12
        case sve = 13
        case sve2 = 14
        /// For models on which SHA3's instructions pay in Keccak.
        case fastSHA3 = 15
        case unroll12EOR3 = 16
    }

    private static func bits(of feature: CPUFeature) -> UInt64 {
        let bit: Bit? =
            switch feature {
            case .neon: .neon
            case .aes: .aes
            case .pmull: .pmull
            case .sha2: .sha256
            case .sha3: .sha3
            case .sha512: .sha512
            case .sve: .sve
            case .sve2: .sve2
            default: nil
            }
        return bit.map { 1 << $0.rawValue } ?? 0
    }

    /// Bits that libcrypto sets only together with the feature's own.
    private static func dependents(of feature: CPUFeature) -> UInt64 {
        guard feature == .sha3 else { return 0 }
        return [Bit.unroll8EOR3, .unroll12EOR3, .fastSHA3].reduce(0) { $0 | 1 << $1.rawValue }
    }
}
