// Arm's intrinsics, as the kernel targets use them from Swift. Those that load, or take an immediate operand, are macros, which
// Swift cannot import: each has a function here. A function is only ever inlined into a target built for its features.
//
// Vectors are passed as 16 octets; what an instruction makes of them is in its name. Little-endian machines alone: the order of
// lanes in registers and in memory would differ.
#pragma once

#if defined(__aarch64__)
#if defined(__AARCH64EB__)
#error "the kernels take lanes as little-endian machines have them in memory"
#endif
#include <arm_neon.h>

#define TLSBENCH_NEON __attribute__((always_inline)) static inline

/// Any bits of both that differ.
TLSBENCH_NEON uint8x16_t tlsbench_xor_128(uint8x16_t a, uint8x16_t b) { return veorq_u8(a, b); }
/// The same vector, which the optimiser takes as a whole: it would load the upper word of a factor on its own, for a product of
/// lower words in the place of one of upper words, and that is two instructions more.
TLSBENCH_NEON uint8x16_t tlsbench_whole_128(uint8x16_t a) {
    __asm__("" : "+w"(a));
    return a;
}
/// The bits that both have.
TLSBENCH_NEON uint8x16_t tlsbench_and_128(uint8x16_t a, uint8x16_t b) { return vandq_u8(a, b); }
/// Two words of 64 bits, the lower one first.
TLSBENCH_NEON uint8x16_t tlsbench_words_128(uint64_t low, uint64_t high) {
    return vreinterpretq_u8_u64(vcombine_u64(vcreate_u64(low), vcreate_u64(high)));
}
/// The lower word.
TLSBENCH_NEON uint64_t tlsbench_low_word_128(uint8x16_t a) { return vgetq_lane_u64(vreinterpretq_u64_u8(a), 0); }
/// The upper word.
TLSBENCH_NEON uint64_t tlsbench_high_word_128(uint8x16_t a) { return vgetq_lane_u64(vreinterpretq_u64_u8(a), 1); }
/// The octets of both words of 64 bits in reverse.
TLSBENCH_NEON uint8x16_t tlsbench_reverse_words_of_64_128(uint8x16_t a) { return vrev64q_u8(a); }
/// The octets of all four words of 32 bits in reverse.
TLSBENCH_NEON uint8x16_t tlsbench_reverse_words_of_32_128(uint8x16_t a) { return vrev32q_u8(a); }
/// The two words of 64 bits exchanged.
TLSBENCH_NEON uint8x16_t tlsbench_swap_words_128(uint8x16_t a) { return vextq_u8(a, a, 8); }
/// The upper word of `a`, then the lower one of `b`.
TLSBENCH_NEON uint8x16_t tlsbench_high_then_low_128(uint8x16_t a, uint8x16_t b) { return vextq_u8(a, b, 8); }
/// The lower words of both.
TLSBENCH_NEON uint8x16_t tlsbench_low_words_128(uint8x16_t a, uint8x16_t b) {
    return vreinterpretq_u8_u64(vtrn1q_u64(vreinterpretq_u64_u8(a), vreinterpretq_u64_u8(b)));
}
/// The upper words of both.
TLSBENCH_NEON uint8x16_t tlsbench_high_words_128(uint8x16_t a, uint8x16_t b) {
    return vreinterpretq_u8_u64(vtrn2q_u64(vreinterpretq_u64_u8(a), vreinterpretq_u64_u8(b)));
}
/// The four words of 32 bits added, each without a carry into the next.
TLSBENCH_NEON uint8x16_t tlsbench_add_words_of_32_128(uint8x16_t a, uint8x16_t b) {
    return vreinterpretq_u8_u32(vaddq_u32(vreinterpretq_u32_u8(a), vreinterpretq_u32_u8(b)));
}
/// The two words of 64 bits added.
TLSBENCH_NEON uint8x16_t tlsbench_add_words_of_64_128(uint8x16_t a, uint8x16_t b) {
    return vreinterpretq_u8_u64(vaddq_u64(vreinterpretq_u64_u8(a), vreinterpretq_u64_u8(b)));
}
/// All ones in the octets whose number is below `count`, 0 to 16; zeros in the others.
TLSBENCH_NEON uint8x16_t tlsbench_first_octets_128(uint64_t count) {
    uint8x16_t numbers = tlsbench_words_128(0x0706050403020100, 0x0f0e0d0c0b0a0908);
    return vcltq_u8(numbers, vdupq_n_u8((uint8_t)count));
}

#define TLSBENCH_ARM_AES __attribute__((target("aes"), always_inline)) static inline

