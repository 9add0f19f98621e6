internal import BenchCore
internal import LibSSLPeer
internal import TLSTrust
internal import TLSWire

extension LibSSLPair {
    /// Two ends with the fixture's certificate, key and authority, for one kind of handshake.
    convenience init(_ fixture: Fixture, _ shape: HandshakeShape) throws {
        try self.init(
            shape.negotiation,
            certificatePEM: try fixture.pki.credentials.certificatePEM(),
            keyPEM: try fixture.pki.credentials.privateKeyPEM(),
            authorityPEM: fixture.pki.authorityPEM,
            serverName: Fixture.serverName
        )
    }
}

/// libssl's server and client over loopback TCP.
struct LibSSLOverTCP {
    let server: LibSSLServer
    let client: LibSSLClient

    init(_ fixture: Fixture, _ shape: HandshakeShape, _ service: LibSSLServer.Service) throws {
        server = try LibSSLServer(
            shape.negotiation,
            certificatePEM: try fixture.pki.credentials.certificatePEM(),
            keyPEM: try fixture.pki.credentials.privateKeyPEM(),
            service: service
        )
        client = try LibSSLClient(
            shape.negotiation,
            authorityPEM: fixture.pki.authorityPEM,
            serverName: Fixture.serverName
        )
    }

    func connect() throws(LibSSLError) -> LibSSLConnection { try client.connect(to: server.port) }

    /// Throws unless nothing broke.
    func check() throws(WorkloadFailure) {
        try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
    }
}

/// Throws unless libssl ended with what was asked for, and with the extension that the engine has too.
func expectNegotiated(_ outcome: LibSSLOutcome?, _ shape: HandshakeShape) throws(WorkloadFailure) {
    guard let outcome else { throw WorkloadFailure("the handshake did not end") }
    try expect(outcome.cipherSuite == shape.suite.name, "the handshake ended with \(outcome.cipherSuite)")
    try expect(outcome.group == shape.negotiation.group, "the key exchange was in another group")
    let wanted = shape.isResumed
    try expect(outcome.isResumed == wanted, wanted ? "the session did not go on" : "the handshake was not a full one")
    try expect(outcome.usesExtendedMasterSecret, "the handshake ended without extended_master_secret")
}
