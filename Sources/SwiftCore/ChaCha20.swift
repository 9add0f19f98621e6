internal import CIntrinsics

/// ChaCha20 (RFC 8439 §2.3) on four blocks at once: each vector has one word of all of them.
///
/// Leaks: nothing; there are no branches and no tables.
enum ChaCha20 {
    /// The length of a block in octets.
    static let blockLength = 64
    /// "expand 32-byte k" (§2.3).
    static let constants: [4 of UInt32] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]

    /// Writes four blocks of key stream, 256 octets.
    ///
    /// - Parameter state: 16 words: constants, key, the counter of the first block, nonce.
    @unsafe
    static func writeFourBlocks(_ state: UnsafePointer<UInt32>, to output: UnsafeMutableRawPointer) {
        let initial = unsafe FourBlocks(state)
        var blocks = initial
        for _ in 0..<10 { blocks.doubleRound() }
        blocks.add(initial)
        unsafe blocks.a.transpose(to: output, 0)
        unsafe blocks.b.transpose(to: output, 16)
        unsafe blocks.c.transpose(to: output, 32)
        unsafe blocks.d.transpose(to: output, 48)
    }
}

/// The state of four blocks: four rows of four words (§2.3).
private struct FourBlocks {
    var a, b, c, d: Row

    @unsafe
    @inline(__always)
    init(_ state: UnsafePointer<UInt32>) {
        (a, b) = unsafe (Row(state), Row(state + 4))
        (c, d) = unsafe (Row(state + 8), Row(state + 12))
        d.word0 = d.word0 &+ Lanes(SIMD4(0, 1, 2, 3))
    }

    /// A column round and a diagonal round (§2.3).
    @inline(__always)
    mutating func doubleRound() {
        Self.quarterRound(&a.word0, &b.word0, &c.word0, &d.word0)
        Self.quarterRound(&a.word1, &b.word1, &c.word1, &d.word1)
        Self.quarterRound(&a.word2, &b.word2, &c.word2, &d.word2)
        Self.quarterRound(&a.word3, &b.word3, &c.word3, &d.word3)
        Self.quarterRound(&a.word0, &b.word1, &c.word2, &d.word3)
        Self.quarterRound(&a.word1, &b.word2, &c.word3, &d.word0)
        Self.quarterRound(&a.word2, &b.word3, &c.word0, &d.word1)
        Self.quarterRound(&a.word3, &b.word0, &c.word1, &d.word2)
    }

    /// §2.1.
    @inline(__always)
    private static func quarterRound(_ a: inout Lanes, _ b: inout Lanes, _ c: inout Lanes, _ d: inout Lanes) {
        a = a &+ b
        d = (d ^ a).rotatedDown(by: 16)
        c = c &+ d
        b = (b ^ c).rotatedDown(by: 20)
        a = a &+ b
        d = (d ^ a).rotatedDown(by: 24)
        c = c &+ d
        b = (b ^ c).rotatedDown(by: 25)
    }

    @inline(__always)
    mutating func add(_ other: FourBlocks) {
        a.add(other.a)
        b.add(other.b)
        c.add(other.c)
        d.add(other.d)
    }
}

/// Four consecutive words of the state, each for four blocks.
private struct Row {
    var word0, word1, word2, word3: Lanes

    /// The same for all four.
    @unsafe
    @inline(__always)
    init(_ words: UnsafePointer<UInt32>) {
        (word0, word1) = unsafe (Lanes(repeating: words[0]), Lanes(repeating: words[1]))
        (word2, word3) = unsafe (Lanes(repeating: words[2]), Lanes(repeating: words[3]))
    }

    @inline(__always)
    mutating func add(_ other: Row) {
        word0 = word0 &+ other.word0
        word1 = word1 &+ other.word1
        word2 = word2 &+ other.word2
        word3 = word3 &+ other.word3
    }

    /// Writes the four words of each block beside each other, at `offset` in the block.
    @unsafe
    @inline(__always)
    func transpose(to output: UnsafeMutableRawPointer, _ offset: Int) {
        let low01 = tlsbench_lanes_low_pairs(word0.vector, word1.vector)
        let high01 = tlsbench_lanes_high_pairs(word0.vector, word1.vector)
        let low23 = tlsbench_lanes_low_pairs(word2.vector, word3.vector)
        let high23 = tlsbench_lanes_high_pairs(word2.vector, word3.vector)
        unsafe Lanes(tlsbench_lanes_low_halves(low01, low23)).store(to: output + offset, 0)
        unsafe Lanes(tlsbench_lanes_high_halves(low01, low23)).store(to: output + offset, 4)
        unsafe Lanes(tlsbench_lanes_low_halves(high01, high23)).store(to: output + offset, 8)
        unsafe Lanes(tlsbench_lanes_high_halves(high01, high23)).store(to: output + offset, 12)
    }
}
