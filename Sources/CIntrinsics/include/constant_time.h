// What constant-time code needs of C: a value the optimiser cannot see through, and the words to valgrind's memcheck
// with which the tests follow secrets (https://www.imperialviolet.org/2010/04/01/ctgrind.html).
#pragma once
#include <stddef.h>
#include <stdint.h>

#if defined(__has_include)
#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define TLSBENCH_HAS_MEMCHECK 1
#endif
#endif

/// The same value, of which the optimiser knows nothing: it cannot turn the masks made from it into branches.
static inline uint64_t tlsbench_value_barrier(uint64_t value) {
    __asm__("" : "+r"(value));
    return value;
}

/// Marks octets as secret for memcheck: a branch or an index that depends on them is then reported.
/// Outside valgrind it costs five register instructions and does nothing.
static inline void tlsbench_mark_secret(const void *_Nonnull start, size_t count) {
#if TLSBENCH_HAS_MEMCHECK
    (void)VALGRIND_MAKE_MEM_UNDEFINED(start, count);
#else
    (void)start, (void)count;
#endif
}

/// Marks octets as public: a decision may depend on them from here on.
static inline void tlsbench_mark_public(const void *_Nonnull start, size_t count) {
#if TLSBENCH_HAS_MEMCHECK
    (void)VALGRIND_MAKE_MEM_DEFINED(start, count);
#else
    (void)start, (void)count;
#endif
}

/// A mask after its value was made public: the one place where a secret becomes a decision.
static inline uint64_t tlsbench_declassify(uint64_t value) {
    uint64_t copy = value;
    tlsbench_mark_public(&copy, sizeof copy);
    return copy;
}

/// 1 if this process runs under valgrind and the requests above reach it.
static inline int tlsbench_memcheck_is_active(void) {
#if TLSBENCH_HAS_MEMCHECK
    return RUNNING_ON_VALGRIND != 0;
#else
    return 0;
#endif
}
