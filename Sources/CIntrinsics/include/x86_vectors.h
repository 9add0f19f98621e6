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

/// The high lane.
TLSBENCH_AVX2 __m128i tlsbench_high_lane_256(__m256i a) { return _mm256_extracti128_si256(a, 1); }
/// Two lanes beside each other.
TLSBENCH_AVX2 __m256i tlsbench_lanes_256(__m128i low, __m128i high) {
    return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}
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

/// Each word of 32 bits rotated left by 16.
TLSBENCH_AVX2 __m256i tlsbench_rotate_16_256(__m256i a) {
    return _mm256_shuffle_epi8(
        a, _mm256_set_epi8(13, 12, 15, 14, 9, 8, 11, 10, 5, 4, 7, 6, 1, 0, 3, 2, 13, 12, 15, 14, 9, 8, 11, 10, 5, 4, 7, 6, 1, 0, 3, 2));
}
/// Each word of 32 bits rotated left by 12.
TLSBENCH_AVX2 __m256i tlsbench_rotate_12_256(__m256i a) {
    return _mm256_or_si256(_mm256_slli_epi32(a, 12), _mm256_srli_epi32(a, 20));
}
/// Each word of 32 bits rotated left by 8.
TLSBENCH_AVX2 __m256i tlsbench_rotate_8_256(__m256i a) {
    return _mm256_shuffle_epi8(
        a, _mm256_set_epi8(14, 13, 12, 15, 10, 9, 8, 11, 6, 5, 4, 7, 2, 1, 0, 3, 14, 13, 12, 15, 10, 9, 8, 11, 6, 5, 4, 7, 2, 1, 0, 3));
}
/// Each word of 32 bits rotated left by 7.
TLSBENCH_AVX2 __m256i tlsbench_rotate_7_256(__m256i a) {
    return _mm256_or_si256(_mm256_slli_epi32(a, 7), _mm256_srli_epi32(a, 25));
}
/// In both lanes, words 1, 2, 3, 0.
TLSBENCH_AVX2 __m256i tlsbench_next_words_256(__m256i a) { return _mm256_shuffle_epi32(a, 0x39); }
/// In both lanes, words 2, 3, 0, 1.
TLSBENCH_AVX2 __m256i tlsbench_second_next_words_256(__m256i a) { return _mm256_shuffle_epi32(a, 0x4e); }
/// In both lanes, words 3, 0, 1, 2.
TLSBENCH_AVX2 __m256i tlsbench_last_words_256(__m256i a) { return _mm256_shuffle_epi32(a, 0x93); }
/// Each word of 64 bits shifted right by 26.
TLSBENCH_AVX2 __m256i tlsbench_down_26_256(__m256i a) { return _mm256_srli_epi64(a, 26); }
/// The lowest 26 bits of each word of 64.
TLSBENCH_AVX2 __m256i tlsbench_lowest_26_256(__m256i a) { return _mm256_and_si256(a, _mm256_set1_epi64x(0x3ffffff)); }
/// Limb 1 of 26 bits of each number of 128, whose words of 64 are in `low` and `high`.
TLSBENCH_AVX2 __m256i tlsbench_limb_1_of_26_256(__m256i low) { return tlsbench_lowest_26_256(_mm256_srli_epi64(low, 26)); }
/// Limb 2.
TLSBENCH_AVX2 __m256i tlsbench_limb_2_of_26_256(__m256i low, __m256i high) {
    return tlsbench_lowest_26_256(_mm256_or_si256(_mm256_srli_epi64(low, 52), _mm256_slli_epi64(high, 12)));
}
/// Limb 3.
TLSBENCH_AVX2 __m256i tlsbench_limb_3_of_26_256(__m256i high) { return tlsbench_lowest_26_256(_mm256_srli_epi64(high, 14)); }
/// Limb 4, with bit 128 of the number set.
TLSBENCH_AVX2 __m256i tlsbench_limb_4_of_26_256(__m256i high) {
    return _mm256_or_si256(_mm256_srli_epi64(high, 40), _mm256_set1_epi64x(1 << 24));
}
/// Each word of 64 bits five times.
TLSBENCH_AVX2 __m256i tlsbench_five_times_256(__m256i a) { return _mm256_add_epi64(a, _mm256_slli_epi64(a, 2)); }
/// The sum of the four words of 64 bits.
TLSBENCH_AVX2 uint64_t tlsbench_sum_of_words_256(__m256i a) {
    __m128i pairs = _mm_add_epi64(_mm256_castsi256_si128(a), _mm256_extracti128_si256(a, 1));
    return (uint64_t)_mm_cvtsi128_si64(_mm_add_epi64(pairs, _mm_unpackhi_epi64(pairs, pairs)));
}
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
/// Stores four words, of which the optimiser knows nothing: what reads one of them loads it.
TLSBENCH_IFMA void tlsbench_store_words_256(uint64_t *words, __m256i a) {
    __asm__("vmovdqu64 %1, %0" : "=m"(*(__m256i_u *)words) : "v"(a));
}
/// The same value, of which the optimiser knows nothing.
TLSBENCH_IFMA __m256i tlsbench_opaque_256(__m256i a) {
    __asm__("" : "+v"(a));
    return a;
}

