internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine
internal import TLSTransport
internal import TLSTrust
internal import TLSWire

/// Settings of clients and servers over a certificate of ``BenchmarkPKI``.
struct Fixture {
    static let serverName = "localhost"
    let pki: TestPKI

    init(_ key: BenchmarkKey) throws { pki = try key.makePKI() }

    /// The same for other stacks.
    var credentials: StackCredentials {
        get throws {
            StackCredentials(
                certificatePEM: try pki.credentials.certificatePEM(),
                keyPEM: try pki.credentials.privateKeyPEM(),
                authorityPEM: pki.authorityPEM,
                serverName: Self.serverName
            )
        }
    }

    /// With room for a session, if one is to go on.
    func client<Backend: CryptoBackend>(
        _ shape: HandshakeShape,
        on _: Backend.Type,
        verifier: (any CertificateVerifier)? = nil
    ) -> ClientConfiguration<Backend> {
        var configuration = ClientConfiguration<Backend>(
            verifier: verifier ?? pki.trustStore,
            serverName: .localhost,
            cipherSuites: [shape.suite].filter { $0.version == .tls12 },
            groups: shape.groups
        )
        configuration.versions = [shape.version]
        configuration.tls13CipherSuites = [shape.suite].filter { $0.version == .tls13 }
        if shape.isResumed { configuration.sessions = ClientSessionCache(clock: timeless) }
        return configuration
    }

    /// With sessions of the one kind, if they are to go on.
    func server<Backend: CryptoBackend>(
        _ shape: HandshakeShape,
        on _: Backend.Type
    ) throws -> ServerConfiguration<Backend> {
        let identity = Identity<Backend>(
            certificateChain: pki.credentials.certificateChain,
            privateKey: try SharedKeys.key(pki.credentials)
        )
        var configuration = ServerConfiguration<Backend>(
            identity: identity,
            cipherSuites: [shape.suite].filter { $0.version == .tls12 },
            groups: shape.groups
        )
        configuration.versions = [shape.version]
        configuration.tls13CipherSuites = [shape.suite].filter { $0.version == .tls13 }
        switch shape.resumption {
        case .none: break
        case .sessionID: configuration.sessions = SessionCache(clock: timeless)
        case .ticket, .preSharedKey: configuration.ticketKeys = try TicketKeys(clock: timeless)
        }
        return configuration
    }

    /// No session ends while it is measured.
    private var timeless: SessionClock { { 0 } }
}

/// Throws unless the handshake ended with what was asked for: the kind that happened is the kind that is measured.
func expectNegotiated(_ outcome: HandshakeOutcome?, _ shape: HandshakeShape) throws(WorkloadFailure) {
    guard let outcome else { throw WorkloadFailure("the handshake did not end") }
    try expect(outcome.cipherSuite == shape.suite, "the handshake ended with \(outcome.cipherSuite)")
    try expect(outcome.group == shape.group, "the key exchange was in \(outcome.group?.name ?? "no group")")
    try expect(
        outcome.resumption == shape.resumption,
        "\(shape.op) was asked for, and the handshake was resumed by \(outcome.resumption.rawValue)"
    )
    try expect(outcome.usesExtendedMasterSecret, "the handshake ended without extended_master_secret")
    try expect(outcome.hasSecureRenegotiation, "the handshake ended without renegotiation_info")
}

/// How long a loopback peer may take before a benchmark fails.
let loopbackLimits = TimeLimits(.seconds(20))
