// What CPUID and XGETBV say; Swift has no such instructions. Zero on other architectures.
#pragma once
#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>

struct tlsbench_cpuid { uint32_t eax, ebx, ecx, edx; };

/// One CPUID leaf; all zero where the CPU has no such leaf.
static inline struct tlsbench_cpuid tlsbench_cpuid(uint32_t leaf, uint32_t subleaf) {
    struct tlsbench_cpuid r = {0, 0, 0, 0};
    __get_cpuid_count(leaf, subleaf, &r.eax, &r.ebx, &r.ecx, &r.edx);
    return r;
}

/// XCR0: which register states the operating system saves. Only where CPUID.1:ECX.OSXSAVE is set.
static inline uint64_t tlsbench_xgetbv0(void) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return ((uint64_t)high << 32) | low;
}
#endif
