// The words to callgrind with which it counts the instructions of what is timed, and of nothing else.
#pragma once

#if defined(__has_include)
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define TLSBENCH_HAS_CALLGRIND 1
#endif
#endif

/// Begins or ends counting. Outside valgrind it costs a few register instructions and does nothing.
static inline void tlsbench_toggle_counting(void) {
#if TLSBENCH_HAS_CALLGRIND
    CALLGRIND_TOGGLE_COLLECT;
#endif
}

/// 1 if this process runs under valgrind and the request above reaches it.
static inline int tlsbench_can_count(void) {
#if TLSBENCH_HAS_CALLGRIND
    return RUNNING_ON_VALGRIND != 0;
#else
    return 0;
#endif
}
