internal import CIntrinsics

/// SHA-256's compression function on the SHA extensions (with SSSE3 and SSE4.1). Never to be reached on a CPU without them.
public enum SHANI {
    /// Compresses `count` blocks of 64 octets into `state`, eight words in the order a to h (FIPS 180-4 §6.2.2).
    ///
    /// - Parameter constants: K₀ … K₆₃ (FIPS 180-4 §4.2.2).
    ///
    /// Leaks: only `count`.
    public static func compress(
        _ state: UnsafeMutablePointer<UInt32>,
        _ blocks: UnsafeRawPointer,
        count: Int,
        constants: UnsafePointer<UInt32>
    ) {
        let wordOrder = _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203)
        let raw = UnsafeMutableRawPointer(state)
        // The instructions want the words as ABEF and CDGH.
        let badc = unsafe tlsbench_shuffle_words_b1(raw.loadUnaligned(as: __m128i.self))
        let hgfe = unsafe tlsbench_shuffle_words_1b(raw.loadUnaligned(fromByteOffset: 16, as: __m128i.self))
        var abef = tlsbench_align_right_8(badc, hgfe)
        var cdgh = tlsbench_blend_high_half(hgfe, badc)

        var block = unsafe blocks
        for _ in 0..<count {
            let abefBefore = abef
            let cdghBefore = cdgh
            var w0 = unsafe _mm_shuffle_epi8(block.loadUnaligned(as: __m128i.self), wordOrder)
            var w1 = unsafe _mm_shuffle_epi8(block.loadUnaligned(fromByteOffset: 16, as: __m128i.self), wordOrder)
            var w2 = unsafe _mm_shuffle_epi8(block.loadUnaligned(fromByteOffset: 32, as: __m128i.self), wordOrder)
            var w3 = unsafe _mm_shuffle_epi8(block.loadUnaligned(fromByteOffset: 48, as: __m128i.self), wordOrder)
            var round = 0
            while round < 48 {
                unsafe fourRounds(&abef, &cdgh, w0, constants + round)
                w0 = nextWords(w0, w1, w2, w3)
                unsafe fourRounds(&abef, &cdgh, w1, constants + (round &+ 4))
                w1 = nextWords(w1, w2, w3, w0)
                unsafe fourRounds(&abef, &cdgh, w2, constants + (round &+ 8))
                w2 = nextWords(w2, w3, w0, w1)
                unsafe fourRounds(&abef, &cdgh, w3, constants + (round &+ 12))
                w3 = nextWords(w3, w0, w1, w2)
                round &+= 16
            }
            unsafe fourRounds(&abef, &cdgh, w0, constants + 48)
            unsafe fourRounds(&abef, &cdgh, w1, constants + 52)
            unsafe fourRounds(&abef, &cdgh, w2, constants + 56)
            unsafe fourRounds(&abef, &cdgh, w3, constants + 60)
            abef = _mm_add_epi32(abef, abefBefore)
            cdgh = _mm_add_epi32(cdgh, cdghBefore)
            unsafe block += 64
        }

        let feba = tlsbench_shuffle_words_1b(abef)
        let dchg = tlsbench_shuffle_words_b1(cdgh)
        unsafe raw.storeBytes(of: tlsbench_blend_high_half(feba, dchg), as: __m128i.self)
        unsafe raw.storeBytes(of: tlsbench_align_right_8(dchg, feba), toByteOffset: 16, as: __m128i.self)
    }
}

/// Rounds t to t + 3 with `words` W_t … W_{t+3}.
@inline(__always) private func fourRounds(
    _ abef: inout __m128i,
    _ cdgh: inout __m128i,
    _ words: __m128i,
    _ constants: UnsafePointer<UInt32>
) {
    let keyed = unsafe _mm_add_epi32(words, UnsafeRawPointer(constants).loadUnaligned(as: __m128i.self))
    cdgh = _mm_sha256rnds2_epu32(cdgh, abef, keyed)
    abef = _mm_sha256rnds2_epu32(abef, cdgh, tlsbench_shuffle_words_0e(keyed))
}

/// W_{t+16} … W_{t+19} from the sixteen words before them: σ₀ in the first instruction, σ₁ in the last.
@inline(__always) private func nextWords(_ a: __m128i, _ b: __m128i, _ c: __m128i, _ d: __m128i) -> __m128i {
    let partial = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), tlsbench_align_right_4(d, c))
    return _mm_sha256msg2_epu32(partial, d)
}
