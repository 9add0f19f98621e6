public import CryptoBackend
internal import Glibc

/// SHA-256 and SHA-384 (FIPS 180-4), of messages below 2⁶¹ octets.
///
/// Leaks: only the length of the message. A context over a secret is to be wiped by who holds it.
public struct SwiftHash: HashContext {
    private let algorithm: HashAlgorithm
    /// H⁽ⁱ⁾; SHA-256 uses the lower half of each word.
    private var state: [8 of UInt64]
    /// The beginning of the next block.
    private var buffer = [128 of UInt8](repeating: 0)
    /// How much of a block is in `buffer`: less than a whole one between calls.
    private var buffered = 0
    /// The length of the message so far, in octets.
    private var length: UInt64 = 0

    /// An empty message. Does not fail.
    public init(_ algorithm: HashAlgorithm) {
        self.algorithm = algorithm
        state = Self.initialState(algorithm)
    }

    /// H⁽⁰⁾ (FIPS 180-4 §5.3).
    static func initialState(_ algorithm: HashAlgorithm) -> [8 of UInt64] {
        switch algorithm {
        case .sha256: SHA256.initialState
        case .sha384: SHA512.initialState
        }
    }

    /// Appends `octets`. Does not fail.
    public mutating func update(_ octets: Span<UInt8>) {
        let blockLength = algorithm.blockLength
        length &+= UInt64(octets.count)
        var taken = 0
        if buffered > 0 {
            taken = min(octets.count, blockLength - buffered)
            keep(octets.extracting(first: taken))
            guard buffered == blockLength else { return }
            compressBuffer()
            buffered = 0
        }
        let blocks = (octets.count - taken) / blockLength
        if blocks > 0 {
            let whole = octets.extracting(taken..<taken + blocks * blockLength)
            Self.compress(&state, whole, count: blocks, algorithm)
        }
        keep(octets.extracting((taken + blocks * blockLength)...))
    }

    /// The digest of what came so far. Does not fail.
    public func currentDigest() -> Digest {
        var fork = self
        return Digest(algorithm) { fork.finish(into: &$0) }
    }

    /// Writes the digest into as many octets as it has, and leaves the context spent.
    mutating func finish(into output: inout MutableSpan<UInt8>) {
        // Padding (FIPS 180-4 §5.1): a one bit, zeros, and the length in bits in the last 8 octets. SHA-384 has 16 for
        // it, whose upper half is zero for every length that `length` can count.
        let blockLength = algorithm.blockLength
        buffer[buffered] = 0x80
        clearBuffer(from: buffered + 1)
        if buffered >= blockLength - blockLength / 8 {
            compressBuffer()
            clearBuffer(from: 0)
        }
        let bits = length &<< 3
        unsafe withBuffer { memory in
            unsafe memory.storeBytes(of: bits.bigEndian, toByteOffset: blockLength - 8, as: UInt64.self)
        }
        compressBuffer()
        writeState(to: &output)
    }

    private func writeState(to output: inout MutableSpan<UInt8>) { Self.write(state, algorithm, to: &output) }

    /// The digest is the leftmost words of the state, big-endian (FIPS 180-4 §6.2.2, §6.5).
    static func write(_ state: [8 of UInt64], _ algorithm: HashAlgorithm, to output: inout MutableSpan<UInt8>) {
        precondition(output.count >= algorithm.digestLength, "room for the digest")
        unsafe output.withUnsafeMutableBytes { memory in
            switch algorithm {
            case .sha256:
                for index in 0..<8 {
                    let word = UInt32(truncatingIfNeeded: state[index]).bigEndian
                    unsafe memory.storeBytes(of: word, toByteOffset: 4 * index, as: UInt32.self)
                }
            case .sha384:
                for index in 0..<6 {
                    unsafe memory.storeBytes(of: state[index].bigEndian, toByteOffset: 8 * index, as: UInt64.self)
                }
            }
        }
    }

    private mutating func keep(_ octets: Span<UInt8>) {
        precondition(octets.count <= algorithm.blockLength - buffered, "one block is kept at most")
        let place = buffered
        unsafe withBuffer { memory in
            unsafe octets.withUnsafeBytes { input in
                guard let target = memory.baseAddress, let source = input.baseAddress else { return }
                unsafe memcpy(target + place, source, input.count)
            }
        }
        buffered += octets.count
    }

    private mutating func clearBuffer(from start: Int) {
        let count = algorithm.blockLength - start
        unsafe withBuffer { memory in
            if let base = memory.baseAddress { unsafe memset(base + start, 0, count) }
        }
    }

    @inline(__always)
    private mutating func withBuffer(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
        var space = buffer.mutableSpan
        unsafe space.withUnsafeMutableBytes { unsafe body($0) }
    }

    private mutating func compressBuffer() {
        Self.compress(&state, buffer.span, count: 1, algorithm)
    }

    /// The algorithm's compression function, on the best tier.
    ///
    /// Leaks: only `count`.
    static func compress(
        _ state: inout [8 of UInt64],
        _ blocks: Span<UInt8>,
        count: Int,
        _ algorithm: HashAlgorithm
    ) {
        precondition(blocks.count >= count * algorithm.blockLength, "whole blocks")
        unsafe blocks.withUnsafeBufferPointer { memory in
            guard let base = memory.baseAddress else { return }
            switch algorithm {
            case .sha256:
                if Dispatch.sha256 == .portable {
                    unsafe SHA256.compress(&state, base, count: count)
                } else {
                    unsafe SHA256.compressInKernel(&state, base, count: count)
                }
            case .sha384:
                if Dispatch.sha512 == .portable {
                    unsafe SHA512.compress(&state, base, count: count)
                } else {
                    unsafe SHA512.compressInKernel(&state, base, count: count)
                }
            }
        }
    }

    /// A block into each of two states, which takes less time than one after the other where a tier can.
    ///
    /// Leaks: nothing.
    static func compress(
        _ first: inout [8 of UInt64],
        _ firstBlock: Span<UInt8>,
        _ second: inout [8 of UInt64],
        _ secondBlock: Span<UInt8>,
        _ algorithm: HashAlgorithm
    ) {
        guard algorithm == .sha256, Dispatch.sha256 != .portable else {
            compress(&first, firstBlock, count: 1, algorithm)
            compress(&second, secondBlock, count: 1, algorithm)
            return
        }
        precondition(min(firstBlock.count, secondBlock.count) >= algorithm.blockLength, "whole blocks")
        unsafe firstBlock.withUnsafeBufferPointer { memory in
            guard let one = memory.baseAddress else { return }
            unsafe secondBlock.withUnsafeBufferPointer { memory in
                guard let other = memory.baseAddress else { return }
                unsafe SHA256.compressInKernel(&first, one, &second, other)
            }
        }
    }

    /// Two hashes that begin with a block each: those of HMAC, with its key.
    static func begin(
        _ algorithm: HashAlgorithm,
        with firstBlock: Span<UInt8>,
        and secondBlock: Span<UInt8>
    ) -> (SwiftHash, SwiftHash) {
        var (first, second) = (SwiftHash(algorithm), SwiftHash(algorithm))
        compress(&first.state, firstBlock, &second.state, secondBlock, algorithm)
        first.length = UInt64(algorithm.blockLength)
        second.length = first.length
        return (first, second)
    }
}
