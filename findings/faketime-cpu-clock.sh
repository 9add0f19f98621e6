#!/usr/bin/env bash
# libfaketime moves CLOCK_MONOTONIC to the wall clock's date, and speeds up the clocks of processor time.
#
# Software: libfaketime 0.9.10 (Debian 12).
# Expected: FAKETIME fakes the date: CLOCK_REALTIME and what derives from it. Monotonic clocks, whose origin means
#           nothing, and the processor time that a process has used stay as they are.
# Seen:     with "@2020-01-01 00:00:00", CLOCK_MONOTONIC, _MONOTONIC_RAW and _BOOTTIME all answer 1577836800 s, as
#           CLOCK_REALTIME does. With "+0 x10", CLOCK_PROCESS_CPUTIME_ID and CLOCK_THREAD_CPUTIME_ID run ten times too
#           fast as well, so a program in which an expired certificate is tried under faketime reports ten times the
#           processor time that the kernel counted (getrusage, which is not faked).
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libfaketime=0.9.10-2.1
compile bookworm clocks <<'C'
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
static double at(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}
static double kernel(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6;
}
int main(void) {
    printf("%.0f %.0f %.0f\n", at(CLOCK_MONOTONIC), at(CLOCK_MONOTONIC_RAW), at(CLOCK_BOOTTIME));
    double process = at(CLOCK_PROCESS_CPUTIME_ID), thread = at(CLOCK_THREAD_CPUTIME_ID), used = kernel();
    while (kernel() < used + 0.3) ;
    used = kernel() - used;
    process = at(CLOCK_PROCESS_CPUTIME_ID) - process;
    thread = at(CLOCK_THREAD_CPUTIME_ID) - thread;
    printf("%.0f %.0f\n", process / used, thread / used);
}
C
library=$work/bookworm/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1
fake() { TZ=UTC FAKETIME=$1 LD_PRELOAD=$library "$work/clocks"; }
same "processor time, process and thread, without it" "$("$work/clocks" | tail -n 1)" "1 1"
same "monotonic, raw and boot time at a fixed date" "$(fake '@2020-01-01 00:00:00' | sed -n 1p)" \
    "1577836800 1577836800 1577836800"
same "processor time over the kernel's count, x10" "$(fake '+0 x10' | tail -n 1)" "10 10"
