#!/usr/bin/env bash
# libgcrypt's public-key interface reads an X25519 scalar backwards, while its point function reads it as RFC 7748 does.
#
# Software: libgcrypt20 1.10.1 (Debian 12) and 1.11.0 (Debian 13).
# Expected: gcry_pk_encrypt() on (curve Curve25519) and gcry_ecc_mul_point() on GCRY_ECC_CURVE25519 take the same 32
#           bytes and give the same shared secret.
# Seen:     gcry_ecc_mul_point() takes RFC 7748 §5's scalar and gives its result. gcry_pk_encrypt() takes the same
#           bytes, succeeds, and gives another number; with the scalar's bytes in reverse order it gives the RFC's
#           result, and only there, behind a byte 0x40 that makes the answer 33 bytes long. The point (q) is in the
#           RFC's order in both.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libgcrypt20=1.10.1-3+deb12u1 libgcrypt20-dev=1.10.1-3+deb12u1 \
    libgpg-error0=1.46-1 libgpg-error-dev=1.46-1
debian trixie libc6=2.41-12+deb13u5 libgcrypt20=1.11.0-7+deb13u1 libgpg-error0=1.51-4
compile bookworm agree -lgcrypt -lgpg-error <<'C'
#include <gcrypt.h>
#include <stdio.h>
#include <string.h>
static unsigned char scalar[32], point[32], result[32], backwards[32], answer[32];
static void bytes(const char *text, unsigned char *out) {
    for (int i = 0; i < 32; i++) sscanf(text + 2 * i, "%2hhx", out + i);
}
static void encrypt(const char *name, unsigned char *k) {
    gcry_sexp_t data, key, out;
    size_t length = 0;
    gcry_sexp_build(&data, NULL, "(data(flags raw)(value %b))", 32, k);
    gcry_sexp_build(&key, NULL, "(public-key(ecc(curve Curve25519)(flags djb-tweak)(q %b)))", 32, point);
    if (gcry_pk_encrypt(&out, data, key)) { printf("; %s refused", name); return; }
    const unsigned char *s = (const void *)gcry_sexp_nth_data(gcry_sexp_find_token(out, "s", 0), 1, &length);
    printf("; %s: %zu bytes, first %02x, %s", name, length, s[0],
        length == 33 && !memcmp(s + 1, result, 32) ? "the RFC's" : "another number");
}
int main(void) {
    gcry_check_version(NULL);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    /* RFC 7748 section 5.2, the first vector. */
    bytes("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4", scalar);
    bytes("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c", point);
    bytes("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552", result);
    for (int i = 0; i < 32; i++) backwards[i] = scalar[31 - i];
    gcry_ecc_mul_point(GCRY_ECC_CURVE25519, answer, scalar, point);
    printf("point function: %s", memcmp(answer, result, 32) ? "another number" : "the RFC's");
    encrypt("scalar as in the RFC", scalar);
    encrypt("scalar reversed", backwards);
}
C
for suite in bookworm trixie; do
    same "$suite" "$(within "$suite" "$work/agree")" "point function: the RFC's; $(
    )scalar as in the RFC: 33 bytes, first 40, another number; scalar reversed: 33 bytes, first 40, the RFC's"
done
