import Foundation
import OpenSSLBackend
import Synchronization
import TLSTransport
import Testing

/// RFC 5246 §7.2.1: only close_notify says that nothing is missing.
@Suite struct TruncationTests {
    @Test func `an end without close_notify is a truncation`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let relay = try Relay(to: server.endpoint)
        let connection = try client.connect(to: relay.endpoint)
        try connection.send([1])
        let echo = try connection.receive(exactly: 1)
        #expect(echo == [1])
        relay.cut()
        #expect(throws: TransportError.truncated(relay.endpoint)) { try connection.receive() }
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

/// Passes one connection on to a server, until it is cut: then both sides see a plain end of TCP.
final class Relay: Sendable {
    let endpoint: Endpoint
    private let listener: Int32
    private let descriptors = Mutex([Int32]())

    init(to target: Endpoint) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // Unbound sockets get a free port when they listen.
        listen(listener, 1)
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe getsockname(descriptor, generic, &length)
            }
        }
        endpoint = Endpoint(host: "127.0.0.1", port: Int(UInt16(bigEndian: address.sin_port)))
        Thread.detachNewThread { [self] in
            let near = RawSocket(accept(listener, nil, nil))
            guard let far = try? RawSocket(connectingTo: target) else { return }
            descriptors.withLock { $0 = [near.descriptor, far.descriptor] }
            let back = Thread { [descriptor = far.descriptor, other = near.descriptor] in pass(descriptor, other) }
            back.start()
            pass(near.descriptor, far.descriptor)
            while !back.isFinished { Thread.sleep(forTimeInterval: 0.01) }
            // The sockets close as they go out of scope.
            withExtendedLifetime((near, far)) {}
        }
    }

    deinit { close(listener) }

    func cut() { descriptors.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } } }
}

/// Copies from one socket to another until either ends.
private func pass(_ source: Int32, _ target: Int32) {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = unsafe recv(source, &chunk, chunk.count, 0), count > 0 {
        guard unsafe send(target, chunk, count, Int32(MSG_NOSIGNAL)) == count else { return }
    }
}
