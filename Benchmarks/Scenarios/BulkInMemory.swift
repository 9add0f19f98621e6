internal import BenchCore
internal import CryptoBackend
internal import StackSeam
internal import TLSEngine

/// Which way application data goes, as the client sees it.
enum Direction: String, Sendable, CaseIterable {
    case send, receive, both
}

/// Application data in full records between two ends in one thread: one seals, the other opens.
struct BulkInMemory: StackScenario {
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
    var parameters: [Benchmark.Parameter] {
        [
            .init("cipher", shape.suite.cipherName), .init("transport", "memory"),
            .init("direction", direction.rawValue),
        ]
    }
    var bytesPerOperation: Int? { direction == .both ? 2 * octets : octets }

    func workload(on stack: some Stack, seed: UInt64) throws -> any Workload {
        var generator = SeededGenerator(seed: seed)
        // Four full records at a time.
        let chunk = generator.octets(4 << 14)
        let pair = try stack.pair(shape, chunk: chunk)
        try pair.handshake()
        return Transfer(pair, shape, chunk: chunk, octets: octets, direction: direction)
    }

    /// Of every chunk, length and ends are compared inside the clock; of one, all octets in `check`.
    private final class Transfer: Workload {
        private let pair: any StackPair
        private let shape: HandshakeShape
        private let chunk: [UInt8]
        private let octets: Int
        private let direction: Direction

        init(_ pair: any StackPair, _ shape: HandshakeShape, chunk: [UInt8], octets: Int, direction: Direction) {
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
                for end in PairEnd.allCases {
                    try expect(try pair.received(from: end) == chunk, "other octets came than were sent")
                }
                try expectNegotiated(pair.outcome(), shape)
            }
            return fingerprint(chunk)
        }
    }
}
