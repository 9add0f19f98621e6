internal import BenchCore
internal import CryptoBackend
internal import TLSEngine
internal import TLSWire

/// Which way application data goes, as the client sees it.
enum Direction: String, Sendable, CaseIterable {
    case send, receive, both
}

/// Application data in full records between two ends in one thread: one seals, the other opens.
struct BulkInMemory: Scenario {
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
    var parameters: [Benchmark.Parameter] {
        [
            .init("cipher", shape.suite.cipherName), .init("transport", "memory"),
            .init("direction", direction.rawValue),
        ]
    }
    var bytesPerOperation: Int? { direction == .both ? 2 * octets : octets }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, bits: 2048)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        let fixture = try Fixture(bits: 2048)
        let pair = InMemoryPair(
            client: fixture.client(shape, on: Backend.self),
            server: try fixture.server(shape, on: Backend.self)
        )
        try pair.handshake()
        var generator = SeededGenerator(seed: seed)
        // Four full records at a time.
        return Transfer(
            pair: pair,
            shape: shape,
            chunk: generator.octets(4 << 14),
            octets: octets,
            direction: direction
        )
    }

    var peers: [PeerRow] {
        BuiltInPeers.rows(for: shape) { [self] peer, seed in
            var generator = SeededGenerator(seed: seed)
            let chunk = generator.octets(4 << 14)
            let pair = try peer.pair(Fixture(bits: 2048), shape, chunk: chunk)
            return try PeerTransfer(pair, chunk: chunk, octets: octets, direction: direction)
        }
    }

    private final class Transfer<Backend: CryptoBackend>: ReferredWorkload {
        private let pair: InMemoryPair<Backend, Backend>
        private let shape: HandshakeShape
        private let chunk: [UInt8]
        private let octets: Int
        private let direction: Direction
        private var lastReceived: [UInt8] = []

        init(
            pair: InMemoryPair<Backend, Backend>,
            shape: HandshakeShape,
            chunk: [UInt8],
            octets: Int,
            direction: Direction
        ) {
            self.pair = pair
            self.shape = shape
            self.chunk = chunk
            self.octets = octets
            self.direction = direction
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                stopwatch.start()
                for _ in 0..<iterations {
                    var left = octets
                    while left > 0 {
                        if direction != .receive { try carry(from: pair.client, to: pair.server) }
                        if direction != .send { try carry(from: pair.server, to: pair.client) }
                        left -= chunk.count
                    }
                }
                stopwatch.stop()
            }
        }

        /// Every chunk's length and ends are looked at; the whole of one is compared in `check`.
        private func carry(from sender: some TLSConnection, to receiver: some TLSConnection) throws {
            let chunk = chunk
            try sender.send(chunk.span)
            var failure: HandshakeError?
            sender.drainOutgoing { octets in
                do throws(HandshakeError) { try receiver.receive(octets) } catch { failure = error }
            }
            if let failure { throw failure }
            var isWhole = false
            receiver.drainReceived { octets in
                isWhole =
                    octets.count == chunk.count && octets[0] == chunk[0]
                    && octets[octets.count - 1] == chunk[chunk.count - 1]
            }
            guard isWhole else { throw WorkloadFailure("other octets came than were sent") }
        }

        func check() throws(WorkloadFailure) -> [UInt8] {
            let chunk = chunk
            let received = try failing {
                try pair.client.send(chunk.span)
                try pair.server.send(chunk.span)
                try pair.deliver()
                return (pair.server.takeReceived(), pair.client.takeReceived())
            }
            try expect(received.0 == chunk && received.1 == chunk, "other octets came than were sent")
            return fingerprint(received.0)
        }

        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try expectHandshakes(of: Backend.self, with: reference, shape)
        }
    }
}

/// The same between a peer's two ends, whose transport is memory as well.
private final class PeerTransfer: Workload {
    private let pair: any PeerPair
    private let chunk: [UInt8]
    private let octets: Int
    private let direction: Direction

    init(_ pair: any PeerPair, chunk: [UInt8], octets: Int, direction: Direction) throws {
        self.pair = pair
        self.chunk = chunk
        self.octets = octets
        self.direction = direction
        try pair.handshake()
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing {
            stopwatch.start()
            for _ in 0..<iterations {
                var left = octets
                while left > 0 {
                    if direction != .receive { try pair.carry(from: .client) }
                    if direction != .send { try pair.carry(from: .server) }
                    left -= chunk.count
                }
            }
            stopwatch.stop()
        }
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        try failing {
            for end in PeerEnd.allCases {
                try expect(try pair.received(from: end) == chunk, "other octets came than were sent")
            }
            try pair.check()
        }
        return fingerprint(chunk)
    }
}
