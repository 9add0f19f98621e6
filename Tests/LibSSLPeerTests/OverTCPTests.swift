import CryptoBackend
import LibSSLPeer
import StackSeam
import TLSWire
import Testing

@Suite struct `libssl over TCP` {
    private func server(_ service: Service) throws -> LibSSLServer {
        try LibSSLServer(Fixture.rsa, Fixture.credentials(), service: service)
    }

    private func client(_ pattern: [UInt8] = [1], authorityPEM: String? = nil) throws -> LibSSLClient {
        try LibSSLClient(Fixture.rsa, Fixture.credentials(authorityPEM: authorityPEM), pattern: pattern)
    }

    @Test func `does handshakes one after the other, and closes`() throws {
        let server = try server(.echo)
        defer { server.stop() }
        let client = try client()
        for _ in 0..<5 {
            let connection = try client.connect(to: server.port)
            let outcome = try connection.outcome()
            #expect(outcome.cipherSuite == Fixture.rsa.suite && outcome.usesExtendedMasterSecret)
            try connection.close()
        }
        #expect(server.failedConnections == 0)
    }

    @Test(arguments: [false, true])
    func `resumes with the ticket of a first connection, whether that carried data or not`(carriesData: Bool) throws {
        let shape = HandshakeShape.resumed(.aes128GCMSHA256, in: .x25519)
        let server = try LibSSLServer(shape, Fixture.credentials(), service: .echo)
        defer { server.stop() }
        let client = try LibSSLClient(shape, Fixture.credentials(), pattern: [1, 2])
        let resumptions = try (0..<4).map { _ in
            let connection = try client.connect(to: server.port)
            if carriesData { #expect(try connection.echo() == [1, 2]) }
            try connection.close()
            return try connection.outcome().resumption
        }
        #expect(resumptions == [.none, .preSharedKey, .preSharedKey, .preSharedKey])
        #expect(server.failedConnections == 0)
    }

    @Test func `moves more octets than the sockets' buffers hold, in each direction`() throws {
        let octets = 8 << 20
        let pattern = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 / 5) }
        let services: [(Service, Int, Int)] = [
            (.discard(acknowledging: octets), octets, 1), (.source(octets: octets), 1, octets), (.echo, octets, octets),
        ]
        for (service, sending, skipping) in services {
            let server = try server(service)
            defer { server.stop() }
            let connection = try client(pattern).connect(to: server.port)
            for _ in 0..<2 { try connection.exchange(sending: sending, skipping: skipping) }
            if case .echo = service { #expect(try connection.echo() == pattern) }
            try connection.close()
            #expect(server.failedConnections == 0)
        }
    }

    @Test func `refuses a server whose authority it does not trust, and the server counts it`() throws {
        let server = try server(.echo)
        let client = try client(authorityPEM: try Fixture.strangerPEM())
        #expect(throws: LibSSLError.self) { try client.connect(to: server.port) }
        server.stop()
        #expect(server.failedConnections == 1)
    }

    @Test func `serves no pages`() { #expect(throws: LibSSLError.self) { try server(.http) } }
}
