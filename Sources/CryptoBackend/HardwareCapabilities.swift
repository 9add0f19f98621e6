internal import CIntrinsics

/// What Linux says of an AArch64 processor's features: the words AT_HWCAP and AT_HWCAP2 of the auxiliary vector
/// (Linux, Documentation/arch/arm64/elf_hwcaps.rst; the bits are in asm/hwcap.h).
///
/// A system that hides them, as some emulators and containers do, gives zeros: then nothing but portable code runs.
public struct HardwareCapabilities: Sendable, Hashable {
    /// AT_HWCAP.
    public let first: UInt64
    /// AT_HWCAP2.
    public let second: UInt64

    /// Recorded values, of any processor.
    public init(first: UInt64, second: UInt64) {
        self.first = first
        self.second = second
    }

    /// The features that a program may use.
    public var instructionSet: InstructionSet {
        let table: [(CPUFeature, UInt64, Int)] = [
            (.neon, first, 1), (.aes, first, 3), (.pmull, first, 4), (.sha2, first, 6), (.sha3, first, 17),
            (.sha512, first, 21), (.sve, first, 22), (.sve2, second, 1),
        ]
        return InstructionSet(Set(table.filter { $0.1 >> $0.2 & 1 == 1 }.map { $0.0 }))
    }

    #if arch(arm64)
    /// This processor's.
    public static let native = HardwareCapabilities(first: UInt64(getauxval(16)), second: UInt64(getauxval(26)))
    #endif
}
