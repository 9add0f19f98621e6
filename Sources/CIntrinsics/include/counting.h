// What begins and ends the counting of the instructions of what is timed, and of nothing else: by callgrind, or step by step.
#pragma once

#include "stepping.h"

#if defined(__has_include)
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define TLSBENCH_HAS_CALLGRIND 1
#endif
#endif

/// Begins or ends counting, by whoever counts here.
static inline void tlsbench_toggle_counting(void) {
#if TLSBENCH_HAS_CALLGRIND
    CALLGRIND_TOGGLE_COLLECT;
#endif
    tlsbench_toggle_stepping();
}

/// 1 if this process runs under valgrind and the request above reaches it.
static inline int tlsbench_can_count(void) {
#if TLSBENCH_HAS_CALLGRIND
    return RUNNING_ON_VALGRIND != 0;
#else
    return 0;
#endif
}

/// Executes this many instructions that do nothing, of an odd number one less, and one or two to begin: an increase whose size is
/// known.
static inline void tlsbench_waste_instructions(uint64_t count) {
    uint64_t rounds = count / 2;
    if (rounds == 0) return;
#if defined(__x86_64__)
    __asm__ volatile("1: decq %0\n\tjnz 1b" : "+r"(rounds)::"cc");
#elif defined(__aarch64__)
    __asm__ volatile("1: subs %0, %0, #1\n\tb.ne 1b" : "+r"(rounds)::"cc");
#else
    while (rounds-- > 0) __asm__ volatile("");
#endif
}
