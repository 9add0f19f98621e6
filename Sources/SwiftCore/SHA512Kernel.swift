#if TLSBENCH_KERNELS
internal import AVX512SHA512Kernel

extension SHA512 {
    /// ``compress(_:_:count:)`` on AVX-512, for who has it.
    @unsafe
    static func compressAVX512(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe withUnsafeMutableBytes(of: &state) { memory in
            guard let base = memory.baseAddress else { return }
            let start = unsafe base.assumingMemoryBound(to: UInt64.self)
            unsafe AVX512SHA512.compress(start, blocks, count: count, constants: constantTable.pointer)
        }
    }

    private static let constantTable = ConstantTable(sha512RoundConstants)
}
#else
extension SHA512 {
    /// There are no kernels in this build; ``Dispatch`` never asks for one.
    @unsafe
    static func compressAVX512(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe compress(&state, blocks, count: count)
    }
}
#endif
