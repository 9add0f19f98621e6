// Intel's intrinsics, as the kernel targets use them from Swift. Those that take an immediate operand are macros, which
// Swift cannot import: each has a function here. A function is only ever inlined into a target built for its features.
#pragma once

#if defined(__x86_64__)
#include <immintrin.h>

#define TLSBENCH_AES __attribute__((target("ssse3,aes,pclmul"), always_inline)) static inline
#define TLSBENCH_VAES __attribute__((target("avx2,vaes,vpclmulqdq"), always_inline)) static inline

/// Low half of `a` × low half of `b`, carry-less.
TLSBENCH_AES __m128i tlsbench_clmul_low_128(__m128i a, __m128i b) { return _mm_clmulepi64_si128(a, b, 0x00); }
/// High half of `a` × high half of `b`, carry-less.
TLSBENCH_AES __m128i tlsbench_clmul_high_128(__m128i a, __m128i b) { return _mm_clmulepi64_si128(a, b, 0x11); }
/// Low half of `a` × high half of `b`, carry-less.
TLSBENCH_AES __m128i tlsbench_clmul_low_by_high_128(__m128i a, __m128i b) { return _mm_clmulepi64_si128(a, b, 0x10); }
/// The two 64-bit halves exchanged.
TLSBENCH_AES __m128i tlsbench_swap_halves_128(__m128i a) { return _mm_shuffle_epi32(a, 0x4e); }
/// Shifted left by 32 bits.
TLSBENCH_AES __m128i tlsbench_shift_left_32_128(__m128i a) { return _mm_slli_si128(a, 4); }
/// Shifted left by 64 bits.
TLSBENCH_AES __m128i tlsbench_shift_left_64_128(__m128i a) { return _mm_slli_si128(a, 8); }
/// Shifted right by 64 bits.
TLSBENCH_AES __m128i tlsbench_shift_right_64_128(__m128i a) { return _mm_srli_si128(a, 8); }

