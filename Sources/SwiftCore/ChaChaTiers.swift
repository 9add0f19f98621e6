#if TLSBENCH_KERNELS
internal import AVX2ChaChaKernel
internal import IFMAChaChaKernel

/// What the tiers of ChaCha20-Poly1305 do each in their own way.
extension Dispatch.ChaCha {
    /// How many octets ``cryptStrides(_:_:count:)`` takes at once; more than a record can have, where there is no such code.
    var strideLength: Int {
        switch self {
        case .portable: .max
        case .avx2: AVX2ChaCha.strideLength
        case .ifma: IFMAChaCha.strideLength
        }
    }

    /// Writes blocks of key stream: as many as are `wanted`, or as many as it can at once, or a few more; how many.
    ///
    /// - Parameter state: 16 words (``ChaCha20/writeFourBlocks(_:to:)``).
    @unsafe
    func writeStream(_ state: UnsafeMutableRawPointer, to output: UnsafeMutableRawPointer, wanted: Int) -> Int {
        switch self {
        case .portable:
            unsafe ChaCha20.writeFourBlocks(state.assumingMemoryBound(to: UInt32.self), to: output)
            return 4
        case .avx2: return unsafe AVX2ChaCha.writeStream(state, to: output, wanted: wanted)
        case .ifma: return unsafe IFMAChaCha.writeStream(state, to: output, wanted: wanted)
        }
    }

    /// Encrypts or decrypts whole strides in place, from the counter of `state` on.
    @unsafe
    func cryptStrides(_ state: UnsafeMutableRawPointer, _ data: UnsafeMutableRawPointer, count: Int) {
        switch self {
        case .portable: break
        case .avx2: unsafe AVX2ChaCha.cryptStrides(state, data, count: count)
        case .ifma: unsafe IFMAChaCha.cryptStrides(state, data, count: count)
        }
    }

    /// Appends the whole groups of blocks of `count` octets to Poly1305's sum in `words`; how many octets they have.
    @unsafe
    func hashGroups(_ words: UnsafeMutableRawPointer, _ data: UnsafeRawPointer, count: Int) -> Int {
        switch self {
        case .portable: 0
        case .avx2: unsafe AVX2ChaCha.hashGroups(words, data, count: count)
        case .ifma: unsafe IFMAChaCha.hashGroups(words, data, count: count)
        }
    }
}
#else
/// There are no kernels in this build; ``Dispatch`` never asks for one.
extension Dispatch.ChaCha {
    var strideLength: Int { .max }

    @unsafe
    func writeStream(_ state: UnsafeMutableRawPointer, to output: UnsafeMutableRawPointer, wanted: Int) -> Int {
        unsafe ChaCha20.writeFourBlocks(state.assumingMemoryBound(to: UInt32.self), to: output)
        return 4
    }

    @unsafe
    func cryptStrides(_ state: UnsafeMutableRawPointer, _ data: UnsafeMutableRawPointer, count: Int) {}

    @unsafe
    func hashGroups(_ words: UnsafeMutableRawPointer, _ data: UnsafeRawPointer, count: Int) -> Int { 0 }
}
#endif
