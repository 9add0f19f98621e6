internal import CIntrinsics

/// The message schedule (FIPS 180-4 §6.4.2, step 1), of which sixteen words are kept: four to a register.
struct Schedule {
    private var w0, w1, w2, w3: __m256i

    /// The words of a block of 128 octets.
    @inline(__always) init(_ block: UnsafeRawPointer) {
        let order = _mm256_broadcastsi128_si256(_mm_set_epi64x(0x0809_0a0b_0c0d_0e0f, 0x0001_0203_0405_0607))
        w0 = unsafe _mm256_shuffle_epi8(block.loadUnaligned(as: __m256i.self), order)
        w1 = unsafe _mm256_shuffle_epi8(block.loadUnaligned(fromByteOffset: 32, as: __m256i.self), order)
        w2 = unsafe _mm256_shuffle_epi8(block.loadUnaligned(fromByteOffset: 64, as: __m256i.self), order)
        w3 = unsafe _mm256_shuffle_epi8(block.loadUnaligned(fromByteOffset: 96, as: __m256i.self), order)
    }

    /// Writes W_t + K_t of all sixteen words.
    @inline(__always) func store(to ring: UnsafeMutableRawPointer, adding constants: UnsafeRawPointer) {
        unsafe Self.store(w0, to: ring, adding: constants)
        unsafe Self.store(w1, to: ring + 32, adding: constants + 32)
        unsafe Self.store(w2, to: ring + 64, adding: constants + 64)
        unsafe Self.store(w3, to: ring + 96, adding: constants + 96)
    }

    /// Puts the next four words in the place of the oldest, and writes W_t + K_t of them.
    @inline(__always) mutating func extend(to ring: UnsafeMutableRawPointer, adding constants: UnsafeRawPointer) {
        let next = next()
        unsafe Self.store(next, to: ring, adding: constants)
        (w0, w1, w2, w3) = (w1, w2, w3, next)
    }

    /// W_{t+16} … W_{t+19}: two at a time, for the later two need the earlier.
    @inline(__always) private func next() -> __m256i {
        let old = _mm256_add_epi64(w0, tlsbench_down_one_word_256(w3, w2))
        let sums = _mm256_add_epi64(old, sigma0(tlsbench_down_one_word_256(w1, w0)))
        let first = _mm_add_epi64(_mm256_castsi256_si128(sums), sigma1(tlsbench_high_lane_256(w3)))
        let second = _mm_add_epi64(tlsbench_high_lane_256(sums), sigma1(first))
        return tlsbench_lanes_256(first, second)
    }

    @inline(__always) private static func store(
        _ words: __m256i,
        to ring: UnsafeMutableRawPointer,
        adding constants: UnsafeRawPointer
    ) {
        let keyed = unsafe _mm256_add_epi64(words, constants.loadUnaligned(as: __m256i.self))
        unsafe ring.storeBytes(of: keyed, as: __m256i.self)
    }
}

/// σ₀ (FIPS 180-4 §4.1.3) of four words.
@inline(__always) private func sigma0(_ words: __m256i) -> __m256i {
    tlsbench_xor_of_three_256(
        tlsbench_right_1_of_64_256(words),
        tlsbench_right_8_of_64_256(words),
        tlsbench_down_7_256(words)
    )
}

/// σ₁ (FIPS 180-4 §4.1.3) of two words.
@inline(__always) private func sigma1(_ words: __m128i) -> __m128i {
    tlsbench_xor_of_three_128(
        tlsbench_right_19_of_64_128(words),
        tlsbench_right_61_of_64_128(words),
        tlsbench_down_6_128(words)
    )
}
