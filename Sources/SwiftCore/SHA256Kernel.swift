#if TLSBENCH_KERNELS
internal import SHANIKernel

extension SHA256 {
    /// ``compress(_:_:count:)`` on the instructions of a CPU that has some for it.
    @unsafe
    static func compressInKernel(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe withUnsafeMutableBytes(of: &state) { memory in
            guard let words = unsafe memory.assumingMemoryBound(to: UInt64.self).baseAddress else { return }
            unsafe SHANI.compress(words, blocks, count: count, constants: constantTable.pointer)
        }
    }

    /// A block into each of two states, in little more than the time of one.
    @unsafe
    static func compressInKernel(
        _ first: inout [8 of UInt64],
        _ firstBlock: UnsafePointer<UInt8>,
        _ second: inout [8 of UInt64],
        _ secondBlock: UnsafePointer<UInt8>
    ) {
        unsafe withUnsafeMutableBytes(of: &first) { memory in
            guard let one = unsafe memory.assumingMemoryBound(to: UInt64.self).baseAddress else { return }
            unsafe withUnsafeMutableBytes(of: &second) { memory in
                guard let other = unsafe memory.assumingMemoryBound(to: UInt64.self).baseAddress else { return }
                unsafe SHANI.compress(one, firstBlock, other, secondBlock, constants: constantTable.pointer)
            }
        }
    }

    private static let constantTable = ConstantTable(sha256RoundConstants)
}
#else
#if TLSBENCH_ARM_KERNELS
internal import ARMSHA256Kernel

extension SHA256 {
    /// ``compress(_:_:count:)`` on the instructions of a CPU that has some for it.
    @unsafe
    static func compressInKernel(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        var words = [8 of UInt32](repeating: 0)
        for index in words.indices { words[index] = UInt32(truncatingIfNeeded: state[index]) }
        unsafe withUnsafeMutableBytes(of: &words) { memory in
            guard let base = memory.baseAddress else { return }
            let start = unsafe base.assumingMemoryBound(to: UInt32.self)
            unsafe ARMSHA256.compress(start, blocks, count: count, constants: constantTable.pointer)
        }
        for index in words.indices { state[index] = UInt64(words[index]) }
    }

    private static let constantTable = ConstantTable(sha256RoundConstants)
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

extension SHA256 {
    /// One after the other: no kernel here takes two at once.
    @unsafe
    static func compressInKernel(
        _ first: inout [8 of UInt64],
        _ firstBlock: UnsafePointer<UInt8>,
        _ second: inout [8 of UInt64],
        _ secondBlock: UnsafePointer<UInt8>
    ) {
        unsafe compressInKernel(&first, firstBlock, count: 1)
        unsafe compressInKernel(&second, secondBlock, count: 1)
    }
}
#endif
