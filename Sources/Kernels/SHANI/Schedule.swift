internal import CIntrinsics

/// Sixteen words of the message schedule (FIPS 180-4 §6.2.2, step 1), four to a register, the oldest first.
struct Schedule {
    private(set) var w0, w1, w2, w3: __m128i

    /// The words of a block of 64 octets.
    @inline(__always) init(_ block: UnsafeRawPointer) {
        let order = _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203)
        w0 = unsafe _mm_shuffle_epi8(block.loadUnaligned(as: __m128i.self), order)
        w1 = unsafe _mm_shuffle_epi8(block.loadUnaligned(fromByteOffset: 16, as: __m128i.self), order)
        w2 = unsafe _mm_shuffle_epi8(block.loadUnaligned(fromByteOffset: 32, as: __m128i.self), order)
        w3 = unsafe _mm_shuffle_epi8(block.loadUnaligned(fromByteOffset: 48, as: __m128i.self), order)
    }

    /// Takes the oldest four words, and appends the four that follow from all sixteen: σ₀ in the first instruction, σ₁ in the last.
    @inline(__always) mutating func next() -> __m128i {
        let oldest = w0
        let partial = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), tlsbench_align_right_4(w3, w2))
        (w0, w1, w2, w3) = (w1, w2, w3, _mm_sha256msg2_epu32(partial, w3))
        return oldest
    }
}
