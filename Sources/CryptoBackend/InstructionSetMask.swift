internal import Glibc

extension InstructionSet {
    /// What the CPU has, less what `TLSBENCH_ISA` takes away; code of this project uses no more than that.
    public static let effective = native.masked(by: requestedMask)

    /// The mask in force, as results name it: `native` without one.
    public static let maskName = requestedMask.isEmpty ? "native" : requestedMask

    /// The set without what `mask` takes away: `portable` takes all, `-vaes,-sha` takes those two, `native` nothing.
    ///
    /// A feature that is taken away takes those with it that build upon it. Names that are not known take nothing away.
    public func masked(by mask: String) -> InstructionSet {
        if mask == "portable" { return InstructionSet([]) }
        let removed = mask.split(separator: ",").compactMap { word in
            word.hasPrefix("-") ? CPUFeature(rawValue: String(word.dropFirst())) : nil
        }
        return InstructionSet(features.filter { feature in !removed.contains { feature == $0 || feature.needs($0) } })
    }

    private static let requestedMask: String = {
        let value = unsafe getenv("TLSBENCH_ISA").map { unsafe String(cString: $0) } ?? ""
        return value == "native" ? "" : value
    }()
}

extension CPUFeature {
    /// Whether this feature cannot be used without `other`, directly or through others.
    func needs(_ other: CPUFeature) -> Bool {
        prerequisites.contains { $0 == other || $0.needs(other) }
    }

    private var prerequisites: [CPUFeature] {
        switch self {
        case .sse2, .bmi1, .bmi2, .adx, .movbe: []
        case .ssse3, .aesni, .pclmulqdq: [.sse2]
        case .sse41: [.ssse3]
        case .sha: [.sse41]
        case .avx: [.sse41]
        case .avx2: [.avx]
        case .vaes: [.aesni, .avx2]
        case .vpclmulqdq: [.pclmulqdq, .avx2]
        case .avx512f: [.avx2]
        case .avx512dq, .avx512bw, .avx512vl, .avx512ifma: [.avx512f]
        }
    }
}
