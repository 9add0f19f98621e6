#!/usr/bin/env bash
# OpenSSL's TLS1-PRF adds each call's seed to the seeds of the calls before.
#
# Software: libssl3 3.0.20 (Debian 12), libssl3t64 3.5.9 (Debian 13), libssl4 4.0.3 (Debian experimental).
# Expected: EVP_KDF_derive() with the same complete list of parameters gives the same bytes each time, as it does for
#           HKDF.
# Seen:     HKDF: 200 of 200 calls agree. TLS1-PRF: the second call already differs, because "seed" is appended to what
#           the context keeps. 3.0 refuses the 14th call with 77 bytes of seed (its room is 1,024 bytes), and leaves no
#           error in the queue; 3.5 and 4.0 go on, each call over a longer seed than the last. A loop that times the PRF
#           so measures an operation that grows. EVP_KDF_CTX_reset() between the calls is the remedy.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libssl3=3.0.20-1~deb12u2 libssl-dev=3.0.20-1~deb12u2
debian trixie libc6=2.41-12+deb13u5 libssl3t64=3.5.9-1~deb13u1 \
    zlib1g=1:1.3.dfsg+really1.3.1-1+deb13u1 libzstd1=1.5.7+dfsg-1
debian experimental libssl4=4.0.3-1
ln -s libcrypto.so.4 "$work/experimental/usr/lib/x86_64-linux-gnu/libcrypto.so"

program='
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <stdio.h>
#include <string.h>
static void loop(const char *name, OSSL_PARAM *parameters, int reset) {
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(EVP_KDF_fetch(NULL, name, NULL));
    unsigned char first[48], next[48];
    int done = 0, equal = 0;
    while (done < 200 && EVP_KDF_derive(context, done ? next : first, 48, parameters) == 1) {
        equal += !done++ || !memcmp(first, next, 48);
        if (reset) EVP_KDF_CTX_reset(context);
    }
    printf("%s%s: %d calls, %d equal, error %lx; ", name, reset ? " with reset" : "", done, equal, ERR_peek_error());
}
int main(void) {
    unsigned char secret[48] = {3}, seed[77] = {1};
    OSSL_PARAM digest = OSSL_PARAM_construct_utf8_string("digest", "SHA256", 0), end = OSSL_PARAM_construct_end();
    OSSL_PARAM prf[] = {digest, OSSL_PARAM_construct_octet_string("secret", secret, 48),
        OSSL_PARAM_construct_octet_string("seed", seed, 77), end};
    OSSL_PARAM hkdf[] = {digest, OSSL_PARAM_construct_octet_string("key", secret, 48),
        OSSL_PARAM_construct_octet_string("info", seed, 77), end};
    printf("%s: ", OpenSSL_version(OPENSSL_VERSION_STRING));
    loop("HKDF", hkdf, 0); loop("TLS1-PRF", prf, 0); loop("TLS1-PRF", prf, 1);
}'
compile bookworm old -lcrypto <<<"$program"
cp -r "$work/bookworm/usr/include" "$work/experimental/usr/"
compile experimental new -lcrypto <<<"$program"

recorded() {
    printf '%s: HKDF: 200 calls, 200 equal, error 0; TLS1-PRF: %s calls, 1 equal, error 0; ' "$1" "$2"
    printf 'TLS1-PRF with reset: 200 calls, 200 equal, error 0; '
}
same "Debian 12" "$(within bookworm "$work/old")" "$(recorded 3.0.20 13)"
same "Debian 13" "$(within trixie "$work/old")" "$(recorded 3.5.9 200)"
cp -a "$work"/experimental/usr/lib/x86_64-linux-gnu/libcrypto.so.4 "$work/trixie/usr/lib/x86_64-linux-gnu/"
same "experimental" "$(within trixie "$work/new")" "$(recorded 4.0.3 200)"
