internal import CryptoBackend

/// What libcrypto may use on x86-64: the words of `OPENSSL_ia32cap(3)`, of which the first is EDX and ECX of CPUID leaf 1, the second EBX
/// and ECX of leaf 7.
struct CapabilityVector: Hashable {
    let first: UInt64
    let second: UInt64

    /// As `OPENSSL_info` tells them: `OPENSSL_ia32cap=0x…:0x…`, and more words from OpenSSL 3.5 on. Nil if it is none.
    init?(_ text: String) {
        guard let words = text.split(separator: " ").first?.split(separator: "=").last?.split(separator: ":"),
            words.count >= 2, let first = UInt64(hexadecimal: words[0]), let second = UInt64(hexadecimal: words[1])
        else { return nil }
        self.init(first: first, second: second)
    }

    init(first: UInt64, second: UInt64) {
        self.first = first
        self.second = second
    }

    /// The features whose bits are set.
    var instructionSet: InstructionSet {
        InstructionSet(Set(CPUFeature.allCases.filter { has($0) }))
    }

    func has(_ feature: CPUFeature) -> Bool {
        guard let (word, bit) = Self.place(of: feature) else { return false }
        return (word == 0 ? first : second) >> bit & 1 == 1
    }

    func has(_ features: CPUFeature...) -> Bool { features.allSatisfy { has($0) } }

    /// The variable's value that clears the bits of these features and no others.
    ///
    /// Every word is named: OpenSSL takes a word that is not named for 0.
    static func mask(clearing features: Set<CPUFeature>, words: Int) -> String {
        var cleared = [UInt64](repeating: 0, count: words)
        for feature in features {
            if let (word, bit) = place(of: feature) { cleared[word] |= 1 << bit }
        }
        return cleared.map { "~0x" + String($0, radix: 16) }.joined(separator: ":")
    }

    /// OPENSSL_ia32cap(3), "NOTES"; the same bits as in CPUID.
    private static func place(of feature: CPUFeature) -> (word: Int, bit: Int)? {
        switch feature {
        case .sse2: (0, 26)
        case .pclmulqdq: (0, 33)
        case .ssse3: (0, 41)
        case .sse41: (0, 51)
        case .movbe: (0, 54)
        case .aesni: (0, 57)
        case .avx: (0, 60)
        case .bmi1: (1, 3)
        case .avx2: (1, 5)
        case .bmi2: (1, 8)
        case .avx512f: (1, 16)
        case .avx512dq: (1, 17)
        case .adx: (1, 19)
        case .avx512ifma: (1, 21)
        case .sha: (1, 29)
        case .avx512bw: (1, 30)
        case .avx512vl: (1, 31)
        case .vaes: (1, 41)
        case .vpclmulqdq: (1, 42)
        case .neon, .aes, .pmull, .sha2, .sha3, .sha512, .sve, .sve2: nil
        }
    }
}

extension UInt64 {
    /// With `0x` before it.
    init?(hexadecimal text: Substring) {
        guard text.hasPrefix("0x") else { return nil }
        self.init(text.dropFirst(2), radix: 16)
    }
}
