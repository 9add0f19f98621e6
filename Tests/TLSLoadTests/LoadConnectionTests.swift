import Foundation
import OpenSSLBackend
import SocketSupport
import TLSEngine
import TLSTrust
import TLSWire
import Testing

@testable import TLSLoad

@Suite struct `A connection of a load client` {
    private func hasMore(_ turn: LoadConnection<OpenSSLBackend>.Turn) -> Bool {
        if case .more = turn { true } else { false }
    }

    @Test func `reads sixteen times, and then lets others read`() throws {
        let listener = try ListeningSocket()
        let connection = try LoadConnection<OpenSSLBackend>(
            ClientConfiguration<OpenSSLBackend>(
                verifier: try Target.pki.get().trustStore,
                serverName: .localhost
            ),
            .full,
            to: SocketAddress.all(host: "127.0.0.1", port: listener.port)[0],
            intended: 0,
            turn: 1,
            deadline: .max
        )
        let peer = listener.accept()
        // The beginning of a long record, which is waited for.
        peer.send([22, 3, 3, 0x40, 0] + [UInt8](repeating: 2, count: 35))
        // One octet a time, as soon as they are there.
        var buffer: [UInt8] = [0]
        let limit = Date(timeIntervalSinceNow: 5)
        var isReading = false
        while !isReading, Date() < limit {
            connection.note(isReadable: true, hasEnded: false)
            isReading = hasMore(connection.advance(&buffer))
        }
        #expect(isReading)
        // Of 40 octets, eight are left then.
        let second = connection.advance(&buffer)
        let third = connection.advance(&buffer)
        #expect(hasMore(second) && !hasMore(third))
        #expect(connection.state == .handshaking)
        withExtendedLifetime(peer) {}
    }
}
