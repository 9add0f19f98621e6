#!/usr/bin/env bash
# gnutls-cli holds records that are not protected against its record_size_limit, and so ends good handshakes of TLS 1.2.
#
# Software: gnutls-cli 3.7.9 (Debian 12) and 3.8.9 (Debian 13); the server is tlslite-ng 0.8.2, with a certificate of
#           RSA-4096 in a record of some 1,213 octets. OpenSSL 3.0 makes the certificate.
# Expected: with "--recordsize 512" the handshake ends well: the limit is for protected records alone, and a peer need
#           not keep to it before there are keys (RFC 8449 §4).
# Seen:     "Received packet with illegal length: 1213 (max: 517)", the alert record_overflow, status 1. With 2048,
#           where every record is shorter, and in TLS 1.3, where the certificate is protected, it is completed.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

debian bookworm libc6=2.36-9+deb12u14 gnutls-bin=3.7.9-2+deb12u7 libgnutls30=3.7.9-2+deb12u7 \
    libgnutls-dane0=3.7.9-2+deb12u7 libnettle8=3.8.1-2 libhogweed6=3.8.1-2 libgmp10=2:6.2.1+dfsg1-1.1 \
    libp11-kit0=0.24.1-2 libidn2-0=2.3.3-1+b1 libunistring2=1.0-2 libtasn1-6=4.19.0-2+deb12u1 libffi8=3.4.4-1 \
    libunbound8=1.17.1-2+deb12u4 libevent-2.1-7=2.1.12-stable-8 libssl3=3.0.20-1~deb12u2 \
    openssl=3.0.20-1~deb12u2
debian trixie libc6=2.41-12+deb13u5 gnutls-bin=3.8.9-3+deb13u4 libgnutls30t64=3.8.9-3+deb13u4 \
    libgnutls-dane0t64=3.8.9-3+deb13u4 libnettle8t64=3.10.1-1 libhogweed6t64=3.10.1-1 libgmp10=2:6.3.0+dfsg-3 \
    libp11-kit0=0.25.5-3 libidn2-0=2.3.8-2 libunistring5=1.3-2 libtasn1-6=4.20.0-2+deb13u1 libffi8=3.4.8-2 \
    libunbound8=1.26.2-0+deb13u1 libevent-2.1-7t64=2.1.13-stable-1~deb13u1 libssl3t64=3.5.9-1~deb13u1
pypi tlslite-ng==0.8.2 ecdsa==0.19.1

within bookworm "$work/bookworm/usr/bin/openssl" req -x509 -newkey rsa:4096 -nodes -days 30 -subj /CN=localhost \
    -config /dev/stdin -keyout "$work/key" -out "$work/certificate" 2>"$work/openssl" <<'CONF'
[req]
distinguished_name = name
[name]
CONF
cat >"$work/server.py" <<'PYTHON'
import socket
import sys

from tlslite.api import HandshakeSettings, TLSConnection, X509CertChain, parsePEMKey

chain = X509CertChain()
chain.parsePemList(open(sys.argv[1]).read())
key = parsePEMKey(open(sys.argv[2]).read(), private=True)
settings = HandshakeSettings()
settings.minVersion = settings.maxVersion = (3, int(sys.argv[3]))
with socket.create_server(("127.0.0.1", 0)) as listener:
    listener.settimeout(20)
    print(listener.getsockname()[1], flush=True)
    connection = TLSConnection(listener.accept()[0])
    try:
        connection.handshakeServer(certChain=chain, privateKey=key, settings=settings)
        connection.close()
    except Exception as error:
        print(type(error).__name__, error, flush=True)
PYTHON

# handshake SUITE VERSION LIMIT: what gnutls-cli says of it.
handshake() {
    local suite=$1 version=$2 limit=$3 port server
    : >"$work/said"
    "$work/venv/bin/python" "$work/server.py" "$work/certificate" "$work/key" "$version" >"$work/said" &
    server=$!
    until port=$(head -n 1 "$work/said") && [ -n "$port" ]; do sleep 0.1; done
    within "$suite" "$work/$suite/usr/bin/gnutls-cli" --no-ca-verification --recordsize "$limit" -p "$port" 127.0.0.1 \
        </dev/null 2>&1 | sed -nE 's/.*(illegal length): 12[0-9]{2} (\(max: 517\)).*/\1 \2/p
            s/.*(Handshake was completed).*/\1/p'
    wait "$server"
}
for suite in bookworm trixie; do
    same "$suite, TLS 1.2, limit 2048" "$(handshake "$suite" 3 2048)" "Handshake was completed"
    same "$suite, TLS 1.2, limit 512" "$(handshake "$suite" 3 512)" "illegal length (max: 517)"
    same "$suite, TLS 1.3, limit 512" "$(handshake "$suite" 4 512)" "Handshake was completed"
done
