import OpenSSLBackend
import SocketSupport
import StackSeam
import TLSTransport
import Testing

/// RFC 5246 §7.2.1: only close_notify says that nothing is missing.
@Suite struct TruncationTests {
    @Test func `an end without close_notify is a truncation`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let relay = try Relay(to: server.endpoint.port)
        let target = Endpoint(host: "127.0.0.1", port: relay.port)
        let connection = try client.connect(to: target)
        try connection.send([1])
        let echo = try connection.receive(exactly: 1)
        #expect(echo == [1])
        relay.cut()
        #expect(throws: TransportError.truncated(target)) { try connection.receive() }
    }

    @Test func `what came before close_notify is whole, and an empty answer is the end`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .http)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let connection = try client.connect(to: server.endpoint)
        try connection.send([UInt8]("GET / HTTP/1.0\r\n\r\n".utf8))
        let answer = try connection.receive()
        #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.0 200 OK\r\n"))
        let end = try connection.receive()
        #expect(end.isEmpty)
    }

    @Test func `a connection that both sides have closed is gone at once, not after the wait for a silent peer`() throws
    {
        let server = try Fixture.server(OpenSSLBackend.self, .http)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let start = ContinuousClock.now
        for _ in 0..<10 {
            let connection = try client.connect(to: server.endpoint)
            try connection.send([UInt8]("GET / HTTP/1.0\r\n\r\n".utf8))
            while try !connection.receive().isEmpty {}
            try connection.close()
        }
        // Ten waits of two seconds each would be twenty.
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(server.failedConnections == 0)
    }

    @Test func `a method other than GET is refused`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .http)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let connection = try client.connect(to: server.endpoint)
        try connection.send([UInt8]("POST / HTTP/1.0\r\n\r\n".utf8))
        let answer = try connection.receive()
        #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.0 501 "))
    }
}
