internal import CIntrinsics

/// The eight words of a hash value as the instructions want them: ABEF and CDGH.
struct HashValue {
    private var abef, cdgh: __m128i

    /// From words in the order a to h, each in the lower half of 64 bits.
    @inline(__always) init(_ state: UnsafePointer<UInt64>) {
        let raw = unsafe UnsafeRawPointer(state)
        let ab = unsafe raw.loadUnaligned(as: __m128i.self)
        let cd = unsafe raw.loadUnaligned(fromByteOffset: 16, as: __m128i.self)
        let ef = unsafe raw.loadUnaligned(fromByteOffset: 32, as: __m128i.self)
        let gh = unsafe raw.loadUnaligned(fromByteOffset: 48, as: __m128i.self)
        abef = tlsbench_even_words_backwards(ef, ab)
        cdgh = tlsbench_even_words_backwards(gh, cd)
    }

    /// In the order a to h, each in the lower half of 64 bits.
    @inline(__always) func store(to state: UnsafeMutablePointer<UInt64>) {
        let raw = UnsafeMutableRawPointer(state)
        unsafe raw.storeBytes(of: tlsbench_widened_high_words_backwards(abef), as: __m128i.self)
        unsafe raw.storeBytes(of: tlsbench_widened_high_words_backwards(cdgh), toByteOffset: 16, as: __m128i.self)
        unsafe raw.storeBytes(of: tlsbench_widened_low_words_backwards(abef), toByteOffset: 32, as: __m128i.self)
        unsafe raw.storeBytes(of: tlsbench_widened_low_words_backwards(cdgh), toByteOffset: 48, as: __m128i.self)
    }

    /// Rounds t to t + 3 (FIPS 180-4 §6.2.2, step 3) with `words` W_t … W_{t+3} and the constants K_t … K_{t+3}.
    @inline(__always) mutating func fourRounds(_ words: __m128i, _ constants: UnsafePointer<UInt32>) {
        let keyed = unsafe _mm_add_epi32(words, UnsafeRawPointer(constants).loadUnaligned(as: __m128i.self))
        cdgh = _mm_sha256rnds2_epu32(cdgh, abef, keyed)
        abef = _mm_sha256rnds2_epu32(abef, cdgh, tlsbench_shuffle_words_0e(keyed))
    }

    /// Step 4: the value before the block is added.
    @inline(__always) mutating func add(_ before: HashValue) {
        abef = _mm_add_epi32(abef, before.abef)
        cdgh = _mm_add_epi32(cdgh, before.cdgh)
    }
}