/// AddRoundKey, SubBytes and ShiftRows (FIPS 197 §5.1), in the order of the instruction: the key is added first.
TLSBENCH_ARM_AES uint8x16_t tlsbench_aes_substitute_128(uint8x16_t state, uint8x16_t key) { return vaeseq_u8(state, key); }
/// The same, and MixColumns: two instructions that most cores carry out as one where they stand next to each other.
TLSBENCH_ARM_AES uint8x16_t tlsbench_aes_round_128(uint8x16_t state, uint8x16_t key) {
    return vaesmcq_u8(vaeseq_u8(state, key));
}
/// Low word of `a` × low word of `b`, carry-less.
TLSBENCH_ARM_AES uint8x16_t tlsbench_pmull_low_128(uint8x16_t a, uint8x16_t b) {
    return vreinterpretq_u8_p128(vmull_p64(
        vgetq_lane_p64(vreinterpretq_p64_u8(a), 0), vgetq_lane_p64(vreinterpretq_p64_u8(b), 0)));
}
/// High word of `a` × high word of `b`, carry-less.
TLSBENCH_ARM_AES uint8x16_t tlsbench_pmull_high_128(uint8x16_t a, uint8x16_t b) {
    return vreinterpretq_u8_p128(vmull_high_p64(vreinterpretq_p64_u8(a), vreinterpretq_p64_u8(b)));
}
/// The sum of three, by the instruction of SHA3: no feature of the target, so that one kernel can have code with it and without.
TLSBENCH_ARM_AES uint8x16_t tlsbench_eor3_128(uint8x16_t a, uint8x16_t b, uint8x16_t c) {
    uint8x16_t sum;
    __asm__(".arch_extension sha3\n\teor3 %0.16b, %1.16b, %2.16b, %3.16b" : "=w"(sum) : "w"(a), "w"(b), "w"(c));
    return sum;
}

#define TLSBENCH_ARM_SHA2 __attribute__((target("sha2"), always_inline)) static inline

/// a to d after four rounds of SHA-256 with W + K in `words`.
TLSBENCH_ARM_SHA2 uint8x16_t tlsbench_sha256_abcd_128(uint8x16_t abcd, uint8x16_t efgh, uint8x16_t words) {
    return vreinterpretq_u8_u32(
        vsha256hq_u32(vreinterpretq_u32_u8(abcd), vreinterpretq_u32_u8(efgh), vreinterpretq_u32_u8(words)));
}
/// e to h after four rounds, from the a to d that they began with.
TLSBENCH_ARM_SHA2 uint8x16_t tlsbench_sha256_efgh_128(uint8x16_t efgh, uint8x16_t abcd, uint8x16_t words) {
    return vreinterpretq_u8_u32(
        vsha256h2q_u32(vreinterpretq_u32_u8(efgh), vreinterpretq_u32_u8(abcd), vreinterpretq_u32_u8(words)));
}
/// W_{t+16} … W_{t+19} from the sixteen words before them.
TLSBENCH_ARM_SHA2 uint8x16_t tlsbench_sha256_words_128(uint8x16_t w0, uint8x16_t w1, uint8x16_t w2, uint8x16_t w3) {
    uint32x4_t partial = vsha256su0q_u32(vreinterpretq_u32_u8(w0), vreinterpretq_u32_u8(w1));
    return vreinterpretq_u8_u32(vsha256su1q_u32(partial, vreinterpretq_u32_u8(w2), vreinterpretq_u32_u8(w3)));
}

#define TLSBENCH_ARM_SHA512 __attribute__((target("sha3"), always_inline)) static inline

/// The first half of two rounds of SHA-512: `sum` is g and h with W + K added, the halves exchanged.
TLSBENCH_ARM_SHA512 uint8x16_t tlsbench_sha512_first_128(uint8x16_t sum, uint8x16_t fg, uint8x16_t de) {
    return vreinterpretq_u8_u64(
        vsha512hq_u64(vreinterpretq_u64_u8(sum), vreinterpretq_u64_u8(fg), vreinterpretq_u64_u8(de)));
}
/// The second half: a and b after them.
TLSBENCH_ARM_SHA512 uint8x16_t tlsbench_sha512_second_128(uint8x16_t first, uint8x16_t cd, uint8x16_t ab) {
    return vreinterpretq_u8_u64(
        vsha512h2q_u64(vreinterpretq_u64_u8(first), vreinterpretq_u64_u8(cd), vreinterpretq_u64_u8(ab)));
}
/// W_{t+16} and W_{t+17}, from W_t …, W_{t+2} …, W_{t+14} …, and W_{t+9} and W_{t+10}.
TLSBENCH_ARM_SHA512 uint8x16_t tlsbench_sha512_words_128(uint8x16_t w0, uint8x16_t w2, uint8x16_t w14, uint8x16_t w9) {
    uint64x2_t partial = vsha512su0q_u64(vreinterpretq_u64_u8(w0), vreinterpretq_u64_u8(w2));
    return vreinterpretq_u8_u64(vsha512su1q_u64(partial, vreinterpretq_u64_u8(w14), vreinterpretq_u64_u8(w9)));
}
#endif
