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
