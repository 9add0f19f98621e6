#!/usr/bin/env bash
# wolfSSL's second key agreement with the same peer costs seven times the first, and the third a tenth of it.
#
# Software: libwolfssl35 5.5.4 (Debian 12, built with FP_ECC); counted by callgrind 3.19.0.
# Expected: wc_ecc_shared_secret() on P-256 costs the same for each peer, as new peers are what key exchanges are for.
# Seen:     5.1 million instructions for a peer's point that the thread has not multiplied before, 37 million the second
#           time, when it makes a table of multiples of the point, and half a million from then on. A loop over one peer
#           measures the table. It takes 3 MB for each point, belongs to the thread, and is lost when a thread ends that
#           has not called wc_ecc_fp_free().
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libwolfssl35=5.5.4-2+deb12u2 libwolfssl-dev=5.5.4-2+deb12u2 valgrind=1:3.19.0-1
compile bookworm agree -lwolfssl <<'C'
#include <wolfssl/options.h>
#include <wolfssl/wolfcrypt/ecc.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>
int main(int argc, char **argv) {
    WC_RNG random;
    ecc_key own, peer;
    unsigned char scalar[32], point[65], secret[32];
    unsigned int length = sizeof point;
    memset(scalar, 0x5a, sizeof scalar);
    wc_InitRng(&random);
    wc_ecc_init(&own);
    wc_ecc_init(&peer);
    if (wc_ecc_make_key_ex(&random, 32, &peer, ECC_SECP256R1) || wc_ecc_export_x963(&peer, point, &length)) return 1;
    /* The point of the private key is not used in an agreement. */
    if (wc_ecc_import_private_key_ex(scalar, 32, point, 65, &own, ECC_SECP256R1)) return 1;
    wc_ecc_set_rng(&own, &random);
    for (int i = 1; i <= atoi(argv[1]); i++) {
        length = sizeof secret;
        if (i == atoi(argv[1])) CALLGRIND_TOGGLE_COLLECT;
        if (wc_ecc_shared_secret(&own, &peer, secret, &length)) return 1;
        if (i == atoi(argv[1])) CALLGRIND_TOGGLE_COLLECT;
    }
}
C
between "instructions of the first agreement" "$(instructions bookworm "$work/agree" 1)" 5000000 5200000
between "instructions of the second" "$(instructions bookworm "$work/agree" 2)" 37000000 38000000
between "instructions of the third" "$(instructions bookworm "$work/agree" 3)" 300000 700000
between "instructions of the tenth" "$(instructions bookworm "$work/agree" 10)" 300000 700000
