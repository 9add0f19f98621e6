#!/usr/bin/env bash
# Every 32nd RSA private operation of a key costs OpenSSL 1.7 times the others.
#
# Software: libssl3 3.0.20 (Debian 12); counted by callgrind 3.19.0.
# Expected: after the first operation of a key, which builds its Montgomery contexts, each RSA-2048 decryption costs the
#           same, and each draws the randomness that it blinds with.
# Seen:     the blinding factor is drawn once and then squared; it is drawn anew at operations 32, 64, 96, …, with a
#           power and an inverse modulo n. Of 100 decryptions only the first and those three call the random generator,
#           and the 33rd executes 10.8 million instructions instead of 6.3. A median over single operations never sees 2
#           % of the cost; batches of fewer than 32 form two populations that look like interference.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libssl3=3.0.20-1~deb12u2 libssl-dev=3.0.20-1~deb12u2 openssl=3.0.20-1~deb12u2 \
    valgrind=1:3.19.0-1

compile bookworm decrypt -lcrypto <<'C'
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <valgrind/callgrind.h>
static int draws;
static int draw(unsigned char *bytes, int count) {
    draws++;
    for (int i = 0; i < count; i++) bytes[i] = 1 + rand() % 255;
    return 1;
}
static int ready(void) { return 1; }
int main(int argc, char **argv) {
    EVP_PKEY *key = PEM_read_PrivateKey(fopen(argv[1], "r"), NULL, NULL, NULL);
    int counted = atoi(argv[2]);
    unsigned char cipher[256], plain[256];
    size_t length = 256;
    EVP_PKEY_CTX *in = EVP_PKEY_CTX_new(key, NULL), *out = EVP_PKEY_CTX_new(key, NULL);
    EVP_PKEY_encrypt_init(in);
    EVP_PKEY_encrypt(in, cipher, &length, (unsigned char *)"premaster", 9);
    EVP_PKEY_decrypt_init(out);
    RAND_METHOD method = {NULL, draw, NULL, NULL, draw, ready};
    RAND_set_rand_method(&method);
    for (int i = 0; i < 100; i++) {
        draws = 0;
        length = 256;
        if (i == counted) CALLGRIND_TOGGLE_COLLECT;
        if (EVP_PKEY_decrypt(out, plain, &length, cipher, 256) != 1 || length != 9) return 1;
        if (i == counted) CALLGRIND_TOGGLE_COLLECT;
        if (i == counted && i) return 0;
        if (!counted && draws) printf("%d ", i);
    }
}
C
within bookworm "$work/bookworm/usr/bin/openssl" genrsa -out "$work/key.pem" 2048 2>/dev/null
same "operations that draw randomness, of 0 to 99" "$(within bookworm "$work/decrypt" "$work/key.pem" 0)" "0 32 64 96 "
ordinary=$(instructions bookworm "$work/decrypt" "$work/key.pem" 31)
last=$(instructions bookworm "$work/decrypt" "$work/key.pem" 32)
between "instructions of operation 31" "$ordinary" 6200000 6350000
between "instructions of operation 32" "$last" 10500000 11100000
between "one in hundredths of the other" $((last * 100 / ordinary)) 165 180
