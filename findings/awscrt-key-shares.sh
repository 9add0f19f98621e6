#!/usr/bin/env bash
# The AWS runtime's TLS client (s2n) sends shares for X25519MLKEM768 and P-256, none for X25519.
#
# Software: awscrt 0.38.1 (PyPI).
# Expected: next to the hybrid the classical half of it, X25519, as OpenSSL 3.5 sends it, in an order with X25519 first.
# Seen:     supported_groups is 11ec 11eb 11ed 0202 0017 001d 0018 (P-256 before X25519), the shares are 11ec and 0017.
#           A server that has X25519 alone has to answer with a HelloRetryRequest, so a measurement of handshakes
#           against it counts one round trip more than with other clients. The ClientHello does not fit into one segment
#           of 1,460 bytes. With the default options it still offers TLS 1.0 and 1.1.
# shellcheck source=packages.bash
. "$(dirname "$0")/packages.bash"

pypi awscrt==0.38.1
cat >"$work/hello.py" <<'PYTHON'
import socket, threading
from awscrt import http, io

listener = socket.create_server(("127.0.0.1", 0))
received = []

def accept():
    peer, _ = listener.accept()
    with peer:
        data = b""
        while len(data) < 5 or len(data) < 5 + int.from_bytes(data[3:5], "big"):
            part = peer.recv(4096)
            if not part:
                break
            data += part
        received.append(data)

thread = threading.Thread(target=accept)
thread.start()
loop = io.EventLoopGroup(1)
bootstrap = io.ClientBootstrap(loop, io.DefaultHostResolver(loop))
options = io.ClientTlsContext(io.TlsContextOptions()).new_connection_options()
options.set_server_name("localhost")
connection = http.HttpClientConnection.new(
    "127.0.0.1", listener.getsockname()[1], bootstrap, tls_connection_options=options)
thread.join()
connection.exception(10)  # The listener closes after the ClientHello.

def vector(data, at, width):
    length = int.from_bytes(data[at:at + width], "big")
    return data[at + width:at + width + length], at + width + length

hello = received[0]
_, at = vector(hello, 5 + 4 + 2 + 32, 1)
_, at = vector(hello, at, 2)
_, at = vector(hello, at, 1)
rest, _ = vector(hello, at, 2)
extensions, at = {}, 0
while at < len(rest):
    kind = int.from_bytes(rest[at:at + 2], "big")
    extensions[kind], at = vector(rest, at + 2, 2)
shares, at = [], 2
while at < len(extensions[51]):
    shares.append(extensions[51][at:at + 2].hex())
    _, at = vector(extensions[51], at + 2, 2)
print("length", "over 1460" if len(hello) > 1460 else "up to 1460")
print("versions", extensions[43][1:].hex(" ", 2))
print("groups", extensions[10][2:].hex(" ", 2))
print("shares", *shares)
PYTHON
answer=$(timeout 60 "$work/venv/bin/python" "$work/hello.py")
same "ClientHello" "$(tr '\n' ';' <<<"$answer")" "length over 1460;versions 0304 0303 0302 0301;$(
    )groups 11ec 11eb 11ed 0202 0017 001d 0018;shares 11ec 0017;"
