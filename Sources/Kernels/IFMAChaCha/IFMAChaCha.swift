/// ChaCha20-Poly1305 (RFC 8439) on 512-bit registers: AVX-512 (F, IFMA). Never to be reached on a CPU without them.
///
/// A state is 16 words of 32 bits: constants, key, counter, nonce. Leaks: only lengths.
public enum IFMAChaCha {
    /// How many octets ``cryptStrides(_:_:count:)`` takes at once.
    @inlinable public static var strideLength: Int { 1024 }

    /// Writes blocks of key stream, as many as are `wanted` or a few more, but sixteen at most; how many.
    public static func writeStream(_ state: UnsafeRawPointer, to output: UnsafeMutableRawPointer, wanted: Int) -> Int {
        if wanted > 8 {
            unsafe SixteenBlocks(state).stream().write(to: output, isAdding: false)
            return 16
        }
        let first = unsafe FourBlocks(state, 0)
        var blocks = first
        guard wanted > 4 else {
            for _ in 0..<10 { blocks.doubleRound() }
            blocks.add(first)
            unsafe blocks.write(to: output)
            return 4
        }
        let second = unsafe FourBlocks(state, 4)
        var others = second
        for _ in 0..<10 {
            blocks.doubleRound()
            others.doubleRound()
        }
        blocks.add(first)
        others.add(second)
        unsafe blocks.write(to: output)
        unsafe others.write(to: output + 256)
        return 8
    }

    /// Encrypts or decrypts `count` strides in place.
    public static func cryptStrides(_ state: UnsafeRawPointer, _ data: UnsafeMutableRawPointer, count: Int) {
        var blocks = unsafe SixteenBlocks(state)
        var next = unsafe data
        for _ in 0..<count {
            unsafe blocks.stream().write(to: next, isAdding: true)
            blocks.advance()
            unsafe next += strideLength
        }
    }

    /// Appends the whole groups of eight blocks in `count` octets to Poly1305's sum; how many octets they have.
    ///
    /// Nothing of what is shorter than 384 octets, for which the powers of r are not worth it.
    ///
    /// - Parameter words: r, in two words of 64 bits, then the sum, in three.
    public static func hashGroups(_ words: UnsafeMutableRawPointer, _ data: UnsafeRawPointer, count: Int) -> Int {
        guard count >= 384 else { return 0 }
        let length = count & ~127
        unsafe hash(words, data, length)
        return length
    }
}
