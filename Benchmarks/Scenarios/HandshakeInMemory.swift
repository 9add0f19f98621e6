internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// Whose time is measured.
enum Side: String, Sendable, CaseIterable {
    case client, server, both
}

/// Steps 2 to 12 between two ends in one thread, without a transport: what the handshake itself costs.
struct HandshakeInMemory: Scenario {
    private let shape: HandshakeShape
    private let bits: Int
    private let side: Side

    init(_ shape: HandshakeShape, bits: Int, side: Side) {
        self.shape = shape
        self.bits = bits
        self.side = side
    }

    var op: String { shape.op }
    var measuresEngine: Bool { true }
    var primitives: [Primitive] { shape.primitives(bits: bits) }
    var parameters: [Benchmark.Parameter] {
        shape.parameters(bits: bits) + [.init("transport", "memory"), .init("side", side.rawValue)]
    }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, bits: bits)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(bits: bits)
        return try EngineHandshake(
            client: fixture.client(shape, on: Backend.self),
            server: try fixture.server(shape, on: Backend.self),
            shape: shape,
            bits: bits,
            side: side
        )
    }

    var peers: [PeerRow] {
        BuiltInPeers.rows(for: shape, bits: bits) { [self] peer, _ in
            PeerHandshake(try peer.pair(Fixture(bits: bits), shape, chunk: [0x5A]), side)
        }
    }
}

/// The engine's handshake. A connection is made and ended inside the time of its side. Where a session is to go on, one has begun
/// before.
final class EngineHandshake<Backend: CryptoBackend>: ReferredWorkload {
    private let clientConfiguration: ClientConfiguration<Backend>
    private let serverConfiguration: ServerConfiguration<Backend>
    private let shape: HandshakeShape
    private let bits: Int
    private let side: Side
    private var client: TLSClient<Backend>?
    private var server: TLSServer<Backend>?

    init(
        client: ClientConfiguration<Backend>,
        server: ServerConfiguration<Backend>,
        shape: HandshakeShape,
        bits: Int,
        side: Side
    ) throws {
        clientConfiguration = client
        serverConfiguration = server
        self.shape = shape
        self.bits = bits
        self.side = side
        if shape.isResumed { try InMemoryPair(client: client, server: server).handshake() }
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing {
            if side == .both { stopwatch.start() }
            for _ in 0..<iterations { try handshake(&stopwatch) }
            if side == .both { stopwatch.stop() }
        }
    }

    private func handshake(_ stopwatch: inout Stopwatch) throws {
        var flight: [UInt8] = []
        try timed(.client, &stopwatch) {
            let client = TLSClient(clientConfiguration)
            self.client = client
            try client.start()
            flight = client.takeOutgoing()
        }
        try timed(.server, &stopwatch) {
            let server = TLSServer(serverConfiguration)
            self.server = server
            try server.receive(flight.span)
            flight = server.takeOutgoing()
        }
        guard let client, let server else { return }
        try timed(.client, &stopwatch) {
            try client.receive(flight.span)
            flight = client.takeOutgoing()
        }
        try timed(.server, &stopwatch) {
            try server.receive(flight.span)
            flight = server.takeOutgoing()
        }
        // A resumed handshake ends with the client's Finished.
        guard !flight.isEmpty else { return }
        try timed(.client, &stopwatch) { try client.receive(flight.span) }
    }

    private func timed(_ owner: Side, _ stopwatch: inout Stopwatch, _ body: () throws -> Void) throws {
        guard side == owner else { return try body() }
        stopwatch.start()
        try body()
        stopwatch.stop()
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        try expectNegotiated(client?.negotiated, shape)
        try expectNegotiated(server?.negotiated, shape)
        try expect(client?.phase == .established && server?.phase == .established, "an end is not established")
        return try failing { try proof(clientConfiguration, serverConfiguration, shape) }
    }

    func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
        try expectHandshakes(of: Backend.self, with: reference, shape, bits: bits)
    }
}

/// A peer's handshake of the same kind, with the same certificate and the same verification.
private final class PeerHandshake: Workload {
    private let pair: any PeerPair
    private let side: Side

    init(_ pair: any PeerPair, _ side: Side) {
        self.pair = pair
        self.side = side
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing {
            if side == .both { stopwatch.start() }
            for _ in 0..<iterations { try handshake(&stopwatch) }
            if side == .both { stopwatch.stop() }
        }
    }

    private func handshake(_ stopwatch: inout Stopwatch) throws {
        try pair.reset()
        var isClientDone = false
        var isServerDone = false
        while !isClientDone || !isServerDone {
            isClientDone = try timed(.client, &stopwatch) { try pair.stepClient() }
            isServerDone = try timed(.server, &stopwatch) { try pair.stepServer() }
        }
    }

    private func timed(_ owner: Side, _ stopwatch: inout Stopwatch, _ body: () throws -> Bool) throws -> Bool {
        guard side == owner else { return try body() }
        stopwatch.start()
        let isDone = try body()
        stopwatch.stop()
        return isDone
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        try failing {
            for end in PeerEnd.allCases { try pair.carry(from: end) }
            try pair.check()
        }
        return []
    }
}
