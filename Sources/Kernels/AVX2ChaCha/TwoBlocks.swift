internal import CIntrinsics

/// Two blocks of ChaCha20 (RFC 8439 §2.3): each vector has one row of all of them, a block in a lane. It takes shuffles between the
/// rounds, and few registers: for what is too short to fill more.
struct TwoBlocks {
    private var a, b, c, d: __m256i

    /// From 16 words, with counters from `first` on added to theirs.
    @inline(__always) init(_ state: UnsafeRawPointer, _ first: Int32) {
        (a, b) = unsafe (Self.row(state), Self.row(state + 16))
        (c, d) = unsafe (Self.row(state + 32), Self.row(state + 48))
        d = plus(d, _mm256_set_epi32(0, 0, 0, first &+ 1, 0, 0, 0, first))
    }

    @inline(__always) private static func row(_ row: UnsafeRawPointer) -> __m256i {
        _mm256_broadcastsi128_si256(unsafe row.loadUnaligned(as: __m128i.self))
    }

    /// A column round and a diagonal round.
    @inline(__always) mutating func doubleRound() {
        quarterRound(&a, &b, &c, &d)
        b = tlsbench_next_words_256(b)
        c = tlsbench_second_next_words_256(c)
        d = tlsbench_last_words_256(d)
        quarterRound(&a, &b, &c, &d)
        b = tlsbench_last_words_256(b)
        c = tlsbench_second_next_words_256(c)
        d = tlsbench_next_words_256(d)
    }

    @inline(__always) mutating func add(_ other: TwoBlocks) {
        (a, b) = (plus(a, other.a), plus(b, other.b))
        (c, d) = (plus(c, other.c), plus(d, other.d))
    }

    /// Writes the blocks one after the other.
    @inline(__always) func write(to output: UnsafeMutableRawPointer) {
        unsafe store(tlsbench_low_lanes_256(a, b), output)
        unsafe store(tlsbench_low_lanes_256(c, d), output, 32)
        unsafe store(tlsbench_high_lanes_256(a, b), output, 64)
        unsafe store(tlsbench_high_lanes_256(c, d), output, 96)
    }
}
