#!/usr/bin/env bash
# Botan's TLS 1.2 PRF is added (exclusive or) to what the output buffer holds: the same call twice gives zeros.
#
# Software: libbotan-2-19 2.19.3 (Debian 12), through its C interface.
# Expected: botan_kdf() writes the derived key over the buffer, whatever was in it.
# Seen:     "HKDF(SHA-256)" and "KDF2(SHA-256)" do. "TLS-12-PRF(SHA-256)" and "TLS-PRF" combine with the old contents:
#           into a buffer of ones comes the complement, and a second call with the same arguments into the same buffer
#           returns success and 48 zeros. A caller clears its buffer first.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libbotan-2-19=2.19.3+dfsg-1+deb12u1 libbotan-2-dev=2.19.3+dfsg-1+deb12u1 \
    libtspi1=0.3.15-0.3 libsqlite3-0=3.40.1-2+deb12u2 zlib1g=1:1.2.13.dfsg-1 libbz2-1.0=1.0.8-5+b1 \
    liblzma5=5.4.1-1+deb12u1 libgcc-s1=12.2.0-14+deb12u1 libstdc++6=12.2.0-14+deb12u1 libssl3=3.0.20-1~deb12u2 \
    libboost-filesystem1.74.0=1.74.0+ds1-21
compile bookworm derive -I"$work/bookworm/usr/include/botan-2" -lbotan-2 <<'C'
#include <botan/ffi.h>
#include <stdio.h>
#include <string.h>
static unsigned char secret[48] = {3, 3}, salt[64] = {1}, clear[48], ones[48], again[48], zero[48];
static int derive(const char *name, unsigned char *out) {
    return botan_kdf(name, out, 48, secret, 48, salt, 64, (const unsigned char *)"master secret", 13);
}
int main(void) {
    const char *names[] = {"HKDF(SHA-256)", "KDF2(SHA-256)", "TLS-12-PRF(SHA-256)", "TLS-PRF"};
    for (int i = 0; i < 4; i++) {
        memset(clear, 0, 48);
        memset(ones, 0xff, 48);
        if (derive(names[i], clear) || derive(names[i], ones)) return 1;
        memcpy(again, clear, 48);
        if (derive(names[i], again)) return 1;
        for (int k = 0; k < 48; k++) zero[k] = ones[k] ^ clear[k] ^ 0xff;
        int complement = !memcmp(zero, (unsigned char[48]){0}, 48), gone = !memcmp(again, (unsigned char[48]){0}, 48);
        printf("%s: %s; ", names[i], !memcmp(clear, ones, 48) && !memcmp(clear, again, 48) ? "overwrites"
            : complement && gone ? "into ones the complement, twice zeros" : "something else");
    }
}
C
same "botan_kdf" "$(within bookworm "$work/derive")" "HKDF(SHA-256): overwrites; KDF2(SHA-256): overwrites; $(
    )TLS-12-PRF(SHA-256): into ones the complement, twice zeros; TLS-PRF: into ones the complement, twice zeros; "
