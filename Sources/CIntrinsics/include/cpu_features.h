// What CPUID and XGETBV say, for which Swift has no instructions; on AArch64 what Linux says.
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

/// Who runs this machine, by the leaf that hypervisors have agreed on: twelve characters in EBX, ECX and EDX, such as
/// `KVMKVMKVM`. Only where CPUID.1:ECX[31] is set; its leaves are not below the highest one of the processor.
static inline void tlsbench_hypervisor_signature(char text[13]) {
    uint32_t eax, words[3];
    __cpuid(0x40000000, eax, words[0], words[1], words[2]);
    __builtin_memcpy(text, words, 12);
    text[12] = 0;
}

/// XCR0: which register states the operating system saves. Only where CPUID.1:ECX.OSXSAVE is set.
static inline uint64_t tlsbench_xgetbv0(void) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return ((uint64_t)high << 32) | low;
}
#elif defined(__aarch64__)
/// A word of the auxiliary vector (getauxval(3)), which Swift's module of glibc leaves out.
unsigned long getauxval(unsigned long type);
#endif
