#if TLSBENCH_KERNELS
internal import AVX512SHA512Kernel
private typealias Kernel = AVX512SHA512
#elseif TLSBENCH_ARM_KERNELS
internal import ARMSHA512Kernel
private typealias Kernel = ARMSHA512
#endif

#if TLSBENCH_KERNELS || TLSBENCH_ARM_KERNELS
extension SHA512 {
    /// ``compress(_:_:count:)`` on the instructions of a CPU that has some for it.
    @unsafe
    static func compressInKernel(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe withUnsafeMutableBytes(of: &state) { memory in
            guard let words = unsafe memory.assumingMemoryBound(to: UInt64.self).baseAddress else { return }
            unsafe Kernel.compress(words, blocks, count: count, constants: constantTable.pointer)
        }
    }

    private static let constantTable = ConstantTable(sha512RoundConstants)
}
#else
extension SHA512 {
    /// There is no kernel in this build; ``Dispatch`` never asks for one.
    @unsafe
    static func compressInKernel(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe compress(&state, blocks, count: count)
    }
}
#endif
