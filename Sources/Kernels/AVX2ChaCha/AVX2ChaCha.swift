/// ChaCha20-Poly1305 (RFC 8439) on 256-bit registers: AVX2. Never to be reached on a CPU without it.
///
/// A state is 16 words of 32 bits: constants, key, counter, nonce. Leaks: only lengths.
public enum AVX2ChaCha {
    /// How many octets ``cryptStrides(_:_:count:)`` takes at once.
    @inlinable public static var strideLength: Int { 512 }

    /// Writes four blocks of key stream if so many are `wanted` at most, else eight; how many.
    public static func writeStream(_ state: UnsafeRawPointer, to output: UnsafeMutableRawPointer, wanted: Int) -> Int {
        guard wanted <= 4 else {
            unsafe EightBlocks(state).stream().write(to: output, isAdding: false)
            return 8
        }
        let (first, second) = unsafe (TwoBlocks(state, 0), TwoBlocks(state, 2))
        var (blocks, others) = (first, second)
        for _ in 0..<10 {
            blocks.doubleRound()
            others.doubleRound()
        }
        blocks.add(first)
        others.add(second)
        unsafe blocks.write(to: output)
        unsafe others.write(to: output + 128)
        return 4
    }

    /// Encrypts or decrypts `count` strides in place.
    public static func cryptStrides(_ state: UnsafeRawPointer, _ data: UnsafeMutableRawPointer, count: Int) {
        var blocks = unsafe EightBlocks(state)
        var next = unsafe data
        for _ in 0..<count {
            unsafe blocks.stream().write(to: next, isAdding: true)
            blocks.advance()
            unsafe next += strideLength
        }
    }

    /// Appends the whole groups of four blocks in `count` octets to Poly1305's sum; how many octets they have.
    ///
    /// Nothing of what is shorter than 256 octets, for which the powers of r are not worth it.
    ///
    /// - Parameter words: r, in two words of 64 bits, then the sum, in three.
    public static func hashGroups(_ words: UnsafeMutableRawPointer, _ data: UnsafeRawPointer, count: Int) -> Int {
        guard count >= 256 else { return 0 }
        let length = count & ~63
        unsafe hash(words, data, length)
        return length
    }
}
