// Each function of functions.h, as what the linker would have made to call a function of a shared library: one indirect jump,
// through a slot that loader.c fills. Hidden, so that a libssl that is loaded cannot take them for libcrypto's.
//
// A slot that is not filled leads to tlsbench_openssl_absent, with the slot's address for an argument.

#define LIBCRYPTO(name) function name
#define LIBSSL(name) function name

.macro function name
    .text
    // A cache line each, as every function here has: several jumps in one cost a record of 16 octets 1.5 %.
    .p2align 6
    .globl \name
    .hidden \name
    .type \name, %function
\name:
    .cfi_startproc
#if defined(__x86_64__)
    jmp *.Lslot_\name(%rip)
#elif defined(__aarch64__)
    // x16 and x17 are for what stands between a caller and a function (AAPCS64, "Procedure Call Standard").
    adrp x16, .Lslot_\name
    ldr x16, [x16, :lo12:.Lslot_\name]
    br x16
#else
#error "no stub for this architecture"
#endif
    .cfi_endproc
    .size \name, . - \name

    .section .text.unlikely, "ax", %progbits
.Labsent_\name:
    .cfi_startproc
#if defined(__x86_64__)
    leaq .Lslot_\name(%rip), %rdi
    jmp tlsbench_openssl_absent
#elif defined(__aarch64__)
    adrp x0, .Lslot_\name
    add x0, x0, :lo12:.Lslot_\name
    b tlsbench_openssl_absent
#endif
    .cfi_endproc

    .data
.Lslot_\name:
    .quad .Labsent_\name
.endm

    .data
    .p2align 6
    .globl tlsbench_openssl_slots
    .hidden tlsbench_openssl_slots
    .type tlsbench_openssl_slots, %object
tlsbench_openssl_slots:

#include "functions.h"

    .data
    .size tlsbench_openssl_slots, . - tlsbench_openssl_slots
    .section .note.GNU-stack, "", %progbits