#define TLSBENCH_IFMA512 __attribute__((target("avx512f,avx512ifma"), always_inline)) static inline

/// Each word of 32 bits rotated left by 16.
TLSBENCH_IFMA512 __m512i tlsbench_rotate_16_512(__m512i a) { return _mm512_rol_epi32(a, 16); }
/// Each word of 32 bits rotated left by 12.
TLSBENCH_IFMA512 __m512i tlsbench_rotate_12_512(__m512i a) { return _mm512_rol_epi32(a, 12); }
/// Each word of 32 bits rotated left by 8.
TLSBENCH_IFMA512 __m512i tlsbench_rotate_8_512(__m512i a) { return _mm512_rol_epi32(a, 8); }
/// Each word of 32 bits rotated left by 7.
TLSBENCH_IFMA512 __m512i tlsbench_rotate_7_512(__m512i a) { return _mm512_rol_epi32(a, 7); }
/// In each lane, words 1, 2, 3, 0.
TLSBENCH_IFMA512 __m512i tlsbench_next_words_512(__m512i a) { return _mm512_shuffle_epi32(a, 0x39); }
/// In each lane, words 2, 3, 0, 1.
TLSBENCH_IFMA512 __m512i tlsbench_second_next_words_512(__m512i a) { return _mm512_shuffle_epi32(a, 0x4e); }
/// In each lane, words 3, 0, 1, 2.
TLSBENCH_IFMA512 __m512i tlsbench_last_words_512(__m512i a) { return _mm512_shuffle_epi32(a, 0x93); }
/// Lanes 0 and 1 of both.
TLSBENCH_IFMA512 __m512i tlsbench_low_lanes_512(__m512i a, __m512i b) { return _mm512_shuffle_i32x4(a, b, 0x44); }
/// Lanes 2 and 3 of both.
TLSBENCH_IFMA512 __m512i tlsbench_both_high_lanes_512(__m512i a, __m512i b) { return _mm512_shuffle_i32x4(a, b, 0xee); }
/// Lanes 0 and 2 of both.
TLSBENCH_IFMA512 __m512i tlsbench_even_lanes_512(__m512i a, __m512i b) { return _mm512_shuffle_i32x4(a, b, 0x88); }
/// Lanes 1 and 3 of both.
TLSBENCH_IFMA512 __m512i tlsbench_odd_lanes_512(__m512i a, __m512i b) { return _mm512_shuffle_i32x4(a, b, 0xdd); }
/// `sums` + the lower 52 bits of the products of the lower 52 bits of each word.
TLSBENCH_IFMA512 __m512i tlsbench_multiply_add_low_512(__m512i sums, __m512i a, __m512i b) {
    return _mm512_madd52lo_epu64(sums, a, b);
}
/// `sums` + the upper 52 bits of these products.
TLSBENCH_IFMA512 __m512i tlsbench_multiply_add_high_512(__m512i sums, __m512i a, __m512i b) {
    return _mm512_madd52hi_epu64(sums, a, b);
}
/// Each word of 64 bits shifted right by 44.
TLSBENCH_IFMA512 __m512i tlsbench_down_44_512(__m512i a) { return _mm512_srli_epi64(a, 44); }
/// Each word of 64 bits shifted right by 42.
TLSBENCH_IFMA512 __m512i tlsbench_down_42_512(__m512i a) { return _mm512_srli_epi64(a, 42); }
/// Each word of 64 bits shifted left by 8.
TLSBENCH_IFMA512 __m512i tlsbench_up_8_512(__m512i a) { return _mm512_slli_epi64(a, 8); }
/// Each word of 64 bits shifted left by 10.
TLSBENCH_IFMA512 __m512i tlsbench_up_10_512(__m512i a) { return _mm512_slli_epi64(a, 10); }
/// The lowest 44 bits of each word of 64.
TLSBENCH_IFMA512 __m512i tlsbench_lowest_44_512(__m512i a) {
    return _mm512_and_si512(a, _mm512_set1_epi64(0xfffffffffff));
}
/// The lowest 42 bits of each word of 64.
TLSBENCH_IFMA512 __m512i tlsbench_lowest_42_512(__m512i a) {
    return _mm512_and_si512(a, _mm512_set1_epi64(0x3ffffffffff));
}
/// Limb 1 of 44 bits of each number of 128, whose words of 64 are in `low` and `high`.
TLSBENCH_IFMA512 __m512i tlsbench_limb_1_of_44_512(__m512i low, __m512i high) {
    return tlsbench_lowest_44_512(_mm512_or_si512(_mm512_srli_epi64(low, 44), _mm512_slli_epi64(high, 20)));
}
/// Limb 2, with bit 128 of the number set.
TLSBENCH_IFMA512 __m512i tlsbench_limb_2_of_44_512(__m512i high) {
    return _mm512_or_si512(_mm512_srli_epi64(high, 24), _mm512_set1_epi64(1ll << 40));
}
/// Each word of 64 bits five times.
TLSBENCH_IFMA512 __m512i tlsbench_five_times_512(__m512i a) { return _mm512_add_epi64(a, _mm512_slli_epi64(a, 2)); }
/// Each word of 64 bits twenty times.
TLSBENCH_IFMA512 __m512i tlsbench_twenty_times_512(__m512i a) { return _mm512_slli_epi64(tlsbench_five_times_512(a), 2); }
/// The sum of the eight words of 64 bits.
TLSBENCH_IFMA512 uint64_t tlsbench_sum_of_words_512(__m512i a) { return (uint64_t)_mm512_reduce_add_epi64(a); }

