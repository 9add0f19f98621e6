internal import BenchCore
internal import LibSSLPeer
internal import TLSTrust
internal import TLSWire

/// libssl, which can do all that the engine does.
struct LibSSLStack: PeerStack {
    var identity: PeerIdentity {
        PeerIdentity(name: "peer:libssl", library: "libssl", version: LibSSLPair.version, codePath: "its own engine")
    }

    func offers(_: HandshakeShape) -> Bool { true }

    func pair(_ fixture: Fixture, _ shape: HandshakeShape, chunk: [UInt8]) throws -> any PeerPair {
        let pair = try LibSSLPair(
            shape.negotiation,
            certificatePEM: try fixture.pki.credentials.certificatePEM(),
            keyPEM: try fixture.pki.credentials.privateKeyPEM(),
            authorityPEM: fixture.pki.authorityPEM,
            serverName: Fixture.serverName
        )
        return InMemory(pair, shape, chunk)
    }

    func overTCP(
        _ fixture: Fixture,
        _ shape: HandshakeShape,
        _ service: PeerService,
        pattern: [UInt8]
    ) throws -> any PeerOverTCP {
        let server = try LibSSLServer(
            shape.negotiation,
            certificatePEM: try fixture.pki.credentials.certificatePEM(),
            keyPEM: try fixture.pki.credentials.privateKeyPEM(),
            service: service.ofLibSSL
        )
        let client = try LibSSLClient(
            shape.negotiation,
            authorityPEM: fixture.pki.authorityPEM,
            serverName: Fixture.serverName
        )
        return OverTCP(server, client, shape, pattern)
    }
}

/// Both ends sit on memory BIOs.
private final class InMemory: PeerPair {
    private let pair: LibSSLPair
    private let shape: HandshakeShape
    private let chunk: [UInt8]
    private var arrived: [UInt8]

    init(_ pair: LibSSLPair, _ shape: HandshakeShape, _ chunk: [UInt8]) {
        self.pair = pair
        self.shape = shape
        self.chunk = chunk
        arrived = [UInt8](repeating: 0, count: chunk.count)
    }

    func reset() throws { try pair.reset() }

    func stepClient() throws -> Bool { try pair.stepClient() }

    func stepServer() throws -> Bool { try pair.stepServer() }

    func carry(from end: PeerEnd) throws {
        arrived[0] = ~chunk[0]
        arrived[chunk.count - 1] = ~chunk[chunk.count - 1]
        try pair.carry(chunk, from: end.ofLibSSL, into: &arrived)
        let isWhole = arrived[0] == chunk[0] && arrived[chunk.count - 1] == chunk[chunk.count - 1]
        try expect(isWhole, "other octets came than were sent")
    }

    func received(from end: PeerEnd) throws -> [UInt8] {
        var received = [UInt8](repeating: 0, count: chunk.count)
        try pair.carry(chunk, from: end.ofLibSSL, into: &received)
        return received
    }

    func check() throws { try expectNegotiated(pair.outcome, shape) }
}

private final class OverTCP: PeerOverTCP {
    private let server: LibSSLServer
    private let client: LibSSLClient
    private let shape: HandshakeShape
    private let pattern: [UInt8]

    init(_ server: LibSSLServer, _ client: LibSSLClient, _ shape: HandshakeShape, _ pattern: [UInt8]) {
        self.server = server
        self.client = client
        self.shape = shape
        self.pattern = pattern
    }

    var port: Int { server.port }

    func connect(to port: Int) throws -> any PeerConnection {
        Connection(try client.connect(to: port), shape, pattern)
    }

    func check() throws { try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed") }

    func stop() { server.stop() }
}

private final class Connection: PeerConnection {
    private let connection: LibSSLConnection
    private let shape: HandshakeShape
    private let pattern: [UInt8]

    init(_ connection: LibSSLConnection, _ shape: HandshakeShape, _ pattern: [UInt8]) {
        self.connection = connection
        self.shape = shape
        self.pattern = pattern
    }

    func exchange(sending: Int, skipping: Int) throws {
        try connection.exchange(pattern, sending: sending, skipping: skipping)
    }

    func echo() throws -> [UInt8] { try connection.echo(pattern) }

    func check() throws { try expectNegotiated(connection.outcome, shape) }

    func close() throws { try connection.close() }
}

/// Throws unless libssl ended with what was asked for, and with the extension that the engine has too.
private func expectNegotiated(_ outcome: LibSSLOutcome?, _ shape: HandshakeShape) throws(WorkloadFailure) {
    guard let outcome else { throw WorkloadFailure("the handshake did not end") }
    try expect(outcome.cipherSuite == shape.suite.name, "the handshake ended with \(outcome.cipherSuite)")
    try expect(outcome.group == shape.negotiation.group, "the key exchange was in another group")
    let wanted = shape.isResumed
    try expect(outcome.isResumed == wanted, wanted ? "the session did not go on" : "the handshake was not a full one")
    try expect(outcome.usesExtendedMasterSecret, "the handshake ended without extended_master_secret")
}

extension PeerEnd {
    fileprivate var ofLibSSL: LibSSLPair.End { self == .client ? .client : .server }
}

extension PeerService {
    fileprivate var ofLibSSL: LibSSLServer.Service {
        switch self {
        case .echo: .echo
        case .discard(let interval): .discard(acknowledging: interval)
        case .source(let octets): .source(octets: octets)
        }
    }
}
