internal import CryptoBackend

/// ChaCha20-Poly1305 (RFC 8439 §2.8) under one key, on a tier of the caller's choice.
///
/// Tiers differ in the key stream and in whole groups of Poly1305's blocks; what is at their ends is the same code for all.
/// The address of the memory is used outside of the closure that lends it: it is on the heap, stays where it is, and goes with this
/// value, which every call borrows as a whole. Leaks: only lengths.
struct ChaCha20Poly1305: ~Copyable {
    /// ChaCha20's state, Poly1305's words, and the key stream that was written last.
    private var memory = SecretWords(zeroed: (streamOffset + longestStream) / 8)
    private let tier: Dispatch.ChaCha

    private static let macOffset = 64
    private static let streamOffset = 128
    private static let longestStream = 16 * ChaCha20.blockLength

    /// Takes a key of 32 octets, and a tier that this CPU has.
    init(key: Span<UInt8>, tier: Dispatch.ChaCha) {
        self.tier = tier
        unsafe memory.withUnsafeMutableWords { words in
            let state = UnsafeMutableRawPointer(words)
            for index in 0..<4 {
                unsafe state.storeBytes(of: ChaCha20.constants[index], toByteOffset: 4 * index, as: UInt32.self)
            }
            for index in key.indices {
                unsafe state.storeBytes(of: key[index], toByteOffset: 16 + index, as: UInt8.self)
            }
        }
    }

    /// Encrypts all but the last 16 octets of `record` and writes the tag there.
    mutating func seal(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) {
        let memory = unsafe memory.withUnsafeMutableWords { UnsafeMutableRawPointer($0) }
        unsafe Self.withPointers(&record, additional) { data, count, additional, additionalCount in
            let written = unsafe begin(memory, nonce, count)
            unsafe crypt(memory, data, count, written)
            let tag = unsafe tag(memory, data, count, additional, additionalCount)
            unsafe data.storeBytes(of: tag.low.littleEndian, toByteOffset: count, as: UInt64.self)
            unsafe data.storeBytes(of: tag.high.littleEndian, toByteOffset: count + 8, as: UInt64.self)
        }
    }

    /// Decrypts all but the last 16 octets of `record` if those are the tag, and else leaves it as it is; whether they are.
    mutating func open(_ record: inout MutableSpan<UInt8>, nonce: Span<UInt8>, additional: Span<UInt8>) -> Bool {
        var isGood = false
        let memory = unsafe memory.withUnsafeMutableWords { UnsafeMutableRawPointer($0) }
        unsafe Self.withPointers(&record, additional) { data, count, additional, additionalCount in
            let written = unsafe begin(memory, nonce, count)
            let tag = unsafe tag(memory, data, count, additional, additionalCount)
            let low = unsafe UInt64(littleEndian: data.loadUnaligned(fromByteOffset: count, as: UInt64.self))
            let high = unsafe UInt64(littleEndian: data.loadUnaligned(fromByteOffset: count + 8, as: UInt64.self))
            // Public: whoever sent the record sees from the alert, or from its absence, whether the tag held.
            isGood = Choice(isZero: (low ^ tag.low) | (high ^ tag.high)).declassify()
            if isGood { unsafe crypt(memory, data, count, written) }
        }
        return isGood
    }

    /// Writes the nonce, the first blocks of key stream and Poly1305's key, which is block 0 (§2.6); how many blocks were written.
    @unsafe
    private func begin(_ memory: UnsafeMutableRawPointer, _ nonce: Span<UInt8>, _ count: Int) -> Int {
        for index in nonce.indices {
            unsafe memory.storeBytes(of: nonce[index], toByteOffset: 52 + index, as: UInt8.self)
        }
        let written = unsafe writeStream(memory, counter: 0, atLeast: 1 + Self.blocks(count))
        unsafe poly1305(memory).begin(key: memory + Self.streamOffset)
        return written
    }

    /// Encrypts or decrypts all of the data, whose first block is block 1 (§2.8).
    ///
    /// - Parameter written: how many blocks of key stream there are, from block 0 on.
    @unsafe
    private func crypt(
        _ memory: UnsafeMutableRawPointer,
        _ data: UnsafeMutableRawPointer,
        _ count: Int,
        _ written: Int
    ) {
        var stream = unsafe memory + Self.streamOffset + ChaCha20.blockLength
        var place = 0
        var blocks = written - 1
        var counter = written
        while true {
            let length = min(count - place, blocks * ChaCha20.blockLength)
            unsafe Self.add(stream, to: data + place, count: length)
            place += length
            guard place < count else { return }
            let strides = (count - place) / tier.strideLength
            if strides > 0 {
                unsafe setCounter(memory, counter)
                unsafe tier.cryptStrides(memory, data + place, count: strides)
                place += strides * tier.strideLength
                counter += strides * (tier.strideLength / ChaCha20.blockLength)
            }
            guard place < count else { return }
            unsafe stream = memory + Self.streamOffset
            blocks = unsafe writeStream(memory, counter: counter, atLeast: Self.blocks(count - place))
            counter += blocks
        }
    }

