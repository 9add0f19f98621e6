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
