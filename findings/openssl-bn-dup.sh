#!/usr/bin/env bash
# BN_dup() keeps OpenSSL's "secure" flag and drops its "constant time" flag, and the copy's powers take 1.5 times the
# instructions.
#
# Software: libssl3 3.0.20 (Debian 12); counted by callgrind 3.19.0.
# Expected: a duplicate behaves as its original; where it did not, the constant-time power would be the slower one.
# Seen:     BN_dup() and BN_copy() of a BIGNUM marked BN_FLG_CONSTTIME give one without the mark, while BN_FLG_SECURE
#           goes along with BN_dup(), and BN_swap() moves the mark. BN_mod_exp() with the marked 1,024-bit exponent
#           executes 2.98 million instructions, with its copy 4.66 million: the constant-time code has vector kernels,
#           the other has none. So a benchmark that copies its exponents measures other code than the library's own RSA
#           runs.
# Needs:    a processor with AVX2.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libssl3=3.0.20-1~deb12u2 libssl-dev=3.0.20-1~deb12u2 valgrind=1:3.19.0-1
compile bookworm flags -lcrypto <<'C'
#include <openssl/bn.h>
#include <stdio.h>
static const char *marks(const BIGNUM *n) {
    static const char *names[] = {"plain", "constant-time", "secure", "both"};
    return names[(BN_get_flags(n, BN_FLG_CONSTTIME) ? 1 : 0) + (BN_get_flags(n, BN_FLG_SECURE) ? 2 : 0)];
}
int main(void) {
    BIGNUM *marked = BN_secure_new(), *copied = BN_new(), *other = BN_new();
    BN_set_word(marked, 65537);
    BN_set_flags(marked, BN_FLG_CONSTTIME);
    BN_copy(copied, marked);
    printf("original %s, duplicate %s, copy %s", marks(marked), marks(BN_dup(marked)), marks(copied));
    BN_swap(marked, other);
    printf(", after a swap %s and %s\n", marks(marked), marks(other));
}
C
compile bookworm power -lcrypto <<'C'
#include <openssl/bn.h>
#include <stdlib.h>
#include <valgrind/callgrind.h>
static BIGNUM *number(unsigned seed) {
    unsigned char bytes[128];
    for (int i = 0; i < 128; i++) bytes[i] = (seed = seed * 1103515245 + 12345) >> 16;
    bytes[0] |= 0x80;
    bytes[127] |= 1;
    return BN_bin2bn(bytes, 128, NULL);
}
int main(int argc, char **argv) {
    BIGNUM *base = number(1), *exponent = number(2), *modulus = number(3), *result = BN_new();
    BN_CTX *context = BN_CTX_new();
    BN_rshift1(base, base);
    BN_set_flags(exponent, BN_FLG_CONSTTIME);
    if (argc > 1) exponent = BN_dup(exponent);
    CALLGRIND_TOGGLE_COLLECT;
    int done = BN_mod_exp(result, base, exponent, modulus, context);
    CALLGRIND_TOGGLE_COLLECT;
    return !done;
}
C
same "flags" "$(within bookworm "$work/flags")" \
    "original both, duplicate secure, copy plain, after a swap plain and both"
original=$(instructions bookworm "$work/power")
duplicate=$(instructions bookworm "$work/power" copy)
between "instructions with the original" "$original" 2900000 3050000
between "instructions with its duplicate" "$duplicate" 4500000 4750000
