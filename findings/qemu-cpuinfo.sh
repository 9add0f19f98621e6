#!/usr/bin/env bash
# A program under qemu-x86_64 sees two processors: the chosen one in CPUID, the host's in /proc/cpuinfo.
#
# Software: qemu-user-static 7.2 (Debian 12).
# Expected: with "-cpu Nehalem" nothing that a program can ask shows AVX2.
# Seen:     CPUID has no AVX and no AVX2, while the flags in /proc/cpuinfo, its vendor and its model are the host's. So
#           a benchmark that takes the machine's name from there and its code path from CPUID records a pair that does
#           not exist, and one that chooses its code by /proc/cpuinfo is not tested by such a run.
# Needs:    a processor with AVX2.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 qemu-user-static=1:7.2+dfsg-7+deb12u18+b3
compile bookworm features -static <<'C'
#include <cpuid.h>
#include <stdio.h>
#include <string.h>
int main(void) {
    unsigned a, b = 0, c, d;
    char line[8192], model[99] = "";
    int listed = 0;
    __get_cpuid_count(7, 0, &a, &b, &c, &d);
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (fgets(line, sizeof line, file)) {
        if (!strncmp(line, "model name", 10)) snprintf(model, sizeof model, "%s", strchr(line, ':') + 2);
        if (!strncmp(line, "flags", 5)) listed = strstr(line, " avx2 ") != NULL;
    }
    printf("CPUID %s, cpuinfo %s, model %s", b >> 5 & 1 ? "AVX2" : "no AVX2", listed ? "AVX2" : "no AVX2", model);
}
C
model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sed -n 1p)
same "outside" "$("$work/features")" "CPUID AVX2, cpuinfo AVX2, model $model"
same "under qemu-x86_64 -cpu Nehalem" "$("$work/bookworm/usr/bin/qemu-x86_64-static" -cpu Nehalem "$work/features")" \
    "CPUID no AVX2, cpuinfo AVX2, model $model"
