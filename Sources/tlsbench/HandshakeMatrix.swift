internal import CryptoBackend
internal import Scenarios
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// Full handshakes with data both ways, between every client and every server backend, in memory.
struct HandshakeMatrix {
    private let rsa: TestPKI
    private let ecdsa: TestPKI

    init() throws {
        rsa = try BenchmarkPKI.make(bits: 2048)
        ecdsa = try TestPKI.mintECDSA(serverNames: ["localhost"])
    }

    /// What went wrong with these two: a line for each suite that both can do, and for each group that it can use.
    func failures(client: any CryptoBackend.Type, server: any CryptoBackend.Type) -> [String] {
        handshakes(client, server)
    }

    /// The server's keys are made once for all of them.
    private func handshakes<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _: Server.Type
    ) -> [String] {
        let pkis = [rsa, ecdsa].map { pki in (pki, Result { try Identity<Server>(pki.credentials) }) }
        return Self.shapes(Client.self, Server.self).compactMap { suite, group in
            do {
                // A suite of TLS 1.3 goes with either.
                for (pki, identity) in pkis
                where (suite.keyKind == nil || suite.keyKind == pki.credentials.publicKey.kind)
                    && suite.isAuthenticated(by: Self.schemes(Client.self, Server.self, pki.credentials.publicKey.kind))
                {
                    try check(Client.self, identity.get(), pki.trustStore, suite, group)
                }
                return nil
            } catch {
                let shape = [suite.name, group?.name].compactMap(\.self).joined(separator: " ")
                return "\(Client.identity.name) client, \(Server.identity.name) server, \(shape): \(error)"
            }
        }
    }

    /// What both can sign and verify with, with keys of one kind.
    private static func schemes<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _: Server.Type,
        _ kind: CertificateKey.Kind
    ) -> [SignatureScheme] {
        let ofServer = Server.capabilities.signatureSchemes(of: kind)
        return Client.capabilities.signatureSchemes(of: kind).filter(ofServer.contains)
    }

    /// All handshakes that both can do.
    static func shapes<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _: Server.Type
    ) -> [(suite: CipherSuite, group: KeyExchangeGroup?)] {
        let suites = CipherSuite.supported + CipherSuite.supportedTLS13
        return suites.filter { Client.canDo($0) && Server.canDo($0) }.flatMap { suite in
            groups(of: suite)
                .filter { group in
                    guard let group else { return true }
                    return group.isOffered(by: Client.capabilities) && group.isOffered(by: Server.capabilities)
                }
                .map { (suite, $0) }
        }
    }

    /// The groups for its key exchange; one that needs none has a handshake without.
    static func groups(of suite: CipherSuite) -> [KeyExchangeGroup?] {
        switch suite.keyExchange {
        case .rsa: [nil]
        // The curve of the certificate has to be among the client's (RFC 8422 §5.1).
        case .ecdhe where suite.keyKind == .ecdsa: [.secp256r1]
        case let exchange?: NamedGroup.allCases.filter { $0.keyExchange == exchange }.map { KeyExchangeGroup($0) }
        case nil: KeyExchangeGroup.all
        }
    }

    private func check<Client: CryptoBackend, Server: CryptoBackend>(
        _: Client.Type,
        _ identity: Identity<Server>,
        _ trustStore: TrustStore,
        _ suite: CipherSuite,
        _ group: KeyExchangeGroup?
    ) throws {
        let groups = group.map { [$0] } ?? []
        var client = ClientConfiguration<Client>(
            verifier: trustStore,
            serverName: .localhost,
            cipherSuites: [suite],
            groups: groups
        )
        var server = ServerConfiguration(identity: identity, cipherSuites: [suite], groups: groups)
        (client.versions, client.tls13CipherSuites) = ([suite.version], [suite])
        (server.versions, server.tls13CipherSuites) = ([suite.version], [suite])
        let pair = InMemoryPair(client: client, server: server)
        try pair.handshake()
        for negotiated in [pair.client.negotiated, pair.server.negotiated]
        where negotiated?.cipherSuite != suite || negotiated?.group != group {
            throw CommandFailure("the handshake did not end with them")
        }
        let data = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try pair.client.send(data.span)
        try pair.server.send(data.span)
        try pair.deliver()
        guard pair.server.takeReceived() == data, pair.client.takeReceived() == data else {
            throw CommandFailure("other octets came than were sent")
        }
    }
}
