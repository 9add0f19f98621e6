internal import CIntrinsics

/// An instruction-set extension that a crypto library may use, by the name that users type.
public enum CPUFeature: String, Sendable, Hashable, CaseIterable, Comparable {
    case sse2, ssse3
    case sse41 = "sse4.1"
    case aesni, pclmulqdq, avx, movbe, avx2, bmi1, bmi2, adx, sha, vaes, vpclmulqdq
    case avx512f, avx512dq, avx512bw, avx512vl
    case avx512ifma

    /// The order of the declarations above, from old to new.
    public static func < (left: CPUFeature, right: CPUFeature) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A set of instruction-set extensions.
public struct InstructionSet: Sendable, Hashable {
    /// What is in it.
    public let features: Set<CPUFeature>

    /// Any set.
    public init(_ features: Set<CPUFeature>) { self.features = features }

    /// What this CPU has and this system lets a program use.
    public static let native = InstructionSet(detect())
}

extension InstructionSet: CustomStringConvertible {
    /// The names, from old to new.
    public var description: String { features.sorted().map(\.rawValue).joined(separator: " ") }
}

#if arch(x86_64)
/// Reads CPUID leaves 1 and 7 (Intel SDM volume 2A, CPUID); AVX and AVX-512 also need their state bits in XCR0.
private func detect() -> Set<CPUFeature> {
    let basic = tlsbench_cpuid(1, 0)
    let extended = tlsbench_cpuid(7, 0)
    let hasXSAVE = basic.ecx >> 27 & 1 == 1
    let state = hasXSAVE ? tlsbench_xgetbv0() : 0
    let savesAVX = state & 0x06 == 0x06
    let savesAVX512 = state & 0xe6 == 0xe6

    let always: [(CPUFeature, UInt32, Int)] = [
        (.sse2, basic.edx, 26), (.pclmulqdq, basic.ecx, 1), (.ssse3, basic.ecx, 9), (.sse41, basic.ecx, 19),
        (.movbe, basic.ecx, 22), (.aesni, basic.ecx, 25), (.bmi1, extended.ebx, 3), (.bmi2, extended.ebx, 8),
        (.adx, extended.ebx, 19), (.sha, extended.ebx, 29),
    ]
    let withAVX: [(CPUFeature, UInt32, Int)] = [
        (.avx, basic.ecx, 28), (.avx2, extended.ebx, 5), (.vaes, extended.ecx, 9), (.vpclmulqdq, extended.ecx, 10),
    ]
    let withAVX512: [(CPUFeature, UInt32, Int)] = [
        (.avx512f, extended.ebx, 16), (.avx512dq, extended.ebx, 17), (.avx512ifma, extended.ebx, 21),
        (.avx512bw, extended.ebx, 30), (.avx512vl, extended.ebx, 31),
    ]
    let table = always + (savesAVX ? withAVX : []) + (savesAVX512 ? withAVX512 : [])
    return Set(table.filter { $0.1 >> $0.2 & 1 == 1 }.map(\.0))
}
#else
/// No kernels for this architecture, and so nothing to detect.
private func detect() -> Set<CPUFeature> { [] }
#endif
