import CryptoBackend
import Foundation
import OpenSSLBackend
import SocketSupport
import StackSeam
import TLSEngine
import TLSTransport
import TLSWire
import Testing

@Suite struct HandshakeTests {
    @Test(arguments: Backend.allCases, Backend.allCases)
    func `every client talks to every server`(client: Backend, server: Backend) throws {
        try talk(client.type, server.type)
    }

    private func talk<C: CryptoBackend, S: CryptoBackend>(_ clientType: C.Type, _ serverType: S.Type) throws {
        for suite in CipherSuite.supported
        where suite.keyKind == .rsa && clientType.canDo(suite) && serverType.canDo(suite) {
            let server = try Fixture.server(serverType, .echo, suites: [suite])
            defer { server.stop() }
            let client = try Fixture.client(clientType)
            defer { client.stop() }
            let connection = try client.connect(to: server.endpoint)
            #expect(connection.negotiated.cipherSuite == suite)
            let data = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try connection.send(data)
            let echo = try connection.receive(exactly: data.count)
            #expect(echo == data)
            try connection.close()
            #expect(server.completedHandshakes == 1)
            #expect(server.failedConnections == 0)
        }
    }

    @Test func `two hundred connections, one after the other`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        for _ in 0..<200 { try client.connect(to: server.endpoint).close() }
        #expect(server.completedHandshakes == 200)
        #expect(server.failedConnections == 0)
    }

    @Test func `fifty connections at once`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let connections = try (0..<50).map { _ in try client.connect(to: server.endpoint) }
        for (index, connection) in connections.enumerated() { try connection.send([UInt8(index)]) }
        for (index, connection) in connections.enumerated().reversed() {
            let echo = try connection.receive(exactly: 1)
            #expect(echo == [UInt8(index)])
        }
        for connection in connections { try connection.close() }
        #expect(server.completedHandshakes == 50)
        #expect(server.failedConnections == 0)
    }

    @Test func `fifty pages for clients in several threads`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .http)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        DispatchQueue.concurrentPerform(iterations: 50) { _ in
            do {
                let connection = try client.connect(to: server.endpoint)
                try connection.send([UInt8]("GET / HTTP/1.0\r\n\r\n".utf8))
                let answer = try connection.receive()
                #expect(!answer.isEmpty)
                let end = try connection.receive()
                #expect(end.isEmpty)
            } catch {
                Issue.record(error)
            }
        }
        #expect(server.completedHandshakes == 50)
    }

    @Test func `a refused connection names the address`() throws {
        let silent = try ListeningSocket(answering: false)
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        // Held until then: a port that is given back is soon another test's.
        withExtendedLifetime(silent) {
            let server = Endpoint(host: "127.0.0.1", port: silent.port)
            _ = #expect(throws: TransportError.refused(server)) { try client.connect(to: server) }
        }
    }

    @Test func `an unknown host is named`() throws {
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        let nowhere = Endpoint(host: "host.invalid", port: 443)
        #expect(throws: TransportError.unknownHost(nowhere)) { try client.connect(to: nowhere) }
    }

    @Test func `a port in use is named`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo)
        defer { server.stop() }
        let configuration = try Fixture.configuration(OpenSSLBackend.self)
        #expect(throws: TransportError.portInUse(server.endpoint)) {
            try TLSServerTransport(configuration, service: .echo, on: server.endpoint, limits: Fixture.limits)
        }
    }

    @Test func `TCP alone opens and closes`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo)
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        try client.connectTCP(to: server.endpoint).close()
        #expect(server.completedHandshakes == 0)
    }
}
