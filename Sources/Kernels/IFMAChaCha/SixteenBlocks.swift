internal import CIntrinsics

/// Sixteen blocks of ChaCha20 (RFC 8439 §2.3): each vector has one word of all of them, and nothing is moved between rounds.
struct SixteenBlocks {
    private var a, b, c, d: Row

    /// From 16 words, the counter that of the first block.
    @inline(__always) init(_ state: UnsafeRawPointer) {
        (a, b) = unsafe (Row(state), Row(state + 16))
        (c, d) = unsafe (Row(state + 32), Row(state + 48))
        d.word0 = plus(d.word0, _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0))
    }

    /// The 16 blocks of key stream.
    @inline(__always) func stream() -> SixteenBlocks {
        var blocks = self
        for _ in 0..<10 { blocks.doubleRound() }
        blocks.a.add(a)
        blocks.b.add(b)
        blocks.c.add(c)
        blocks.d.add(d)
        return blocks
    }

    /// The same for the next 16 blocks.
    @inline(__always) mutating func advance() { d.word0 = plus(d.word0, _mm512_set1_epi32(16)) }

    /// A column round and a diagonal round (RFC 8439 §2.3).
    @inline(__always) mutating func doubleRound() {
        quarterRound(&a.word0, &b.word0, &c.word0, &d.word0)
        quarterRound(&a.word1, &b.word1, &c.word1, &d.word1)
        quarterRound(&a.word2, &b.word2, &c.word2, &d.word2)
        quarterRound(&a.word3, &b.word3, &c.word3, &d.word3)
        quarterRound(&a.word0, &b.word1, &c.word2, &d.word3)
        quarterRound(&a.word1, &b.word2, &c.word3, &d.word0)
        quarterRound(&a.word2, &b.word3, &c.word0, &d.word1)
        quarterRound(&a.word3, &b.word0, &c.word1, &d.word2)
    }

    /// Writes the blocks one after the other, or adds them to the octets that are there.
    @inline(__always) func write(to output: UnsafeMutableRawPointer, isAdding: Bool) {
        let (a, b, c, d) = (a.transposed(), b.transposed(), c.transposed(), d.transposed())
        unsafe writeLanes(a.word0, b.word0, c.word0, d.word0, to: output, apart: 256, isAdding)
        unsafe writeLanes(a.word1, b.word1, c.word1, d.word1, to: output + 64, apart: 256, isAdding)
        unsafe writeLanes(a.word2, b.word2, c.word2, d.word2, to: output + 128, apart: 256, isAdding)
        unsafe writeLanes(a.word3, b.word3, c.word3, d.word3, to: output + 192, apart: 256, isAdding)
    }
}

/// Four blocks, each in the same lane of four rows, to four places that are `apart`.
@inline(__always) func writeLanes(
    _ a: __m512i,
    _ b: __m512i,
    _ c: __m512i,
    _ d: __m512i,
    to output: UnsafeMutableRawPointer,
    apart: Int,
    _ isAdding: Bool
) {
    let (lowAB, lowCD) = (tlsbench_low_lanes_512(a, b), tlsbench_low_lanes_512(c, d))
    let (highAB, highCD) = (tlsbench_both_high_lanes_512(a, b), tlsbench_both_high_lanes_512(c, d))
    unsafe put(tlsbench_even_lanes_512(lowAB, lowCD), output, isAdding)
    unsafe put(tlsbench_odd_lanes_512(lowAB, lowCD), output + apart, isAdding)
    unsafe put(tlsbench_even_lanes_512(highAB, highCD), output + 2 &* apart, isAdding)
    unsafe put(tlsbench_odd_lanes_512(highAB, highCD), output + 3 &* apart, isAdding)
}

@inline(__always) private func put(_ value: __m512i, _ output: UnsafeMutableRawPointer, _ isAdding: Bool) {
    unsafe store(isAdding ? xor(value, load(output)) : value, output)
}

/// Four consecutive words of the state, each for all blocks.
private struct Row {
    var word0, word1, word2, word3: __m512i

    /// The same for all blocks.
    @inline(__always) init(_ words: UnsafeRawPointer) {
        word0 = _mm512_set1_epi32(unsafe words.load(as: Int32.self))
        word1 = _mm512_set1_epi32(unsafe words.load(fromByteOffset: 4, as: Int32.self))
        word2 = _mm512_set1_epi32(unsafe words.load(fromByteOffset: 8, as: Int32.self))
        word3 = _mm512_set1_epi32(unsafe words.load(fromByteOffset: 12, as: Int32.self))
    }

    @inline(__always) private init(_ word0: __m512i, _ word1: __m512i, _ word2: __m512i, _ word3: __m512i) {
        (self.word0, self.word1, self.word2, self.word3) = (word0, word1, word2, word3)
    }

    @inline(__always) mutating func add(_ other: Row) {
        word0 = plus(word0, other.word0)
        word1 = plus(word1, other.word1)
        word2 = plus(word2, other.word2)
        word3 = plus(word3, other.word3)
    }

    /// The four words of one block in each lane: of blocks 0, 4 and so on in the first vector, of 1, 5 and so on in the second.
    @inline(__always) func transposed() -> Row {
        let low01 = _mm512_unpacklo_epi32(word0, word1)
        let high01 = _mm512_unpackhi_epi32(word0, word1)
        let low23 = _mm512_unpacklo_epi32(word2, word3)
        let high23 = _mm512_unpackhi_epi32(word2, word3)
        return Row(
            _mm512_unpacklo_epi64(low01, low23),
            _mm512_unpackhi_epi64(low01, low23),
            _mm512_unpacklo_epi64(high01, high23),
            _mm512_unpackhi_epi64(high01, high23)
        )
    }
}
