import OpenSSLBackend
import StackSeam
import TLSEngine
import TLSTransport
import TLSWire
import Testing

@Suite struct `A server on several loops` {
    @Test(arguments: [1, 2, 3]) func `serves the same number of connections on each`(loops: Int) throws {
        let configurations = try (0..<loops).map { _ in try Fixture.configuration(OpenSSLBackend.self) }
        let server = try TLSServerTransport(
            configurations,
            service: .echo,
            on: Fixture.anyPort,
            limits: Fixture.limits
        )
        defer { server.stop() }
        let client = try Fixture.client(OpenSSLBackend.self)
        defer { client.stop() }
        for _ in 0..<4 * loops { try client.connect(to: server.endpoint).close() }
        #expect(server.completedHandshakesByLoop == Array(repeating: 4, count: loops))
        #expect(server.completedHandshakes == 4 * loops)
        #expect(server.failedConnections == 0)
    }

    @Test func `says when the port is in use`() throws {
        let server = try Fixture.server(OpenSSLBackend.self, .echo)
        defer { server.stop() }
        let configurations = try (0..<2).map { _ in try Fixture.configuration(OpenSSLBackend.self) }
        #expect(throws: TransportError.portInUse(server.endpoint)) {
            try TLSServerTransport(configurations, service: .echo, on: server.endpoint, limits: Fixture.limits)
        }
    }
}
