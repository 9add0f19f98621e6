#!/usr/bin/env bash
# A CPU mask that is set, but to nothing or to 0, means something else in each TLS library.
#
# Software: OpenSSL 3.0.20, Nettle 3.8.1, GnuTLS 3.7.9, NSS 3.87.1 (Debian 12); counted by callgrind 3.19.0.
# Expected: an empty variable is as good as an unset one (a CI matrix has an empty cell), and NSS_DISABLE_HW_AES=0
#           disables nothing.
# Seen:     OPENSSL_ia32cap= clears every bit: no AES-NI, no AVX, nothing but the marker 0x400. NETTLE_FAT_OVERRIDE= is
#           "none". GNUTLS_CPUID_OVERRIDE= is ignored. NSS_DISABLE_HW_AES= and =0 both disable. None reports it; a
#           record of 16 KiB under AES-128-GCM then costs 18 to 55 times the instructions.
# Needs:    a processor with AES-NI, PCLMULQDQ and AVX2 (callgrind presents no more than that).
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 valgrind=1:3.19.0-1 libssl3=3.0.20-1~deb12u2 libssl-dev=3.0.20-1~deb12u2 \
    openssl=3.0.20-1~deb12u2 libnettle8=3.8.1-2 libhogweed6=3.8.1-2 nettle-dev=3.8.1-2 libgmp10=2:6.2.1+dfsg1-1.1 \
    libgnutls30=3.7.9-2+deb12u7 libgnutls28-dev=3.7.9-2+deb12u7 libnss3=2:3.87.1-1+deb12u2 libnspr4=2:4.35-1 \
    libnss3-dev=2:3.87.1-1+deb12u2 libnspr4-dev=2:4.35-1 libp11-kit0=0.24.1-2 libidn2-0=2.3.3-1+b1 libunistring2=1.0-2 \
    libtasn1-6=4.19.0-2+deb12u1 libffi8=3.4.4-1 libsqlite3-0=3.40.1-2+deb12u2

head='
#include <stdio.h>
#include <valgrind/callgrind.h>
static unsigned char key[16] = {1}, nonce[12] = {2}, tag[16], in[16384], out[16400];
'
compile bookworm openssl-record -lcrypto <<<"$head"'
#include <openssl/evp.h>
int main(void) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int length;
    EVP_EncryptInit_ex(context, EVP_aes_128_gcm(), NULL, key, nonce);
    CALLGRIND_TOGGLE_COLLECT;
    EVP_EncryptUpdate(context, out, &length, in, 16384);
    EVP_EncryptFinal_ex(context, out, &length);
    CALLGRIND_TOGGLE_COLLECT;
}'
compile bookworm nettle-record -lnettle <<<"$head"'
#include <nettle/gcm.h>
int main(void) {
    static struct gcm_aes128_ctx context;
    gcm_aes128_set_key(&context, key);
    gcm_aes128_set_iv(&context, 12, nonce);
    CALLGRIND_TOGGLE_COLLECT;
    gcm_aes128_encrypt(&context, 16384, out, in);
    gcm_aes128_digest(&context, 16, tag);
    CALLGRIND_TOGGLE_COLLECT;
}'
compile bookworm gnutls-record -lgnutls <<<"$head"'
#include <gnutls/crypto.h>
int main(void) {
    gnutls_datum_t datum = {key, 16};
    gnutls_aead_cipher_hd_t handle;
    size_t length = sizeof out;
    gnutls_aead_cipher_init(&handle, GNUTLS_CIPHER_AES_128_GCM, &datum);
    CALLGRIND_TOGGLE_COLLECT;
    gnutls_aead_cipher_encrypt(handle, nonce, 12, NULL, 0, 16, in, 16384, out, &length);
    CALLGRIND_TOGGLE_COLLECT;
}'
compile bookworm nss-record -I"$work/bookworm/usr/include/nss" -I"$work/bookworm/usr/include/nspr" -lnss3 <<<"$head"'
#include <nss.h>
#include <pk11pub.h>
int main(void) {
    NSS_NoDB_Init(NULL);
    SECItem item = {siBuffer, key, 16};
    PK11SymKey *k = PK11_ImportSymKey(PK11_GetInternalSlot(), CKM_AES_GCM, PK11_OriginUnwrap, CKA_ENCRYPT, &item, NULL);
    CK_GCM_PARAMS gcm = {nonce, 12, 96, NULL, 0, 128};
    SECItem parameters = {siBuffer, (unsigned char *)&gcm, sizeof gcm};
    unsigned length;
    CALLGRIND_TOGGLE_COLLECT;
    if (PK11_Encrypt(k, CKM_AES_GCM, &parameters, out, &length, sizeof out, in, 16384)) return 1;
    CALLGRIND_TOGGLE_COLLECT;
}'
per_byte() { echo "$(($(instructions bookworm "$work/$1-record") / 16384)) a byte"; }
same "OpenSSL, no variable" "$(per_byte openssl)" "2 a byte"
same "OpenSSL, OPENSSL_ia32cap=" "$(OPENSSL_ia32cap='' per_byte openssl)" "110 a byte"
same "Nettle, no variable" "$(per_byte nettle)" "3 a byte"
same "Nettle, NETTLE_FAT_OVERRIDE=" "$(NETTLE_FAT_OVERRIDE='' per_byte nettle)" "54 a byte"
same "GnuTLS, no variable" "$(per_byte gnutls)" "2 a byte"
same "GnuTLS, GNUTLS_CPUID_OVERRIDE=" "$(GNUTLS_CPUID_OVERRIDE='' per_byte gnutls)" "2 a byte"
same "NSS, no variable" "$(per_byte nss)" "2 a byte"
same "NSS, NSS_DISABLE_HW_AES=" "$(NSS_DISABLE_HW_AES='' per_byte nss)" "61 a byte"
same "NSS, NSS_DISABLE_HW_AES=0" "$(NSS_DISABLE_HW_AES=0 per_byte nss)" "61 a byte"
same "openssl version -c" "$(OPENSSL_ia32cap='' within bookworm "$work/bookworm/usr/bin/openssl" version -c)" \
    "CPUINFO: OPENSSL_ia32cap=0x400:0x0 env:"
