internal import BenchCore
internal import CryptoBackend

/// A key pair of a key encapsulation: what a client makes before its ClientHello.
struct KEMKeyMaking: Scenario {
    let algorithm: KEMAlgorithm
    var op: String { "kem-key" }
    var primitives: [Primitive] { [.kem(algorithm)] }
    var parameters: [Benchmark.Parameter] { [.init("kem", algorithm.rawValue)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        Making(key: try Backend.KEMKey(algorithm))
    }

    private final class Making<Key: KEMKeyPair>: ReferredWorkload {
        private var key: Key

        init(key: Key) { self.key = key }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let algorithm = key.algorithm
                stopwatch.start()
                for _ in 0..<iterations { key = try Key(algorithm) }
                stopwatch.stop()
            }
        }

        /// Libraries draw what they like, so no digest is common to all.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing { try expectAgreement(Key.self, with: key) }
            return []
        }

        /// The last pair that was timed.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            try failing { try expectAgreement(key, with: Reference.self) }
        }
    }
}