/// ``tlsbench_clmul_low_128`` in both lanes.
TLSBENCH_VAES __m256i tlsbench_clmul_low_256(__m256i a, __m256i b) { return _mm256_clmulepi64_epi128(a, b, 0x00); }
/// ``tlsbench_clmul_high_128`` in both lanes.
TLSBENCH_VAES __m256i tlsbench_clmul_high_256(__m256i a, __m256i b) { return _mm256_clmulepi64_epi128(a, b, 0x11); }
/// ``tlsbench_swap_halves_128`` in both lanes.
TLSBENCH_VAES __m256i tlsbench_swap_halves_256(__m256i a) { return _mm256_shuffle_epi32(a, 0x4e); }
/// The high lane.
TLSBENCH_VAES __m128i tlsbench_high_lane_256(__m256i a) { return _mm256_extracti128_si256(a, 1); }
/// Two lanes beside each other.
TLSBENCH_VAES __m256i tlsbench_lanes_256(__m128i low, __m128i high) {
    return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

#define TLSBENCH_VAES512 \
    __attribute__((target("avx512f,avx512bw,avx512vl,vaes,vpclmulqdq"), always_inline)) static inline

/// ``tlsbench_clmul_low_128`` in all four lanes.
TLSBENCH_VAES512 __m512i tlsbench_clmul_low_512(__m512i a, __m512i b) { return _mm512_clmulepi64_epi128(a, b, 0x00); }
/// ``tlsbench_clmul_high_128`` in all four lanes.
TLSBENCH_VAES512 __m512i tlsbench_clmul_high_512(__m512i a, __m512i b) { return _mm512_clmulepi64_epi128(a, b, 0x11); }
/// ``tlsbench_clmul_low_by_high_128`` in all four lanes.
TLSBENCH_VAES512 __m512i tlsbench_clmul_low_by_high_512(__m512i a, __m512i b) {
    return _mm512_clmulepi64_epi128(a, b, 0x10);
}
/// ``tlsbench_swap_halves_128`` in all four lanes.
TLSBENCH_VAES512 __m512i tlsbench_swap_halves_512(__m512i a) { return _mm512_shuffle_epi32(a, 0x4e); }
/// `a` in the lowest lane, zeros in the others.
TLSBENCH_VAES512 __m512i tlsbench_in_lowest_lane_512(__m128i a) {
    // Any instruction on 128 bits clears the others; the optimiser would take one that picks words by a mask.
    __m512i lanes;
    __asm__("vmovdqa64 %x1, %x0" : "=v"(lanes) : "v"(a));
    return lanes;
}
/// The upper two lanes.
TLSBENCH_VAES512 __m256i tlsbench_high_lanes_512(__m512i a) { return _mm512_extracti64x4_epi64(a, 1); }

#define TLSBENCH_AVX2 __attribute__((target("avx2"), always_inline)) static inline

/// The highest word of `below`, then the three lowest of `a`: a number moved up by one word of 64 bits.
TLSBENCH_AVX2 __m256i tlsbench_words_up_256(__m256i a, __m256i below) {
    // The optimiser would make a blend and a `vpermq` of these two instructions, which take longer on Zen.
    __m256i middle;
    __asm__("vperm2i128 $0x21, %2, %1, %0" : "=x"(middle) : "x"(below), "x"(a));
    return _mm256_alignr_epi8(a, middle, 8);
}
/// Each word of 64 bits shifted left by 32.
TLSBENCH_AVX2 __m256i tlsbench_up_32_256(__m256i a) { return _mm256_slli_epi64(a, 32); }
/// Each word of 64 bits shifted right by 32.
TLSBENCH_AVX2 __m256i tlsbench_down_32_256(__m256i a) { return _mm256_srli_epi64(a, 32); }
/// The words 2 and 3 of `a`, with zeros in 0 and 1.
TLSBENCH_AVX2 __m256i tlsbench_high_words_256(__m256i a) { return _mm256_blend_epi32(_mm256_setzero_si256(), a, 0xf0); }

/// The low lane of `a`, then that of `b`.
TLSBENCH_AVX2 __m256i tlsbench_low_lanes_256(__m256i a, __m256i b) { return _mm256_permute2x128_si256(a, b, 0x20); }
/// The high lane of `a`, then that of `b`.
TLSBENCH_AVX2 __m256i tlsbench_high_lanes_256(__m256i a, __m256i b) { return _mm256_permute2x128_si256(a, b, 0x31); }
/// The high lane.
TLSBENCH_AVX2 __m128i tlsbench_upper_half_256(__m256i a) { return _mm256_extracti128_si256(a, 1); }
/// The even numbers of 16 bits of `a` and the odd ones of `b`.
TLSBENCH_AVX2 __m256i tlsbench_even_and_odd_16_256(__m256i a, __m256i b) { return _mm256_blend_epi16(a, b, 0xaa); }
/// The even numbers of 32 bits of `a` and the odd ones of `b`.
TLSBENCH_AVX2 __m256i tlsbench_even_and_odd_32_256(__m256i a, __m256i b) { return _mm256_blend_epi32(a, b, 0xaa); }
/// Words 0, 2, 1, 3: the order in which both lanes of a packed vector are one after the other.
TLSBENCH_AVX2 __m256i tlsbench_middle_words_swapped_256(__m256i a) { return _mm256_permute4x64_epi64(a, 0xd8); }
/// Word `index` of four, which is a constant.
TLSBENCH_AVX2 uint64_t tlsbench_one_word_256(__m256i a, int index) { return (uint64_t)((__v4di)a)[index]; }

#define TLSBENCH_IFMA __attribute__((target("avx512f,avx512vl,avx512ifma"), always_inline)) static inline

/// `sums` + the lower 52 bits of the products of the lower 52 bits of each word.
TLSBENCH_IFMA __m256i tlsbench_multiply_add_low_256(__m256i sums, __m256i a, __m256i b) {
    return _mm256_madd52lo_epu64(sums, a, b);
}
/// `sums` + the upper 52 bits of these products.
TLSBENCH_IFMA __m256i tlsbench_multiply_add_high_256(__m256i sums, __m256i a, __m256i b) {
    return _mm256_madd52hi_epu64(sums, a, b);
}
/// The highest word of `below`, then the three lowest of `a`: a number moved up by one word of 64 bits.
TLSBENCH_IFMA __m256i tlsbench_up_one_word_256(__m256i a, __m256i below) { return _mm256_alignr_epi64(a, below, 3); }
/// The same by two words.
TLSBENCH_IFMA __m256i tlsbench_up_two_words_256(__m256i a, __m256i below) { return _mm256_alignr_epi64(a, below, 2); }
/// The same by three words.
TLSBENCH_IFMA __m256i tlsbench_up_three_words_256(__m256i a, __m256i below) { return _mm256_alignr_epi64(a, below, 1); }
/// Each word shifted right by 52.
TLSBENCH_IFMA __m256i tlsbench_down_52_256(__m256i a) { return _mm256_srli_epi64(a, 52); }
/// Zeros below one word.
TLSBENCH_IFMA __m256i tlsbench_in_highest_word_256(uint64_t word) { return _mm256_set_epi64x((long long)word, 0, 0, 0); }
/// Word `index` of four.
TLSBENCH_IFMA uint64_t tlsbench_word_256(__m256i a, int index) { return (uint64_t)((__v4di)a)[index]; }
/// In the lowest four bits: which words of `a` are above those of `b`, without a sign.
TLSBENCH_IFMA uint64_t tlsbench_above_256(__m256i a, __m256i b) { return _mm256_cmpgt_epu64_mask(a, b); }
/// In the lowest four bits: which words are equal.
TLSBENCH_IFMA uint64_t tlsbench_equal_256(__m256i a, __m256i b) { return _mm256_cmpeq_epu64_mask(a, b); }
/// `a` + 1 in the words that the lowest four bits of `which` name.
TLSBENCH_IFMA __m256i tlsbench_increment_256(__m256i a, uint64_t which) {
    return _mm256_mask_sub_epi64(a, (__mmask8)(which & 15), a, _mm256_set1_epi64x(-1));
}
/// The same value, of which the optimiser knows nothing.
TLSBENCH_IFMA __m256i tlsbench_opaque_256(__m256i a) {
    __asm__("" : "+v"(a));
    return a;
}

#define TLSBENCH_SSE4 __attribute__((target("ssse3,sse4.1"), always_inline)) static inline

/// Words 1, 0, 3, 2.
TLSBENCH_SSE4 __m128i tlsbench_shuffle_words_b1(__m128i a) { return _mm_shuffle_epi32(a, 0xb1); }
/// Words 3, 2, 1, 0.
TLSBENCH_SSE4 __m128i tlsbench_shuffle_words_1b(__m128i a) { return _mm_shuffle_epi32(a, 0x1b); }
/// Words 2, 3, 0, 0.
TLSBENCH_SSE4 __m128i tlsbench_shuffle_words_0e(__m128i a) { return _mm_shuffle_epi32(a, 0x0e); }
/// The upper half of `low` below the lower half of `high`.
TLSBENCH_SSE4 __m128i tlsbench_align_right_8(__m128i high, __m128i low) { return _mm_alignr_epi8(high, low, 8); }
/// The upper three words of `low` below the lowest of `high`.
TLSBENCH_SSE4 __m128i tlsbench_align_right_4(__m128i high, __m128i low) { return _mm_alignr_epi8(high, low, 4); }
/// The lower half of `a` and the upper half of `b`.
TLSBENCH_SSE4 __m128i tlsbench_blend_high_half(__m128i a, __m128i b) { return _mm_blend_epi16(a, b, 0xf0); }
#endif