#define TLSBENCH_AVX512VL __attribute__((target("avx2,avx512f,avx512vl"), always_inline)) static inline

/// Each word of 64 bits rotated right by 1.
TLSBENCH_AVX512VL __m256i tlsbench_right_1_of_64_256(__m256i a) { return _mm256_ror_epi64(a, 1); }
/// Each word of 64 bits rotated right by 8.
TLSBENCH_AVX512VL __m256i tlsbench_right_8_of_64_256(__m256i a) { return _mm256_ror_epi64(a, 8); }
/// Each word of 64 bits shifted right by 7.
TLSBENCH_AVX512VL __m256i tlsbench_down_7_256(__m256i a) { return _mm256_srli_epi64(a, 7); }
/// Each word of 64 bits rotated right by 19.
TLSBENCH_AVX512VL __m128i tlsbench_right_19_of_64_128(__m128i a) { return _mm_ror_epi64(a, 19); }
/// Each word of 64 bits rotated right by 61.
TLSBENCH_AVX512VL __m128i tlsbench_right_61_of_64_128(__m128i a) { return _mm_ror_epi64(a, 61); }
/// Each word of 64 bits shifted right by 6.
TLSBENCH_AVX512VL __m128i tlsbench_down_6_128(__m128i a) { return _mm_srli_epi64(a, 6); }
/// Each word of 64 bits rotated right by 28.
TLSBENCH_AVX512VL __m128i tlsbench_right_28_of_64_128(__m128i a) { return _mm_ror_epi64(a, 28); }
/// Each word of 64 bits rotated right by 34.
TLSBENCH_AVX512VL __m128i tlsbench_right_34_of_64_128(__m128i a) { return _mm_ror_epi64(a, 34); }
/// Each word of 64 bits rotated right by 39.
TLSBENCH_AVX512VL __m128i tlsbench_right_39_of_64_128(__m128i a) { return _mm_ror_epi64(a, 39); }
/// a ⊕ b ⊕ c.
TLSBENCH_AVX512VL __m256i tlsbench_xor_of_three_256(__m256i a, __m256i b, __m256i c) {
    return _mm256_ternarylogic_epi64(a, b, c, 0x96);
}
/// a ⊕ b ⊕ c.
TLSBENCH_AVX512VL __m128i tlsbench_xor_of_three_128(__m128i a, __m128i b, __m128i c) {
    return _mm_ternarylogic_epi64(a, b, c, 0x96);
}
/// Each bit as most of the three have it.
TLSBENCH_AVX512VL __m128i tlsbench_majority_128(__m128i a, __m128i b, __m128i c) {
    return _mm_ternarylogic_epi64(a, b, c, 0xe8);
}
/// The three highest words of 64 bits of `low`, then the lowest of `high`.
TLSBENCH_AVX512VL __m256i tlsbench_down_one_word_256(__m256i high, __m256i low) {
    return _mm256_alignr_epi64(high, low, 1);
}
/// The same value, of which the optimiser knows nothing.
TLSBENCH_AVX512VL __m128i tlsbench_opaque_128(__m128i a) {
    __asm__("" : "+v"(a));
    return a;
}

#define TLSBENCH_SSE4 __attribute__((target("ssse3,sse4.1"), always_inline)) static inline

/// Words 2 and 0 of `a`, then of `b`.
TLSBENCH_SSE4 __m128i tlsbench_even_words_backwards(__m128i a, __m128i b) {
    return _mm_castps_si128(_mm_shuffle_ps(_mm_castsi128_ps(a), _mm_castsi128_ps(b), 0x22));
}
/// Words 1 and 0, each with 32 zeros above.
TLSBENCH_SSE4 __m128i tlsbench_widened_low_words_backwards(__m128i a) {
    return _mm_unpacklo_epi32(_mm_shuffle_epi32(a, 0x01), _mm_setzero_si128());
}
/// Words 3 and 2, each with 32 zeros above.
TLSBENCH_SSE4 __m128i tlsbench_widened_high_words_backwards(__m128i a) {
    return _mm_unpacklo_epi32(_mm_shuffle_epi32(a, 0x0b), _mm_setzero_si128());
}
/// Words 2, 3, 0, 0.
TLSBENCH_SSE4 __m128i tlsbench_shuffle_words_0e(__m128i a) { return _mm_shuffle_epi32(a, 0x0e); }
/// The upper three words of `low` below the lowest of `high`.
TLSBENCH_SSE4 __m128i tlsbench_align_right_4(__m128i high, __m128i low) { return _mm_alignr_epi8(high, low, 4); }
#endif
