import Foundation
import OpenSSLBackend
import SocketSupport
import StackSeam
import TLSTransport
import Testing

/// What no good client does; each test ends with a good one, which must be served.
@Suite struct BrokenPeerTests {
    /// An alert record that ends a connection (RFC 5246 §7.2).
    private func fatal(_ description: UInt8) -> [UInt8] { [21, 3, 3, 0, 2, 2, description] }

    /// Events come from other threads.
    private func waitUntil(_ isSo: () -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: 20)
        while !isSo() {
            try #require(Date() < deadline, "it never came to that")
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    private func withServer(
        _ limits: TimeLimits = Fixture.limits,
        _ body: (TLSServerTransport<OpenSSLBackend>) throws -> Void
    ) throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo, limits: limits)
        defer { server.stop() }
        try body(server)
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let connection = try client.connect(to: server.endpoint)
        try connection.send([1, 2, 3])
        let echo = try connection.receive(exactly: 3)
        #expect(echo == [1, 2, 3])
        try connection.close()
    }

    @Test(arguments: BrokenRecord.all)
    func `the right alert, then the end`(record: BrokenRecord) throws {
        try withServer { server in
            let socket = try RawSocket(connectingTo: server.endpoint.port)
            // What follows the broken record must not turn the alert into a reset.
            socket.send(record.octets + [UInt8](repeating: 0, count: 100_000))
            let answer = try socket.read()
            #expect(answer == fatal(record.alert))
            socket.endOutput()
            let rest = try socket.readToEnd()
            #expect(rest.isEmpty)
            #expect(server.failedConnections == 1)
        }
    }

    @Test func `octets that are not TLS get an alert and the end`() throws {
        try withServer { server in
            let socket = try RawSocket(connectingTo: server.endpoint.port)
            socket.send([UInt8]("GET / HTTP/1.0\r\n\r\n".utf8))
            let answer = try socket.read()
            #expect(answer.count == 7)
            #expect(answer.first == 21)
            socket.endOutput()
            let rest = try socket.readToEnd()
            #expect(rest.isEmpty)
        }
    }

    @Test func `a client that says nothing is given up`() throws {
        try withServer(TimeLimits(.milliseconds(300))) { server in
            let socket = try RawSocket(connectingTo: server.endpoint.port)
            let answer = try socket.readToEnd()
            #expect(answer.isEmpty)
            #expect(server.failedConnections == 1)
        }
    }

    @Test func `a client that drips octets is given up as early`() throws {
        try withServer(TimeLimits(.milliseconds(500))) { server in
            let socket = try RawSocket(connectingTo: server.endpoint.port)
            let start = ContinuousClock.now
            for octet in [22, 3, 1, 0, 200] + [UInt8](repeating: 1, count: 200) {
                guard server.failedConnections == 0 else { break }
                socket.send([octet])
                Thread.sleep(forTimeInterval: 0.02)
            }
            #expect(server.failedConnections == 1)
            #expect(start.duration(to: .now) < .seconds(3))
        }
    }

    @Test func `a reset in the midst of the handshake is one broken connection`() throws {
        try withServer { server in
            do {
                let socket = try RawSocket(connectingTo: server.endpoint.port)
                socket.send([22, 3, 1, 0, 200, 1, 0, 0, 196])
                socket.resetOnClose()
            }
            try waitUntil { server.endedConnections > 0 }
            #expect(server.failedConnections == 1)
        }
    }

    @Test func `a peer that leaves without an octet has failed at nothing`() throws {
        try withServer { server in
            let halfClosed = try RawSocket(connectingTo: server.endpoint.port)
            halfClosed.endOutput()
            let answer = try halfClosed.readToEnd()
            #expect(answer.isEmpty)
            do {
                let reset = try RawSocket(connectingTo: server.endpoint.port)
                reset.resetOnClose()
            }
            try waitUntil { server.endedConnections == 2 }
            #expect(server.failedConnections == 0)
        }
    }

    @Test func `a peer that leaves after an octet has failed`() throws {
        try withServer { server in
            let socket = try RawSocket(connectingTo: server.endpoint.port)
            socket.send([22])
            socket.endOutput()
            let answer = try socket.readToEnd()
            #expect(answer.isEmpty)
            #expect(server.failedHandshakes == 1)
        }
    }

    @Test func `a client to which nothing is said knows that its handshake failed`() throws {
        let listener = try ListeningSocket()
        Thread.detachNewThread { listener.accept().end() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let endpoint = Endpoint(host: "127.0.0.1", port: listener.port)
        #expect(throws: TransportError.self) { try client.connect(to: endpoint) }
    }

    @Test func `a handshake that was completed does not fail when the connection breaks`() throws {
        try withServer { server in
            let client = try Fixture.client(OpenSSLBackend.self)
            defer { client.stop() }
            let relay = try Relay(to: server.endpoint.port)
            let connection = try client.connect(to: Endpoint(host: "127.0.0.1", port: relay.port))
            try connection.send([1])
            _ = try connection.receive(exactly: 1)
            relay.cut()
            try waitUntil { server.endedConnections > 0 }
            #expect(server.failedHandshakes == 0)
            #expect(server.brokenConnections == 1)
        }
    }

    @Test func `a client that has all it wants leaves with close_notify`() throws {
        try withServer { server in
            let client = try Fixture.client(OpenSSLBackend.self)
            defer { client.stop() }
            let connection = try client.connect(to: server.endpoint)
            try connection.leave()
            try waitUntil { server.endedConnections > 0 }
            #expect(server.failedConnections == 0)
            try connection.leave()
        }
    }

    @Test func `a client that leaves waits for no answer, as one that closes does`() throws {
        try withServer { server in
            let client = try Fixture.client(OpenSSLBackend.self)
            defer { client.stop() }
            func seconds(_ end: (ClientConnection) throws -> Void) throws -> Duration {
                let relay = try Relay(to: server.endpoint.port, losing: .fromFirstAlertOfClient)
                defer { relay.cut() }
                let connection = try client.connect(to: Endpoint(host: "127.0.0.1", port: relay.port))
                let start = ContinuousClock.now
                try end(connection)
                return start.duration(to: .now)
            }
            // The patience for close_notify is two seconds.
            let (leaving, closing) = (try seconds { try $0.leave() }, try seconds { try? $0.close() })
            #expect(closing >= .seconds(1.9))
            #expect(leaving < closing / 2)
        }
    }

    @Test func `a request that drips in is given up at the limit for the whole connection`() throws {
        let limits = TimeLimits(.milliseconds(300), total: .milliseconds(600))
        let server = try Fixture.server(OpenSSLBackend.self, .http, limits: limits)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let connection = try client.connect(to: server.endpoint)
        let start = ContinuousClock.now
        #expect(throws: TransportError.self) {
            for _ in 0..<200 {
                try connection.send([0x41])
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
        #expect(start.duration(to: .now) < .seconds(5))
        #expect(server.failedConnections == 1)
    }

    @Test func `an established client that falls silent gets close_notify`() throws {
        try withServer(TimeLimits(.milliseconds(300))) { server in
            let client = try Fixture.client(OpenSSLBackend.self)
            defer { client.stop() }
            let connection = try client.connect(to: server.endpoint)
            let end = try connection.receive()
            #expect(end.isEmpty)
        }
    }
}

/// The first octets of a connection, and the alert that they deserve (RFC 5246 §7.2.2).
struct BrokenRecord: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let octets: [UInt8]
    let alert: UInt8

    static let all = [
        BrokenRecord(
            testDescription: "an oversized record",
            octets: [22, 3, 3, 0x48, 0x01] + [UInt8](repeating: 0, count: 0x4801),
            alert: 22
        ),
        BrokenRecord(testDescription: "an unknown content type", octets: [99, 3, 3, 0, 1, 0], alert: 10),
        BrokenRecord(testDescription: "data before the handshake", octets: [23, 3, 3, 0, 1, 0], alert: 10),
        BrokenRecord(testDescription: "an unknown handshake type", octets: [22, 3, 3, 0, 4, 77, 0, 0, 0], alert: 10),
        BrokenRecord(
            testDescription: "a ClientHello that ends too soon",
            octets: [22, 3, 1, 0, 6, 1, 0, 0, 2, 3, 3],
            alert: 50
        ),
    ]
}
