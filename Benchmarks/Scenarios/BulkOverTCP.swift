internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport
internal import TLSWire

/// Application data over loopback TCP, with an answer at the end, so that the last octet counts too.
struct BulkOverTCP: Scenario {
    private let shape: HandshakeShape
    private let direction: Direction
    private let octets: Int

    /// - Parameter shape: how the connection begins; only its cipher is in the name, for nothing else is measured.
    init(_ shape: HandshakeShape, _ direction: Direction, octets: Int) {
        self.shape = shape
        self.direction = direction
        self.octets = octets
    }

    var op: String { "bulk" }
    var primitives: [Primitive] { shape.suite.aead.map { [.aead($0)] } ?? [] }
    var measuresEngine: Bool { true }
    var startsThreads: Bool { true }
    var parameters: [Benchmark.Parameter] {
        [.init("cipher", shape.suite.cipherName), .init("transport", "tcp"), .init("direction", direction.rawValue)]
    }
    var bytesPerOperation: Int? { direction == .both ? 2 * octets : octets }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, bits: 2048)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(bits: 2048)
        let server = try TLSServerTransport(
            try fixture.server(shape, on: Backend.self),
            service: service,
            on: Endpoint(host: "127.0.0.1", port: 0),
            limits: loopbackLimits
        )
        let client = TLSClientTransport(fixture.client(shape, on: Backend.self), limits: loopbackLimits)
        var generator = SeededGenerator(seed: seed)
        return try Transfer(
            server: server,
            client: client,
            shape: shape,
            pattern: generator.octets(4 << 14),
            octets: octets,
            direction: direction
        )
    }

    var peers: [PeerRow] {
        BuiltInPeers.rows(for: shape) { [self] peer, seed in
            var generator = SeededGenerator(seed: seed)
            let pattern = generator.octets(4 << 14)
            let peers = try peer.overTCP(Fixture(bits: 2048), shape, peerService, pattern: pattern)
            return try PeerTransfer(peers, pattern, octets: octets, direction: direction)
        }
    }

    private var peerService: PeerService {
        switch direction {
        case .send: .discard(acknowledging: octets)
        case .receive: .source(octets: octets)
        case .both: .echo
        }
    }

    private var service: Service {
        switch direction {
        case .send: .discard(acknowledging: octets)
        case .receive: .source(octets: octets)
        case .both: .echo
        }
    }

    private final class Transfer<Backend: CryptoBackend>: ReferredWorkload {
        private let server: TLSServerTransport<Backend>
        private let client: TLSClientTransport<Backend>
        private let connection: ClientConnection
        private let shape: HandshakeShape
        private let pattern: [UInt8]
        private let octets: Int
        private let direction: Direction

        init(
            server: TLSServerTransport<Backend>,
            client: TLSClientTransport<Backend>,
            shape: HandshakeShape,
            pattern: [UInt8],
            octets: Int,
            direction: Direction
        ) throws {
            self.server = server
            self.client = client
            self.shape = shape
            self.pattern = pattern
            self.octets = octets
            self.direction = direction
            connection = try client.connect(to: server.endpoint)
        }

        deinit {
            client.stop()
            server.stop()
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                stopwatch.start()
                for _ in 0..<iterations {
                    switch direction {
                    case .send: try connection.exchange(pattern, sending: octets, skipping: 1)
                    case .receive: try connection.exchange(pattern, sending: 1, skipping: octets)
                    case .both: try connection.exchange(pattern, sending: octets, skipping: octets)
                    }
                }
                stopwatch.stop()
            }
        }

        /// Lengths were counted by the peer; of an echo, the octets themselves are compared too.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
            guard direction == .both else { return fingerprint(pattern) }
            let echoed = try failing {
                try connection.send(pattern)
                return try connection.receive(exactly: pattern.count)
            }
            try expect(echoed == pattern, "other octets came back than were sent")
            return fingerprint(echoed)
        }

        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try expectHandshakes(of: Backend.self, with: reference, shape)
        }
    }
}

/// The same between a peer's client and server.
private final class PeerTransfer: Workload {
    private let peers: any PeerOverTCP
    private let connection: any PeerConnection
    private let pattern: [UInt8]
    private let octets: Int
    private let direction: Direction

    init(_ peers: any PeerOverTCP, _ pattern: [UInt8], octets: Int, direction: Direction) throws {
        self.peers = peers
        self.pattern = pattern
        self.octets = octets
        self.direction = direction
        connection = try peers.connect()
    }

    deinit {
        try? connection.close()
        peers.stop()
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing {
            stopwatch.start()
            for _ in 0..<iterations {
                switch direction {
                case .send: try connection.exchange(sending: octets, skipping: 1)
                case .receive: try connection.exchange(sending: 1, skipping: octets)
                case .both: try connection.exchange(sending: octets, skipping: octets)
                }
            }
            stopwatch.stop()
        }
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        let echoed = try failing {
            try connection.check()
            try peers.check()
            return direction == .both ? try connection.echo() : pattern
        }
        try expect(echoed == pattern, "other octets came back than were sent")
        return fingerprint(echoed)
    }
}
