#if TLSBENCH_KERNELS
internal import SHANIKernel
private typealias Kernel = SHANI
#elseif TLSBENCH_ARM_KERNELS
internal import ARMSHA256Kernel
private typealias Kernel = ARMSHA256
#endif

#if TLSBENCH_KERNELS || TLSBENCH_ARM_KERNELS
extension SHA256 {
    /// ``compress(_:_:count:)`` on the instructions of a CPU that has some for it.
    @unsafe
    static func compressInKernel(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        var words = [8 of UInt32](repeating: 0)
        for index in words.indices { words[index] = UInt32(truncatingIfNeeded: state[index]) }
        unsafe withUnsafeMutableBytes(of: &words) { memory in
            guard let base = memory.baseAddress else { return }
            let start = unsafe base.assumingMemoryBound(to: UInt32.self)
            unsafe Kernel.compress(start, blocks, count: count, constants: constantTable.pointer)
        }
        for index in words.indices { state[index] = UInt64(words[index]) }
    }

    /// K in memory that never moves: made once for the life of the process.
    @safe private struct ConstantTable: @unchecked Sendable {
        let pointer: UnsafePointer<UInt32>

        init() {
            let memory = UnsafeMutablePointer<UInt32>.allocate(capacity: 64)
            for index in sha256RoundConstants.indices {
                unsafe (memory + index).initialize(to: sha256RoundConstants[index])
            }
            unsafe pointer = UnsafePointer(memory)
        }
    }

    private static let constantTable = ConstantTable()
}
#else
extension SHA256 {
    /// There are no kernels in this build; ``Dispatch`` never asks for one.
    @unsafe
    static func compressInKernel(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe compress(&state, blocks, count: count)
    }
}
#endif
