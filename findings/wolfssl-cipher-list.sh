#!/usr/bin/env bash
# wolfSSL's cipher list reads like OpenSSL's and means something else: one TLS 1.2 suite takes TLS 1.3 away, "-NAME"
# does nothing.
#
# Software: libwolfssl35 5.5.4 (Debian 12).
# Expected: wolfSSL_CTX_set_cipher_list(), named after SSL_CTX_set_cipher_list(), leaves the TLS 1.3 suites alone, and
#           "-NAME" removes a suite or fails.
# Seen:     from the ClientHello: with "ECDHE-RSA-AES128-GCM-SHA256" it offers c02f alone, so the handshake is TLS 1.2
#           wherever the server could do 1.3; with "TLS13-AES128-GCM-SHA256" 1301 alone.
#           "ECDHE-RSA-AES128-GCM-SHA256:-ECDHE-RSA-AES128-GCM-SHA256" returns success and offers c02f; an unknown name
#           in the list is success, too, if one is known. To pin a TLS 1.2 suite and keep TLS 1.3, both must be named.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libwolfssl35=5.5.4-2+deb12u2 libwolfssl-dev=5.5.4-2+deb12u2
compile bookworm hello -lwolfssl <<'C'
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>
#include <stdio.h>
#include <string.h>
static unsigned char hello[4096];
static int written;
static int sends(WOLFSSL *ssl, char *bytes, int count, void *context) {
    memcpy(hello + written, bytes, count);
    written += count;
    return count;
}
static int receives(WOLFSSL *ssl, char *bytes, int count, void *context) { return WOLFSSL_CBIO_ERR_WANT_READ; }
int main(int argc, char **argv) {
    wolfSSL_Init();
    WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfSSLv23_client_method());
    printf("%d:", wolfSSL_CTX_set_cipher_list(context, argv[1]));
    wolfSSL_SetIOSend(context, sends);
    wolfSSL_SetIORecv(context, receives);
    wolfSSL_connect(wolfSSL_new(context));
    /* RFC 5246 section 7.4.1.2: record and handshake headers, version, random, session_id, cipher_suites. */
    const unsigned char *at = hello + 5 + 4 + 2 + 32;
    at += 1 + at[0];
    for (int i = 0; i < at[0] * 256 + at[1]; i += 2) printf(" %02x%02x", at[2 + i], at[3 + i]);
}
C
offer() { within bookworm "$work/hello" "$1"; }
suite=ECDHE-RSA-AES128-GCM-SHA256
same "a TLS 1.2 suite" "$(offer $suite)" "1: c02f"
same "a TLS 1.3 suite" "$(offer TLS13-AES128-GCM-SHA256)" "1: 1301"
same "both" "$(offer TLS13-AES128-GCM-SHA256:$suite)" "1: 1301 c02f"
same "a suite, and the same removed" "$(offer $suite:-$suite)" "1: c02f"
same "an unknown name and a suite" "$(offer NO-SUCH-SUITE:$suite)" "1: c02f"
