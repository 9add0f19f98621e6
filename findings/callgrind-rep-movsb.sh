#!/usr/bin/env bash
# callgrind counts "rep movsb" once for each byte, so a copy of 16 KiB costs twenty times one of 8 KiB.
#
# Software: valgrind 3.19.0, libc6 2.36 (Debian 12).
# Expected: the instructions of memcpy() grow with its length by a constant slope; "rep movsb" is one instruction, as
#           the processor's own counter has it.
# Seen:     8,192 bytes take 811 instructions, 16,384 bytes 16,368: above glibc's threshold for "rep movsb", callgrind
#           counts the iterations. A processor under ptrace(PTRACE_SINGLESTEP) stops once for each as well. With
#           GLIBC_TUNABLES=glibc.cpu.x86_rep_movsb_threshold=0x10000000 the same copy takes 1,579. Profiles of TLS
#           records of 16 KiB are otherwise led by their copies.
# Needs:    a processor with AVX2.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 valgrind=1:3.19.0-1
compile bookworm copy <<'C'
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>
static char from[1 << 20], to[1 << 20];
int main(int argc, char **argv) {
    size_t length = atoi(argv[1]);
    void *(*volatile copy)(void *, const void *, size_t) = memcpy;
    copy(to, from, length);
    CALLGRIND_TOGGLE_COLLECT;
    copy(to, from, length);
    CALLGRIND_TOGGLE_COLLECT;
}
C
compile bookworm steps <<'C'
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
static char from[4096], to[4096];
int main(void) {
    int status, stops = 0;
    struct user_regs_struct registers;
    pid_t child = fork();
    if (child == 0) {
        void *d = to, *s = from;
        size_t count = 1000;
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        asm volatile("rep movsb" : "+D"(d), "+S"(s), "+c"(count)::"memory");
        _exit(0);
    }
    waitpid(child, &status, 0);
    while (!ptrace(PTRACE_SINGLESTEP, child, 0, 0) && waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
        ptrace(PTRACE_GETREGS, child, 0, &registers);
        stops += (ptrace(PTRACE_PEEKTEXT, child, registers.rip, 0) & 0xffff) == 0xa4f3;
    }
    printf("%d\n", stops);
}
C
between "8,192 bytes" "$(instructions bookworm "$work/copy" 8192)" 780 840
between "16,384 bytes" "$(instructions bookworm "$work/copy" 16384)" 16340 16400
export GLIBC_TUNABLES=glibc.cpu.x86_rep_movsb_threshold=0x10000000
between "16,384 bytes with the threshold raised" "$(instructions bookworm "$work/copy" 16384)" 1550 1610
unset GLIBC_TUNABLES
same "stops in one rep movsb of 1,000 bytes" "$("$work/steps")" 1000
