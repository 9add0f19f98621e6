#!/usr/bin/env bash
# valgrind presents one Intel processor of 2014 to every program, on AMD machines too.
#
# Software: valgrind 3.19.0 (Debian 12) and 3.24.0 (Debian 13), libgcrypt20 1.10.1 (Debian 12).
# Expected: CPUID under valgrind is the machine's own with the features removed that valgrind cannot execute.
# Seen:     on any machine with AVX2 it is that of an "Intel(R) Core(TM) i7-4910MQ": vendor GenuineIntel, leaf 7 with
#           ERMS (so that glibc copies by "rep movsb", even where the real processor has no ERMS) and without ADX and
#           SHA. Code that asks for the vendor takes its Intel branch: libgcrypt adds "intel-cpu" and "intel-fast-shld"
#           to its list. So counts taken under callgrind are of another maker's code path, not only of an older one.
#           3.24.0 presents the same as 3.19.0.
# Needs:    a processor with AVX2.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 valgrind=1:3.19.0-1 libgcrypt20=1.10.1-3+deb12u1 \
    libgcrypt20-dev=1.10.1-3+deb12u1 libgpg-error0=1.46-1 libgpg-error-dev=1.46-1
debian trixie libc6=2.41-12+deb13u5 valgrind=1:3.24.0-3
compile bookworm identity <<'C'
#include <cpuid.h>
#include <stdio.h>
#include <string.h>
int main(void) {
    unsigned leaf[4], text[13] = {0};
    __cpuid(0, leaf[0], text[0], text[2], text[1]);
    printf("%.12s; ", (char *)text);
    for (unsigned i = 0; i < 3; i++)
        __cpuid(0x80000002 + i, text[4 * i], text[4 * i + 1], text[4 * i + 2], text[4 * i + 3]);
    __cpuid_count(7, 0, leaf[0], leaf[1], leaf[2], leaf[3]);
    printf("%.48s; leaf 7 %08x %08x %08x\n", (char *)text, leaf[1], leaf[2], leaf[3]);
}
C
compile bookworm list -lgcrypt -lgpg-error <<'C'
#include <gcrypt.h>
#include <stdio.h>
#include <string.h>
int main(void) {
    gcry_check_version(NULL);
    const char *list = gcry_get_config(0, "hwflist");
    const char *cpu = strstr(list, ":intel-cpu:"), *shld = strstr(list, ":intel-fast-shld:");
    printf("%s %s\n", cpu ? "intel-cpu" : "-", shld ? "intel-fast-shld" : "-");
}
C
# under SUITE PROGRAM: runs it on the processor that the suite's valgrind presents.
under() {
    VALGRIND_LIB=$work/$1/usr/libexec/valgrind "$(loader "$1")" --library-path "$(libraries "$1")" \
        "$work/$1/usr/bin/valgrind.bin" -q --tool=none "$(loader bookworm)" --library-path "$(libraries bookworm)" "$2"
}
printf 'this machine: '
"$work/identity"
presented="GenuineIntel; Intel(R) Core(TM) i7-4910MQ CPU @ 2.90GHz; leaf 7 000427aa 00000000 00000000"
same "valgrind 3.19.0" "$(under bookworm "$work/identity")" "$presented"
same "valgrind 3.24.0" "$(under trixie "$work/identity")" "$presented"
same "libgcrypt under valgrind" "$(under bookworm "$work/list")" "intel-cpu intel-fast-shld"
