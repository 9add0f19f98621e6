#!/usr/bin/env bash
# Taking all CPU features from GnuTLS leaves AES-NI in use: Nettle below it looks at the processor itself.
#
# Software: libgnutls30 3.7.9, libnettle8 3.8.1 (Debian 12); counted by callgrind 3.19.0.
# Expected: GNUTLS_CPUID_OVERRIDE=0x1, documented to disable all run-time detected optimizations, measures portable AES.
# Seen:     AES-128-GCM over 16 KiB goes from 2 instructions a byte to 3, since GnuTLS's own kernels give way to
#           Nettle's, which use AES-NI and PCLMULQDQ. NETTLE_FAT_OVERRIDE=none alone changes nothing. Only both together
#           reach the portable code: 54.
# Needs:    a processor with AES-NI, PCLMULQDQ and AVX2.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 valgrind=1:3.19.0-1 libgnutls30=3.7.9-2+deb12u7 libgnutls28-dev=3.7.9-2+deb12u7 \
    libnettle8=3.8.1-2 libhogweed6=3.8.1-2 libgmp10=2:6.2.1+dfsg1-1.1 libp11-kit0=0.24.1-2 libidn2-0=2.3.3-1+b1 \
    libunistring2=1.0-2 libtasn1-6=4.19.0-2+deb12u1 libffi8=3.4.4-1
compile bookworm record -lgnutls <<'C'
#include <gnutls/crypto.h>
#include <valgrind/callgrind.h>
static unsigned char key[16] = {1}, nonce[12] = {2}, in[16384], out[16400];
int main(void) {
    gnutls_datum_t datum = {key, 16};
    gnutls_aead_cipher_hd_t handle;
    size_t length = sizeof out;
    gnutls_aead_cipher_init(&handle, GNUTLS_CIPHER_AES_128_GCM, &datum);
    CALLGRIND_TOGGLE_COLLECT;
    int error = gnutls_aead_cipher_encrypt(handle, nonce, 12, NULL, 0, 16, in, 16384, out, &length);
    CALLGRIND_TOGGLE_COLLECT;
    return error != 0;
}
C
per_byte() { echo "$(($(instructions bookworm "$work/record") / 16384)) a byte"; }
same "as it is" "$(per_byte)" "2 a byte"
same "GNUTLS_CPUID_OVERRIDE=0x1" "$(GNUTLS_CPUID_OVERRIDE=0x1 per_byte)" "3 a byte"
same "NETTLE_FAT_OVERRIDE=none" "$(NETTLE_FAT_OVERRIDE=none per_byte)" "2 a byte"
same "both" "$(GNUTLS_CPUID_OVERRIDE=0x1 NETTLE_FAT_OVERRIDE=none per_byte)" "54 a byte"
