internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// One side of a full handshake, as a whole and by phases.
///
/// The whole is timed on the bare backend. In turns with it, one by one, other handshakes run whose backend and verifier are
/// stamped: those give the phases, and what is left of them when phases and the coding of messages are taken off is the rest.
/// That their sum is the whole is therefore measured, not so by definition: it is off by whatever stamps change.
struct HandshakePhases: Scenario {
    private let shape: HandshakeShape
    private let key: BenchmarkKey
    private let side: Side

    /// - Parameter side: client or server.
    init(_ shape: HandshakeShape, _ key: BenchmarkKey, side: Side) {
        self.shape = shape
        self.key = key
        self.side = side
    }

    var op: String { "handshake-phases" }
    var measuresEngine: Bool { true }
    var isPhased: Bool { true }
    var primitives: [Primitive] { shape.primitives(key) }
    var parameters: [Benchmark.Parameter] {
        shape.parameters(key) + [.init("side", side.rawValue)]
    }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, key)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(key)
        return try PhasedHandshake(
            plain: PhasedEnds<Backend>(
                client: fixture.client(shape, on: Backend.self),
                server: try fixture.server(shape, on: Backend.self)
            ),
            stamped: PhasedEnds<PhasedBackend<Backend>>(
                client: fixture.client(
                    shape,
                    on: PhasedBackend<Backend>.self,
                    verifier: PhasedVerifier(base: fixture.pki.trustStore)
                ),
                server: try fixture.server(shape, on: PhasedBackend<Backend>.self)
            ),
            shape: shape,
            key: key,
            side: side,
            seed: seed
        )
    }
}

/// Both ends' configurations.
struct PhasedEnds<Backend: CryptoBackend> {
    let client: ClientConfiguration<Backend>
    let server: ServerConfiguration<Backend>
}

/// One side against the other on the bare backend, whose time does not count.
private final class PhasedHandshake<Backend: CryptoBackend>: PhasedWorkload, ReferredWorkload {
    private let plain: PhasedEnds<Backend>
    private let stamped: PhasedEnds<PhasedBackend<Backend>>
    private let flights: HandshakeFlights
    private let coding: any MessageCost
    private let shape: HandshakeShape
    private let key: BenchmarkKey
    private let side: Side
    private let clock = Clock()
    private var negotiated: NegotiatedParameters?

    init(
        plain: PhasedEnds<Backend>,
        stamped: PhasedEnds<PhasedBackend<Backend>>,
        shape: HandshakeShape,
        key: BenchmarkKey,
        side: Side,
        seed: UInt64
    ) throws {
        self.plain = plain
        self.stamped = stamped
        self.shape = shape
        self.key = key
        self.side = side
        flights = try HandshakeFlights(plain.client, plain.server, seed: seed)
        coding = try Self.coding(of: flights, plain.server.identity, shape.suite, side)
    }

    private static func coding(
        of flights: HandshakeFlights,
        _ identity: Identity<Backend>,
        _ suite: CipherSuite,
        _ side: Side
    ) throws -> any MessageCost {
        guard suite.version == .tls13 else { return try TLS12MessageCost(flights, suite, side) }
        let scheme = identity.privateKey.kind == .rsa ? SignatureScheme.rsaPSSSHA256 : .ecdsaSecp256r1SHA256
        let signature = CertificateVerify(
            signatureScheme: scheme.rawValue,
            signature: try identity.privateKey.signing.sign([1, 2, 3].span, scheme: scheme)
        )
        return try TLS13MessageCost(flights, suite, chain: identity.certificateChain, signature: signature, side)
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing { for _ in 0..<iterations { negotiated = try handshake(plain, &stopwatch) } }
    }

    func runPhases(iterations: Int) throws(WorkloadFailure) -> [PhaseTime] {
        try failing {
            var whole = Stopwatch(clock)
            var stopwatch = Stopwatch(clock)
            _ = try handshake(stamped, &stopwatch)
            stopwatch = Stopwatch(clock)
            PhaseAccount.begin()
            for _ in 0..<iterations {
                _ = try handshake(plain, &whole)
                negotiated = try handshake(stamped, &stopwatch)
            }
            let sum = PhaseAccount.sum
            var coder = Stopwatch(clock)
            coder.start()
            for _ in 0..<iterations { try coding.run() }
            coder.stop()
            var phases = sum.nanoseconds
            phases[.coding] = Double(coder.elapsed)
            let known = phases.values.reduce(0, +)
            phases[.rest] = max(0, Double(stopwatch.elapsed) - sum.cost - known)
            let operations = Double(iterations)
            let parts = Phase.allCases.compactMap { phase in
                phases[phase].map { PhaseTime(name: phase.name, nanoseconds: $0 / operations) }
            }
            return parts + [PhaseTime(name: PhaseTime.whole, nanoseconds: Double(whole.elapsed) / operations)]
        }
    }

    private func handshake<Other: CryptoBackend>(
        _ ends: PhasedEnds<Other>,
        _ stopwatch: inout Stopwatch
    ) throws -> NegotiatedParameters? {
        switch side {
        case .server: try serve(TLSServer(ends.server), &stopwatch)
        default: try shakeHands(TLSClient(ends.client), &stopwatch)
        }
    }

    private func shakeHands<Other: CryptoBackend>(
        _ client: @autoclosure () -> TLSClient<Other>,
        _ stopwatch: inout Stopwatch
    ) throws -> NegotiatedParameters? {
        PhaseAccount.warmUp()
        stopwatch.start()
        let client = client()
        try client.start()
        var flight = client.takeOutgoing()
        stopwatch.stop()
        let server = TLSServer(plain.server)
        try server.receive(flight.span)
        flight = server.takeOutgoing()
        PhaseAccount.warmUp()
        stopwatch.start()
        try client.receive(flight.span)
        flight = client.takeOutgoing()
        stopwatch.stop()
        try server.receive(flight.span)
        flight = server.takeOutgoing()
        PhaseAccount.warmUp()
        stopwatch.start()
        try client.receive(flight.span)
        stopwatch.stop()
        return client.negotiated
    }

    private func serve<Other: CryptoBackend>(
        _ server: @autoclosure () -> TLSServer<Other>,
        _ stopwatch: inout Stopwatch
    ) throws -> NegotiatedParameters? {
        let client = TLSClient(plain.client)
        try client.start()
        var flight = client.takeOutgoing()
        PhaseAccount.warmUp()
        stopwatch.start()
        let server = server()
        try server.receive(flight.span)
        flight = server.takeOutgoing()
        stopwatch.stop()
        try client.receive(flight.span)
        flight = client.takeOutgoing()
        PhaseAccount.warmUp()
        stopwatch.start()
        try server.receive(flight.span)
        flight = server.takeOutgoing()
        stopwatch.stop()
        try client.receive(flight.span)
        return server.negotiated
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        try expectNegotiated(negotiated.map { HandshakeOutcome($0) }, shape)
        return flights.reproducibleRandoms(shape.version)
    }

    func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
        try failing {
            let fixture = try Fixture(key)
            try expectHandshakes(of: EngineStack<Backend>(fixture), on: reference, fixture, shape)
        }
    }
}
