internal import BenchCore
internal import CryptoBackend
internal import StackSeam

/// A scenario of whole stacks: what is timed is written once, for the engine on each backend and for every peer.
protocol StackScenario: Scenario {
    /// The handshake that connections begin with.
    var shape: HandshakeShape { get }
    /// The server's key.
    var key: BenchmarkKey { get }
    /// Makes it ready on one stack; nothing of this is timed.
    func workload(on stack: some Stack, seed: UInt64) throws -> any Workload
}

extension StackScenario {
    var measuresEngine: Bool { true }

    func isOffered<Backend: CryptoBackend>(by backend: Backend.Type) -> Bool {
        shape.isOffered(by: backend, key)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try referred(EngineStack<Backend>(Fixture(key)), seed)
    }

    /// The rows of those that can do such handshakes.
    var peers: [PeerRow] {
        BuiltInPeers.all.filter { $0.offers(shape) }.map { peer in
            (peer.identity.name, { seed in try referred(peer.init(try Fixture(key).credentials), seed) })
        }
    }

    private func referred(_ stack: some Stack, _ seed: UInt64) throws -> any Workload {
        ReferredStack(try workload(on: stack, seed: seed), of: stack, shape, key)
    }
}

/// A workload of a stack that meets the engine on the reference when it is checked: with itself at the other end it would agree on wrong
/// secrets too.
private final class ReferredStack: ReferredWorkload {
    private let workload: any Workload
    private let stack: any Stack
    private let shape: HandshakeShape
    private let key: BenchmarkKey

    init(_ workload: any Workload, of stack: any Stack, _ shape: HandshakeShape, _ key: BenchmarkKey) {
        self.workload = workload
        self.stack = stack
        self.shape = shape
        self.key = key
    }

    func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
        try workload.run(iterations: iterations, stopwatch: &stopwatch)
    }

    func check() throws(WorkloadFailure) -> [UInt8] { try workload.check() }

    func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
        try failing { try expectHandshakes(of: stack, on: Reference.self, Fixture(key), shape) }
    }
}
