internal import BenchCore
internal import CryptoBackend

/// A secret and its encapsulation under a client's key: what a server does before its ServerHello.
struct KEMEncapsulating: Scenario {
    let algorithm: KEMAlgorithm
    var op: String { "kem-encapsulate" }
    var primitives: [Primitive] { [.kem(algorithm)] }
    var parameters: [Benchmark.Parameter] { [.init("kem", algorithm.rawValue)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Encapsulating(key: try Backend.KEMKey(algorithm))
    }

    private final class Encapsulating<Key: KEMKeyPair>: ReferredWorkload {
        private let key: Key
        private var made: Encapsulation

        init(key: Key) throws {
            self.key = key
            let encapsulationKey = key.encapsulationKey
            made = try Key.encapsulate(to: encapsulationKey.span, key.algorithm)
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let (encapsulationKey, algorithm) = (key.encapsulationKey, key.algorithm)
                stopwatch.start()
                for _ in 0..<iterations { made = try Key.encapsulate(to: encapsulationKey.span, algorithm) }
                stopwatch.stop()
            }
        }

        /// Libraries draw what they like, so no digest is common to all.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing {
                let (ciphertext, secret) = (made.ciphertext, octets(of: made.sharedSecret))
                let received = octets(of: try key.decapsulate(ciphertext.span))
                try expect(received == secret, "the two sides have different secrets")
            }
            return []
        }

        /// The key decapsulates what the reference made, and the reference what is made here.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            try failing { try expectAgreement(key, with: Reference.self) }
        }
    }
}
