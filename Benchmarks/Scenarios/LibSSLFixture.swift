internal import BenchCore
internal import LibSSLPeer
internal import TLSTrust
internal import TLSWire

extension LibSSLPair {
    /// Two ends with the fixture's certificate, key and authority, for one suite.
    convenience init(_ fixture: Fixture, _ suite: CipherSuite) throws {
        try self.init(
            cipherSuite: suite.libsslName,
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

    init(_ fixture: Fixture, _ suite: CipherSuite, _ service: LibSSLServer.Service) throws {
        server = try LibSSLServer(
            cipherSuite: suite.libsslName,
            certificatePEM: try fixture.pki.credentials.certificatePEM(),
            keyPEM: try fixture.pki.credentials.privateKeyPEM(),
            service: service
        )
        client = try LibSSLClient(
            cipherSuite: suite.libsslName,
            authorityPEM: fixture.pki.authorityPEM,
            serverName: Fixture.serverName
        )
    }

    func connect() throws(LibSSLError) -> LibSSLConnection { try client.connect(to: server.port) }

    /// Throws unless nothing broke, and the suite and the extension are those that the engine has too.
    func check(cipherSuite: String?, usesExtendedMasterSecret: Bool, _ suite: CipherSuite) throws(WorkloadFailure) {
        try expect(cipherSuite == suite.name, "the handshake ended with \(cipherSuite ?? "nothing")")
        try expect(usesExtendedMasterSecret, "the handshake ended without extended_master_secret")
        try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
    }
}

extension CipherSuite {
    /// What libssl calls the suite.
    fileprivate var libsslName: String {
        self == .rsaWithAES256GCMSHA384 ? "AES256-GCM-SHA384" : "AES128-GCM-SHA256"
    }
}
