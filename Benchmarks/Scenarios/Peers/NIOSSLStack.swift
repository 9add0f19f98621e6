#if NIOSSL
internal import BenchCore
internal import CryptoBackend
internal import NIOSSLPeer
internal import TLSTrust
internal import TLSWire

/// SwiftNIO SSL, which is BoringSSL in a channel: no DHE, and no session that a client could go on with.
struct NIOSSLStack: PeerStack {
    var identity: PeerIdentity {
        PeerIdentity(
            name: "peer:niossl",
            library: "NIOSSL",
            version: "\(NIOSSLVersion.package) (BoringSSL \(NIOSSLVersion.boringSSL.prefix(12)))",
            codePath: "SwiftNIO's channels over BoringSSL"
        )
    }

    func offers(_ shape: HandshakeShape) -> Bool {
        !shape.isResumed && NIOSSLNegotiation.offers(shape.suite, shape.group?.rawValue)
    }

    func pair(_ fixture: Fixture, _ shape: HandshakeShape, chunk: [UInt8]) throws -> any PeerPair {
        InMemory(try NIOSSLPair(fixture, shape), shape, chunk)
    }

    func overTCP(
        _ fixture: Fixture,
        _ shape: HandshakeShape,
        _ service: PeerService,
        pattern: [UInt8]
    ) throws -> any PeerOverTCP {
        let negotiation = try NIOSSLNegotiation(cipherSuite: shape.suite, group: shape.group?.rawValue)
        let server = try NIOSSLServer(
            negotiation,
            certificatePEM: try fixture.pki.credentials.certificatePEM(),
            keyPEM: try fixture.pki.credentials.privateKeyPEM(),
            service: service.ofNIOSSL
        )
        let client = try NIOSSLClient(
            negotiation,
            authorityPEM: fixture.pki.authorityPEM,
            serverName: Fixture.serverName
        )
        return OverTCP(server, client, shape, NIOSSLPayload(pattern))
    }
}

extension NIOSSLPair {
    /// Two ends with the fixture's certificate, key and authority, for one kind of handshake.
    convenience init(_ fixture: Fixture, _ shape: HandshakeShape) throws {
        try self.init(
            try NIOSSLNegotiation(cipherSuite: shape.suite, group: shape.group?.rawValue),
            certificatePEM: try fixture.pki.credentials.certificatePEM(),
            keyPEM: try fixture.pki.credentials.privateKeyPEM(),
            authorityPEM: fixture.pki.authorityPEM,
            serverName: Fixture.serverName
        )
    }
}

/// Both ends are channels in memory.
private final class InMemory: PeerPair {
    private let pair: NIOSSLPair
    private let shape: HandshakeShape
    private let chunk: [UInt8]
    private let payload: NIOSSLPayload

    init(_ pair: NIOSSLPair, _ shape: HandshakeShape, _ chunk: [UInt8]) {
        self.pair = pair
        self.shape = shape
        self.chunk = chunk
        payload = NIOSSLPayload(chunk)
    }

    func reset() throws { try pair.reset() }

    func stepClient() throws -> Bool { try pair.stepClient() }

    func stepServer() throws -> Bool { try pair.stepServer() }

    func carry(from end: PeerEnd) throws {
        var place = 0
        var isWhole = true
        try pair.carry(payload, from: end.ofNIOSSL) { part in
            let last = place + part.count - 1
            isWhole = isWhole && last < chunk.count && part[0] == chunk[place] && part[part.count - 1] == chunk[last]
            place = last + 1
        }
        try expect(isWhole && place == chunk.count, "other octets came than were sent")
    }

    func received(from end: PeerEnd) throws -> [UInt8] {
        var received: [UInt8] = []
        try pair.carry(payload, from: end.ofNIOSSL) { part in
            for index in part.indices { received.append(part[index]) }
        }
        return received
    }

    /// NIOSSL does not tell what was agreed on: it is seen in one handshake more, whose ends then take the place of the others.
    func check() throws { try expectNegotiated(try pair.observedHandshake(), shape) }
}

private final class OverTCP: PeerOverTCP {
    private let server: NIOSSLServer
    private let client: NIOSSLClient
    private let shape: HandshakeShape
    private let pattern: NIOSSLPayload

    init(_ server: NIOSSLServer, _ client: NIOSSLClient, _ shape: HandshakeShape, _ pattern: NIOSSLPayload) {
        self.server = server
        self.client = client
        self.shape = shape
        self.pattern = pattern
    }

    var port: Int { server.port }

    func connect(to port: Int) throws -> any PeerConnection { Connection(try client.connect(to: port), pattern) }

    func check() throws {
        try expectNegotiated(try client.observedHandshake(with: server.port), shape)
        try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
    }

    func stop() {
        client.stop()
        server.stop()
    }
}

private final class Connection: PeerConnection {
    private let connection: NIOSSLConnection
    private let pattern: NIOSSLPayload

    init(_ connection: NIOSSLConnection, _ pattern: NIOSSLPayload) {
        self.connection = connection
        self.pattern = pattern
    }

    func exchange(sending: Int, skipping: Int) throws {
        try connection.exchange(pattern, sending: sending, skipping: skipping)
    }

    func echo() throws -> [UInt8] { try connection.echo(pattern) }

    /// It does not tell; ``OverTCP/check()`` sees it on the wire.
    func check() {}

    func close() throws { try connection.close() }
}

/// Throws unless the wire showed what was asked for, and the extension that the engine has too.
func expectNegotiated(_ outcome: NIOSSLOutcome, _ shape: HandshakeShape) throws(WorkloadFailure) {
    try expect(outcome.version == .tls12, "the handshake ended with another version")
    try expect(outcome.cipherSuite == shape.suite, "the handshake ended with \(outcome.cipherSuite)")
    try expect(outcome.group == shape.group?.rawValue, "the key exchange was in another group")
    try expect(!outcome.isResumed, "the handshake was not a full one")
    try expect(outcome.usesExtendedMasterSecret, "the handshake ended without extended_master_secret")
}

extension PeerEnd {
    fileprivate var ofNIOSSL: NIOSSLPair.Side { self == .client ? .client : .server }
}

extension PeerService {
    fileprivate var ofNIOSSL: NIOSSLServer.Service {
        switch self {
        case .echo: .echo
        case .discard(let interval): .discard(acknowledging: interval)
        case .source(let octets): .source(octets: octets)
        }
    }
}
#endif
