#!/usr/bin/env bash
# "openssl s_time -reuse" resumes no TLS 1.3 session unless it also asks for a page.
#
# Software: openssl 3.0.20 (Debian 12) and 3.5.9 (Debian 13), each against its own s_server.
# Expected: with -reuse, every connection after the first resumes the session, in TLS 1.3 as in TLS 1.2.
# Seen:     without -www, all TLS 1.3 connections are full handshakes ("*"), under the heading "Now timing with session
#           id reuse." and with status 0: tickets come after the handshake, and s_time closes without reading them. With
#           -www they are resumed ("r"). TLS 1.2 resumes either way. The number looks like a slow resumption and is not
#           one.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 libssl3=3.0.20-1~deb12u2 openssl=3.0.20-1~deb12u2
debian trixie libc6=2.41-12+deb13u5 libssl3t64=3.5.9-1~deb13u1 openssl=3.5.9-1~deb13u1 \
    zlib1g=1:1.3.dfsg+really1.3.1-1+deb13u1 libzstd1=1.5.7+dfsg-1

# kinds SUITE OPTION…: the marks that s_time prints for a second of connections, repetitions left out.
kinds() {
    local suite=$1 tool server port
    shift
    tool=$work/$suite/usr/bin/openssl
    "$(loader "$suite")" --library-path "$(libraries "$suite")" "$tool" s_server -accept 127.0.0.1:0 \
        -cert "$work/cert.pem" -key "$work/key.pem" -www >"$work/server" 2>&1 &
    server=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$(sed -n 's/^ACCEPT 127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/server")
        [ -z "$port" ] || break
        sleep 0.2
    done
    within "$suite" "$tool" s_time -connect "127.0.0.1:$port" -reuse -time 1 "$@" >"$work/answer" 2>&1 ||
        printf 'status %s ' "$?"
    kill "$server"
    wait "$server" 2>"$work/tries" || true
    sed -n '/session id reuse/,$p' "$work/answer" | grep -oE '^[rt*SUs]+$' | tr -s 'rt*SUs'
}
within bookworm "$work/bookworm/usr/bin/openssl" req -config "$work/bookworm/etc/ssl/openssl.cnf" \
    -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -keyout "$work/key.pem" -out "$work/cert.pem" 2>"$work/tries"
for suite in bookworm trixie; do
    within "$suite" "$work/$suite/usr/bin/openssl" version
    same "  TLS 1.3" "$(kinds "$suite" -tls1_3)" "*"
    same "  TLS 1.3, -www /" "$(kinds "$suite" -tls1_3 -www /)" "r"
    same "  TLS 1.2" "$(kinds "$suite" -tls1_2)" "r"
done
