#if NIOSSL
import Glibc
import NIOSSLPeer
import SocketSupport
import StackSeam
import Testing

@Suite struct `NIOSSL over TCP` {
    @Test(arguments: Fixture.negotiations)
    func `does handshakes one after the other, and closes`(negotiation: NIOSSLNegotiation) throws {
        let server = try Fixture.server(negotiation, .echo)
        let octets: [UInt8] = (0..<64).map { $0 }
        let client = try Fixture.client(negotiation, pattern: octets)
        defer { stop(client, server) }
        for _ in 0..<3 {
            let connection = try client.connect(to: server.port)
            #expect(try connection.echo() == octets)
            try connection.close()
        }
        #expect(try client.observedHandshake(with: server.port).isFull(negotiation))
        #expect(server.failedConnections == 0)
    }

    @Test func `moves more octets than the sockets' buffers hold, in each direction`() throws {
        let octets = 8 << 20
        let pattern = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 / 5) }
        let services: [(Service, Int, Int)] = [
            (.discard(acknowledging: octets), octets, 1), (.source(octets: octets), 1, octets), (.echo, octets, octets),
        ]
        for (service, sending, skipping) in services {
            let server = try Fixture.server(try Fixture.rsa(), service)
            let client = try Fixture.client(try Fixture.rsa(), pattern: pattern)
            defer { stop(client, server) }
            let connection = try client.connect(to: server.port)
            for _ in 0..<2 { try connection.exchange(sending: sending, skipping: skipping) }
            if case .echo = service { #expect(try connection.echo() == pattern) }
            try connection.close()
            #expect(server.failedConnections == 0)
        }
    }

    @Test func `refuses a server whose authority it does not trust, and the server counts it`() throws {
        let server = try Fixture.server(try Fixture.rsa(), .echo)
        let client = try Fixture.client(try Fixture.rsa(), authorityPEM: try Fixture.strangerPEM())
        defer { stop(client, server) }
        #expect(throws: NIOSSLPeerError.untrusted) { try client.connect(to: server.port) }
        // The client's alert is still on its way.
        let deadline = ContinuousClock.now + .seconds(10)
        while server.failedConnections == 0, ContinuousClock.now < deadline { usleep(1_000) }
        #expect(server.failedConnections == 1)
    }

    @Test func `refuses a certificate for another name`() throws {
        let server = try Fixture.server(try Fixture.rsa(), .echo)
        let client = try Fixture.client(try Fixture.rsa(), serverName: "example.org")
        defer { stop(client, server) }
        #expect(throws: NIOSSLPeerError.wrongName) { try client.connect(to: server.port) }
    }

    @Test func `says that nothing listens, and does not wait`() throws {
        let silent = try ListeningSocket(answering: false)
        let client = try Fixture.client(try Fixture.rsa())
        defer { client.stop() }
        // Held until then: a port that is given back is soon another test's.
        withExtendedLifetime(silent) {
            _ = #expect(throws: NIOSSLPeerError.refused(port: silent.port)) { try client.connect(to: silent.port) }
        }
    }

    @Test func `gives a server that says nothing its time, and no more`() throws {
        let listener = try ListeningSocket()
        let client = try Fixture.client(try Fixture.rsa(), patience: .milliseconds(200))
        defer { client.stop() }
        #expect(throws: NIOSSLPeerError.timedOut) { try client.connect(to: listener.port) }
    }

    @Test func `ends with the server, in the midst of an exchange too`() throws {
        let server = try Fixture.server(try Fixture.rsa(), .discard(acknowledging: 2))
        let client = try Fixture.client(try Fixture.rsa(), patience: .seconds(2))
        defer { client.stop() }
        let connection = try client.connect(to: server.port)
        #expect(throws: NIOSSLPeerError.timedOut) {
            try connection.exchange(sending: 1, skipping: 1)
        }
        server.stop()
        #expect(throws: NIOSSLPeerError.closed) {
            try connection.exchange(sending: 1, skipping: 1)
        }
    }

    @Test func `serves no pages`() throws {
        #expect(throws: NIOSSLPeerError.unsupportedService) { try Fixture.server(try Fixture.rsa(), .http) }
    }

    private func stop(_ client: NIOSSLClient, _ server: NIOSSLServer) {
        client.stop()
        server.stop()
    }
}
#endif
