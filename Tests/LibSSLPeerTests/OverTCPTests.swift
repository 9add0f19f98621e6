import LibSSLPeer
import TLSTrust
import Testing

@Suite struct `libssl over TCP` {
    private static let pki = Result { try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048) }

    private func server(_ service: LibSSLServer.Service) throws -> LibSSLServer {
        let credentials = try Self.pki.get().credentials
        return try LibSSLServer(
            LibSSLNegotiation(cipherSuite: "AES128-GCM-SHA256"),
            certificatePEM: try credentials.certificatePEM(),
            keyPEM: try credentials.privateKeyPEM(),
            service: service
        )
    }

    private func client(authorityPEM: String? = nil) throws -> LibSSLClient {
        try LibSSLClient(
            LibSSLNegotiation(cipherSuite: "AES128-GCM-SHA256"),
            authorityPEM: try authorityPEM ?? Self.pki.get().authorityPEM,
            serverName: "localhost"
        )
    }

    @Test func `does handshakes one after the other, and closes`() throws {
        let server = try server(.echo)
        defer { server.stop() }
        let client = try client()
        for _ in 0..<5 {
            let connection = try client.connect(to: server.port)
            #expect(connection.outcome?.cipherSuite == "TLS_RSA_WITH_AES_128_GCM_SHA256")
            #expect(connection.outcome?.usesExtendedMasterSecret == true)
            try connection.close()
        }
        #expect(server.failedConnections == 0)
    }

    @Test func `moves more octets than the sockets' buffers hold, in each direction`() throws {
        let octets = 8 << 20
        let pattern = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 / 5) }
        let services: [(LibSSLServer.Service, Int, Int)] = [
            (.discard(acknowledging: octets), octets, 1), (.source(octets: octets), 1, octets), (.echo, octets, octets),
        ]
        for (service, sending, skipping) in services {
            let server = try server(service)
            defer { server.stop() }
            let connection = try client().connect(to: server.port)
            for _ in 0..<2 { try connection.exchange(pattern, sending: sending, skipping: skipping) }
            if case .echo = service { #expect(try connection.echo(pattern) == pattern) }
            try connection.close()
            #expect(server.failedConnections == 0)
        }
    }

    @Test func `refuses a server whose authority it does not trust, and the server counts it`() throws {
        let stranger = try TestPKI.mint(serverNames: ["localhost"], keyBits: 2048)
        let server = try server(.echo)
        #expect(throws: LibSSLError.self) { try client(authorityPEM: stranger.authorityPEM).connect(to: server.port) }
        server.stop()
        #expect(server.failedConnections == 1)
    }
}
