#!/usr/bin/env bash
# libgcrypt accepts a request to disable a CPU feature after it has chosen its code, and keeps the code.
#
# Software: libgcrypt20 1.10.1 (Debian 12); counted by callgrind 3.19.0.
# Expected: GCRYCTL_DISABLE_HWF either takes effect or fails; it does fail for a name it does not know.
# Seen:     before gcry_check_version() it takes effect: AES-128-GCM over 16 KiB goes from 2 to 29 instructions a byte.
#           After it, the same call returns success, "intel-aesni" stays in the list of features, and the count is 2. So
#           a benchmark that asks for the version first, as most programs do, labels its hardware numbers as software.
# Needs:    a processor with AES-NI, PCLMULQDQ and AVX2.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 valgrind=1:3.19.0-1 libgcrypt20=1.10.1-3+deb12u1 \
    libgcrypt20-dev=1.10.1-3+deb12u1 libgpg-error0=1.46-1 libgpg-error-dev=1.46-1
compile bookworm record -lgcrypt -lgpg-error <<'C'
#include <gcrypt.h>
#include <stdio.h>
#include <string.h>
#include <valgrind/callgrind.h>
static unsigned char key[16] = {1}, nonce[12] = {2}, record[16384];
static void disable(const char *feature) {
    printf("%s, ", gcry_strerror(gcry_control(GCRYCTL_DISABLE_HWF, feature, NULL)));
}
int main(int argc, char **argv) {
    if (!strcmp(argv[1], "before")) disable(argv[2]);
    gcry_check_version(NULL);
    if (!strcmp(argv[1], "after")) disable(argv[2]);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    printf("%s\n", strstr(gcry_get_config(0, "hwflist"), ":intel-aesni:") ? "listed" : "not listed");
    gcry_cipher_hd_t cipher;
    gcry_cipher_open(&cipher, GCRY_CIPHER_AES128, GCRY_CIPHER_MODE_GCM, 0);
    gcry_cipher_setkey(cipher, key, 16);
    gcry_cipher_setiv(cipher, nonce, 12);
    CALLGRIND_TOGGLE_COLLECT;
    gcry_cipher_encrypt(cipher, record, sizeof record, NULL, 0);
    CALLGRIND_TOGGLE_COLLECT;
}
C
say() { within bookworm "$work/record" "$@"; }
per_byte() { echo "$(($(instructions bookworm "$work/record" "$@") / 16384)) a byte"; }
same "asked before" "$(say before intel-aesni)" "Success, not listed"
same "asked before, counted" "$(per_byte before intel-aesni)" "29 a byte"
same "asked after" "$(say after intel-aesni)" "Success, listed"
same "asked after, counted" "$(per_byte after intel-aesni)" "2 a byte"
same "an unknown name after" "$(say after no-such-feature)" "Invalid name, listed"
