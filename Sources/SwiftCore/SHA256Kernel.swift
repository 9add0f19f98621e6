#if TLSBENCH_KERNELS
internal import SHANIKernel

extension SHA256 {
    /// ``compress(_:_:count:)`` on the SHA extensions, for who has them.
    @unsafe
    static func compressSHANI(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe withUnsafeMutableBytes(of: &state) { memory in
            guard let words = unsafe memory.assumingMemoryBound(to: UInt64.self).baseAddress else { return }
            unsafe SHANI.compress(words, blocks, count: count, constants: constantTable.pointer)
        }
    }

    /// A block into each of two states, in little more than the time of one.
    @unsafe
    static func compressSHANI(
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
extension SHA256 {
    /// There are no kernels in this build; ``Dispatch`` never asks for one.
    @unsafe
    static func compressSHANI(_ state: inout [8 of UInt64], _ blocks: UnsafePointer<UInt8>, count: Int) {
        unsafe compress(&state, blocks, count: count)
    }

    /// The same of two states.
    @unsafe
    static func compressSHANI(
        _ first: inout [8 of UInt64],
        _ firstBlock: UnsafePointer<UInt8>,
        _ second: inout [8 of UInt64],
        _ secondBlock: UnsafePointer<UInt8>
    ) {
        unsafe compress(&first, firstBlock, count: 1)
        unsafe compress(&second, secondBlock, count: 1)
    }
}
#endif
