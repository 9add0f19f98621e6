/// An instruction-set extension that a crypto library may use, by the name that users type.
public enum CPUFeature: String, Sendable, Hashable, CaseIterable, Comparable {
    case sse2, ssse3
    case sse41 = "sse4.1"
    case aesni, pclmulqdq, avx, movbe, avx2, bmi1, bmi2, adx, sha, vaes, vpclmulqdq
    case avx512f, avx512dq, avx512bw, avx512vl
    case avx512ifma
    // AArch64.
    case neon, aes, pmull, sha2, sha3, sha512, sve, sve2

    /// The order of the declarations above, from old to new.
    public static func < (left: CPUFeature, right: CPUFeature) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }

    /// Part of every processor of its architecture: code that may use nothing else may use these.
    public var isBaseline: Bool { self == .sse2 || self == .neon }

    /// Whether this feature cannot be used without `other`, directly or through others.
    public func needs(_ other: CPUFeature) -> Bool {
        prerequisites.contains { $0 == other || $0.needs(other) }
    }

    /// What a kernel that uses the feature uses beside it, and what no processor with the feature lacks: AES-GCM with AES-NI
    /// and PCLMULQDQ turns octets around with PSHUFB, which is SSSE3. AVX-512's are Intel's (SDM volume 1, §15.2 to §15.4).
    private var prerequisites: [CPUFeature] {
        switch self {
        case .sse2, .bmi1, .bmi2, .adx, .movbe, .neon: []
        case .ssse3: [.sse2]
        case .sse41, .aesni, .pclmulqdq: [.ssse3]
        case .sha, .avx: [.sse41]
        case .avx2: [.avx]
        case .vaes: [.aesni, .avx2]
        case .vpclmulqdq: [.pclmulqdq, .avx2]
        case .avx512f: [.avx2]
        case .avx512dq, .avx512bw, .avx512vl, .avx512ifma: [.avx512f]
        case .aes, .sha2, .sha3, .sve: [.neon]
        case .pmull: [.aes]
        case .sha512: [.sha2]
        case .sve2: [.sve]
        }
    }
}
