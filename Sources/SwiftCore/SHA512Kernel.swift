#if TLSBENCH_ARM_KERNELS
internal import ARMSHA512Kernel

extension SHA512 {
    /// ``compress(_:_:count:)`` on the instructions of a CPU that has some for it.
    @unsafe
    static func compressInKernel(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe withUnsafeMutableBytes(of: &state) { memory in
            guard let base = memory.baseAddress else { return }
            let words = unsafe base.assumingMemoryBound(to: UInt64.self)
            unsafe ARMSHA512.compress(words, blocks, count: count, constants: constantTable.pointer)
        }
    }

    /// K in memory that never moves: made once for the life of the process.
    @safe private struct ConstantTable: @unchecked Sendable {
        let pointer: UnsafePointer<UInt64>

        init() {
            let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: 80)
            for index in sha512RoundConstants.indices {
                unsafe (memory + index).initialize(to: sha512RoundConstants[index])
            }
            unsafe pointer = UnsafePointer(memory)
        }
    }

    private static let constantTable = ConstantTable()
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
