internal import CIntrinsics

/// Eight blocks of ChaCha20 (RFC 8439 §2.3): each vector has one word of all of them, and nothing is moved between rounds.
struct EightBlocks {
    private var a, b, c, d: Row

    /// From 16 words, the counter that of the first block.
    @inline(__always) init(_ state: UnsafeRawPointer) {
        (a, b) = unsafe (Row(state), Row(state + 16))
        (c, d) = unsafe (Row(state + 32), Row(state + 48))
        d.word0 = plus(d.word0, _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0))
    }

    /// The 8 blocks of key stream.
    @inline(__always) func stream() -> EightBlocks {
        var blocks = self
        for _ in 0..<10 { blocks.doubleRound() }
        blocks.a.add(a)
        blocks.b.add(b)
        blocks.c.add(c)
        blocks.d.add(d)
        return blocks
    }

    /// The same for the next 8 blocks.
    @inline(__always) mutating func advance() { d.word0 = plus(d.word0, _mm256_set1_epi32(8)) }

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
        unsafe Self.write(a.word0, b.word0, c.word0, d.word0, to: output, isAdding)
        unsafe Self.write(a.word1, b.word1, c.word1, d.word1, to: output + 64, isAdding)
        unsafe Self.write(a.word2, b.word2, c.word2, d.word2, to: output + 128, isAdding)
        unsafe Self.write(a.word3, b.word3, c.word3, d.word3, to: output + 192, isAdding)
    }

    /// One block from the low lanes, and the fourth after it from the high ones.
    @inline(__always) private static func write(
        _ a: __m256i,
        _ b: __m256i,
        _ c: __m256i,
        _ d: __m256i,
        to output: UnsafeMutableRawPointer,
        _ isAdding: Bool
    ) {
        unsafe put(tlsbench_low_lanes_256(a, b), output, isAdding)
        unsafe put(tlsbench_low_lanes_256(c, d), output + 32, isAdding)
        unsafe put(tlsbench_high_lanes_256(a, b), output + 256, isAdding)
        unsafe put(tlsbench_high_lanes_256(c, d), output + 288, isAdding)
    }
}

@inline(__always) private func put(_ value: __m256i, _ output: UnsafeMutableRawPointer, _ isAdding: Bool) {
    unsafe store(isAdding ? xor(value, load(output)) : value, output)
}

/// Four consecutive words of the state, each for all blocks.
private struct Row {
    var word0, word1, word2, word3: __m256i

    /// The same for all blocks.
    @inline(__always) init(_ words: UnsafeRawPointer) {
        word0 = _mm256_set1_epi32(unsafe words.load(as: Int32.self))
        word1 = _mm256_set1_epi32(unsafe words.load(fromByteOffset: 4, as: Int32.self))
        word2 = _mm256_set1_epi32(unsafe words.load(fromByteOffset: 8, as: Int32.self))
        word3 = _mm256_set1_epi32(unsafe words.load(fromByteOffset: 12, as: Int32.self))
    }

    @inline(__always) private init(_ word0: __m256i, _ word1: __m256i, _ word2: __m256i, _ word3: __m256i) {
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
        let low01 = _mm256_unpacklo_epi32(word0, word1)
        let high01 = _mm256_unpackhi_epi32(word0, word1)
        let low23 = _mm256_unpacklo_epi32(word2, word3)
        let high23 = _mm256_unpackhi_epi32(word2, word3)
        return Row(
            _mm256_unpacklo_epi64(low01, low23),
            _mm256_unpackhi_epi64(low01, low23),
            _mm256_unpacklo_epi64(high01, high23),
            _mm256_unpackhi_epi64(high01, high23)
        )
    }
}
