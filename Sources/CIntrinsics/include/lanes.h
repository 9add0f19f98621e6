// Bitwise operations, shifts and shuffles of 128-bit vectors. Swift 6.3 has the types but compiles these operations one
// element at a time, of which the optimiser seldom makes vectors again. Any Clang, any target: no intrinsics here.
#pragma once
#include <stdint.h>

/// Four lanes of 32 bits: `SIMD4<UInt32>` in Swift.
typedef uint32_t tlsbench_lanes __attribute__((ext_vector_type(4)));
typedef uint8_t tlsbench_lane_octets __attribute__((ext_vector_type(16)));
typedef uint64_t tlsbench_lane_pairs __attribute__((ext_vector_type(2)));

static inline tlsbench_lanes tlsbench_lanes_xor(tlsbench_lanes a, tlsbench_lanes b) { return a ^ b; }
static inline tlsbench_lanes tlsbench_lanes_and(tlsbench_lanes a, tlsbench_lanes b) { return a & b; }
static inline tlsbench_lanes tlsbench_lanes_or(tlsbench_lanes a, tlsbench_lanes b) { return a | b; }
/// Each lane shifted up by `count` < 32 bits.
static inline tlsbench_lanes tlsbench_lanes_up(tlsbench_lanes a, uint32_t count) { return a << count; }
/// Each lane shifted down by `count` < 32 bits.
static inline tlsbench_lanes tlsbench_lanes_down(tlsbench_lanes a, uint32_t count) { return a >> count; }
/// The sums of the lanes, without carries between them.
static inline tlsbench_lanes tlsbench_lanes_add(tlsbench_lanes a, tlsbench_lanes b) { return a + b; }
/// Lanes 0 and 1 of both, in turn.
static inline tlsbench_lanes tlsbench_lanes_low_pairs(tlsbench_lanes a, tlsbench_lanes b) {
    return __builtin_shufflevector(a, b, 0, 4, 1, 5);
}
/// Lanes 2 and 3 of both, in turn.
static inline tlsbench_lanes tlsbench_lanes_high_pairs(tlsbench_lanes a, tlsbench_lanes b) {
    return __builtin_shufflevector(a, b, 2, 6, 3, 7);
}
/// Lanes 0 and 1 of `a`, then those of `b`.
static inline tlsbench_lanes tlsbench_lanes_low_halves(tlsbench_lanes a, tlsbench_lanes b) {
    return __builtin_shufflevector(a, b, 0, 1, 4, 5);
}
/// Lanes 2 and 3 of `a`, then those of `b`.
static inline tlsbench_lanes tlsbench_lanes_high_halves(tlsbench_lanes a, tlsbench_lanes b) {
    return __builtin_shufflevector(a, b, 2, 3, 6, 7);
}
/// Lane i + 1 in the place of lane i.
static inline tlsbench_lanes tlsbench_lanes_next(tlsbench_lanes a) {
    return __builtin_shufflevector(a, a, 1, 2, 3, 0);
}
/// Lane i + 2 in the place of lane i.
static inline tlsbench_lanes tlsbench_lanes_second_next(tlsbench_lanes a) {
    return __builtin_shufflevector(a, a, 2, 3, 0, 1);
}
/// Octet j of lane i in the place of octet i of lane j.
static inline tlsbench_lanes tlsbench_lanes_transpose_octets(tlsbench_lanes a) {
    tlsbench_lane_octets o = (tlsbench_lane_octets)a;
    return (tlsbench_lanes)__builtin_shufflevector(o, o, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
}
/// Lanes 0 and 2 multiplied to 64 bits each, in lanes 0 and 1, 2 and 3.
static inline tlsbench_lanes tlsbench_lanes_multiply_even(tlsbench_lanes a, tlsbench_lanes b) {
    return (tlsbench_lanes)(((tlsbench_lane_pairs)a & 0xffffffff) * ((tlsbench_lane_pairs)b & 0xffffffff));
}
