internal import CIntrinsics

/// What CPUID and XGETBV of an x86 processor say about its features (Intel SDM volume 2A, CPUID; volume 1, §13.3).
public struct CPUID: Sendable, Hashable {
    /// Leaf 1.
    public let leaf1ECX: UInt32
    /// Leaf 1.
    public let leaf1EDX: UInt32
    /// Leaf 7, subleaf 0.
    public let leaf7EBX: UInt32
    /// Leaf 7, subleaf 0.
    public let leaf7ECX: UInt32
    /// The registers that the system saves: XCR0; 0 where there is no XGETBV.
    public let xcr0: UInt64

    /// Recorded values, of any processor.
    public init(leaf1ECX: UInt32, leaf1EDX: UInt32, leaf7EBX: UInt32, leaf7ECX: UInt32, xcr0: UInt64) {
        self.leaf1ECX = leaf1ECX
        self.leaf1EDX = leaf1EDX
        self.leaf7EBX = leaf7EBX
        self.leaf7ECX = leaf7ECX
        self.xcr0 = xcr0
    }

    /// The features that a program may use: AVX and AVX-512 only where the system saves their registers.
    public var instructionSet: InstructionSet {
        let savesAVX = xcr0 & 0x06 == 0x06
        let savesAVX512 = xcr0 & 0xE6 == 0xE6
        let always: [(CPUFeature, UInt32, Int)] = [
            (.sse2, leaf1EDX, 26), (.pclmulqdq, leaf1ECX, 1), (.ssse3, leaf1ECX, 9), (.sse41, leaf1ECX, 19),
            (.movbe, leaf1ECX, 22), (.aesni, leaf1ECX, 25), (.bmi1, leaf7EBX, 3), (.bmi2, leaf7EBX, 8),
            (.adx, leaf7EBX, 19), (.sha, leaf7EBX, 29),
        ]
        let withAVX: [(CPUFeature, UInt32, Int)] = [
            (.avx, leaf1ECX, 28), (.avx2, leaf7EBX, 5), (.vaes, leaf7ECX, 9), (.vpclmulqdq, leaf7ECX, 10),
        ]
        let withAVX512: [(CPUFeature, UInt32, Int)] = [
            (.avx512f, leaf7EBX, 16), (.avx512dq, leaf7EBX, 17), (.avx512ifma, leaf7EBX, 21),
            (.avx512bw, leaf7EBX, 30), (.avx512vl, leaf7EBX, 31),
        ]
        let table = always + (savesAVX ? withAVX : []) + (savesAVX512 ? withAVX512 : [])
        return InstructionSet(Set(table.filter { $0.1 >> $0.2 & 1 == 1 }.map { $0.0 }))
    }

    #if arch(x86_64)
    /// This processor's.
    public static let native: CPUID = {
        let basic = tlsbench_cpuid(1, 0)
        let extended = tlsbench_cpuid(7, 0)
        let hasXSAVE = basic.ecx >> 27 & 1 == 1
        return CPUID(
            leaf1ECX: basic.ecx,
            leaf1EDX: basic.edx,
            leaf7EBX: extended.ebx,
            leaf7ECX: extended.ecx,
            xcr0: hasXSAVE ? tlsbench_xgetbv0() : 0
        )
    }()
    #endif
}

extension InstructionSet {
    #if arch(x86_64)
    /// What this CPU has and this system lets a program use.
    public static let native = CPUID.native.instructionSet
    #elseif arch(arm64)
    /// What this CPU has, as the kernel says.
    public static let native = HardwareCapabilities.native.instructionSet
    #else
    /// No kernels for this architecture, and so nothing to detect.
    public static let native = InstructionSet([])
    #endif
}
