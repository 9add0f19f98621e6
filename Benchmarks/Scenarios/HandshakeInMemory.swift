internal import BenchCore
internal import CryptoBackend
internal import StackSeam

/// Whose time is measured.
enum Side: String, Sendable, CaseIterable {
    case client, server, both
}

/// Steps 2 to 12 between two ends in one thread, without a transport: what the handshake itself costs.
struct HandshakeInMemory: StackScenario {
    let shape: HandshakeShape
    let key: BenchmarkKey
    private let side: Side

    init(_ shape: HandshakeShape, _ key: BenchmarkKey, side: Side) {
        self.shape = shape
        self.key = key
        self.side = side
    }

    var op: String { shape.op }
    var primitives: [Primitive] { shape.primitives(key) }
    var parameters: [Benchmark.Parameter] {
        shape.parameters(key) + [.init("transport", "memory"), .init("side", side.rawValue)]
    }

    /// In the first, making a peer's end counted for neither side alone.
    var peerRevision: Int { side == .both ? 1 : 2 }

    func workload(on stack: some Stack, seed: UInt64) throws -> any Workload {
        PairHandshake(try stack.pair(shape, chunk: [0x5A]), shape, side)
    }
}

/// A handshake of a stack in memory. An end is made and ended inside the time of its side.
final class PairHandshake: Workload {
    private let pair: any StackPair
    private let shape: HandshakeShape
    private let side: Side

    init(_ pair: any StackPair, _ shape: HandshakeShape, _ side: Side) {
        self.pair = pair
        self.shape = shape
        self.side = side
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try failing {
            if side == .both { stopwatch.start() }
            for _ in 0..<iterations {
                try pair.handshake { end, turn in
                    guard side == (end == .client ? .client : .server) else { return try turn() }
                    stopwatch.start()
                    let isDone = try turn()
                    stopwatch.stop()
                    return isDone
                }
            }
            if side == .both { stopwatch.stop() }
        }
    }

    func check() throws(WorkloadFailure) -> [UInt8] {
        try failing {
            for end in PairEnd.allCases { try pair.carry(from: end) }
            try expectNegotiated(pair.outcome(), shape)
            return try pair.reproducibleOctets()
        }
    }
}
