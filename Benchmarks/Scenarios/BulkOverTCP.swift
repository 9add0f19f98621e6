internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine

/// Application data over loopback TCP, with an answer at the end, so that the last octet counts too.
struct BulkOverTCP: StackScenario {
    let shape: HandshakeShape
    private let direction: Direction
    private let octets: Int

    /// - Parameter shape: how the connection begins; only its cipher is in the name, for nothing else is measured.
    init(_ shape: HandshakeShape, _ direction: Direction, octets: Int) {
        self.shape = shape
        self.direction = direction
        self.octets = octets
    }

    var key: BenchmarkKey { .rsa(bits: 2048) }
    var op: String { "bulk" }
    var primitives: [Primitive] { shape.suite.aead.map { [.aead($0)] } ?? [] }
    var startsThreads: Bool { true }
    var parameters: [Benchmark.Parameter] {
        [.init("cipher", shape.suite.cipherName), .init("transport", "tcp"), .init("direction", direction.rawValue)]
    }
    var bytesPerOperation: Int? { direction == .both ? 2 * octets : octets }

    /// In the first, the kernel chose the sizes of the sockets' buffers.
    var revision: Int { 2 }

    /// What every default Linux grants (`net.core.rmem_max` and `wmem_max` are 212,992), so that no machine caps it. With buffers that the
    /// kernel fits to the traffic, processes of one build differ by more than libraries do.
    private static let buffers = SocketBuffers(octets: 212_992)

    func workload(on stack: some Stack, seed: UInt64) throws -> any Workload {
        var generator = SeededGenerator(seed: seed)
        let pattern = generator.octets(4 << 14)
        let service: Service =
            switch direction {
            case .send: .discard(acknowledging: octets)
            case .receive: .source(octets: octets)
            case .both: .echo
            }
        return try Transfer(
            server: stack.server(shape, service, buffers: Self.buffers),
            client: stack.client(shape, pattern: pattern, buffers: Self.buffers),
            shape,
            pattern,
            octets: octets,
            direction: direction
        )
    }

    private final class Transfer: Workload {
        private let server: any StackServer
        private let client: any StackClient
        private let connection: any StackConnection
        private let shape: HandshakeShape
        private let pattern: [UInt8]
        private let octets: Int
        private let direction: Direction

        init(
            server: any StackServer,
            client: any StackClient,
            _ shape: HandshakeShape,
            _ pattern: [UInt8],
            octets: Int,
            direction: Direction
        ) throws {
            self.server = server
            self.client = client
            self.shape = shape
            self.pattern = pattern
            self.octets = octets
            self.direction = direction
            connection = try client.connect(to: server.port)
        }

        /// A server with blocking calls ends with the connection that it serves.
        deinit {
            try? connection.close()
            client.stop()
            server.stop()
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

        /// Lengths were counted by the other end; of an echo, the octets themselves are compared too.
        func check() throws(WorkloadFailure) -> [UInt8] {
            let echoed = try failing {
                try expectNegotiated(connection.outcome(), shape)
                try expect(server.failedConnections == 0, "\(server.failedConnections) connections failed")
                return direction == .both ? try connection.echo() : pattern
            }
            try expect(echoed == pattern, "other octets came back than were sent")
            return fingerprint(echoed)
        }
    }
}