    /// Poly1305 of the additional data, the ciphertext and their lengths (§2.8).
    @unsafe
    private func tag(
        _ memory: UnsafeMutableRawPointer,
        _ data: UnsafeRawPointer,
        _ count: Int,
        _ additional: UnsafeRawPointer,
        _ additionalCount: Int
    ) -> (low: UInt64, high: UInt64) {
        let mac = unsafe poly1305(memory)
        unsafe mac.append(additional, count: additionalCount)
        let grouped = unsafe tier.hashGroups(memory + Self.macOffset, data, count: count)
        unsafe mac.append(data + grouped, count: count - grouped)
        return mac.tag(additionalCount: additionalCount, dataCount: count)
    }

    @unsafe
    private func poly1305(_ memory: UnsafeMutableRawPointer) -> Poly1305 {
        unsafe Poly1305((memory + Self.macOffset).assumingMemoryBound(to: UInt64.self))
    }

    /// Writes as many blocks of key stream as the tier makes at once, but `wanted` if it can; how many.
    @unsafe
    private func writeStream(_ memory: UnsafeMutableRawPointer, counter: Int, atLeast wanted: Int) -> Int {
        unsafe setCounter(memory, counter)
        return unsafe tier.writeStream(memory, to: memory + Self.streamOffset, wanted: wanted)
    }

    @unsafe
    private func setCounter(_ memory: UnsafeMutableRawPointer, _ counter: Int) {
        unsafe memory.storeBytes(of: UInt32(truncatingIfNeeded: counter), toByteOffset: 48, as: UInt32.self)
    }

    private static func blocks(_ count: Int) -> Int { (count + ChaCha20.blockLength - 1) / ChaCha20.blockLength }

    /// Adds `count` octets of the key stream to those at `target`.
    @unsafe
    private static func add(_ stream: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer, count: Int) {
        var done = 0
        while count - done >= 16 {
            let sum = unsafe Lanes(loading: target + done, 0) ^ Lanes(loading: stream + done, 0)
            unsafe sum.store(to: target + done, 0)
            done += 16
        }
        // By the bits of what is left: of a loop the optimiser makes vectors where the memories lie far enough apart, and which
        // instructions run then depends on addresses.
        if (count - done) & 8 != 0 { done += unsafe add(UInt64.self, stream + done, to: target + done) }
        if (count - done) & 4 != 0 { done += unsafe add(UInt32.self, stream + done, to: target + done) }
        if (count - done) & 2 != 0 { done += unsafe add(UInt16.self, stream + done, to: target + done) }
        if (count - done) & 1 != 0 { done += unsafe add(UInt8.self, stream + done, to: target + done) }
    }

    /// Adds one number of the key stream to one at `target`; how many octets they have.
    @unsafe
    @inline(__always)
    private static func add<Number: FixedWidthInteger & BitwiseCopyable>(
        _: Number.Type,
        _ stream: UnsafeMutableRawPointer,
        to target: UnsafeMutableRawPointer
    ) -> Int {
        let sum = unsafe target.loadUnaligned(as: Number.self) ^ stream.loadUnaligned(as: Number.self)
        unsafe target.storeBytes(of: sum, as: Number.self)
        return MemoryLayout<Number>.size
    }

    /// Lends the rest as the functions above take it. `record` has room for a tag.
    @unsafe
    @inline(__always)
    private static func withPointers(
        _ record: inout MutableSpan<UInt8>,
        _ additional: Span<UInt8>,
        _ body: (UnsafeMutableRawPointer, Int, UnsafeRawPointer, Int) -> Void
    ) {
        unsafe record.withUnsafeMutableBytes { record in
            unsafe additional.withUnsafeBytes { additional in
                guard let data = record.baseAddress else { return }
                // No additional data has no address either; any will do, for nothing is read from it.
                let first = unsafe additional.baseAddress ?? UnsafeRawPointer(data)
                unsafe body(data, record.count - AEADAlgorithm.tagLength, first, additional.count)
            }
        }
    }
}
