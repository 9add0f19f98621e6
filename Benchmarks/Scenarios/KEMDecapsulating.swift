internal import BenchCore
internal import CryptoBackend

/// The secret inside a ServerHello's encapsulation: the client's second part.
struct KEMDecapsulating: Scenario {
    let algorithm: KEMAlgorithm
    var op: String { "kem-decapsulate" }
    var primitives: [Primitive] { [.kem(algorithm)] }
    var parameters: [Benchmark.Parameter] { [.init("kem", algorithm.rawValue)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Decapsulating(key: try Backend.KEMKey(algorithm))
    }

    private final class Decapsulating<Key: KEMKeyPair>: ReferredWorkload {
        private let key: Key
        private let made: Encapsulation
        private var secret = SecretBytes(zeroed: 0)

        init(key: Key) throws {
            self.key = key
            let encapsulationKey = key.encapsulationKey
            made = try Key.encapsulate(to: encapsulationKey.span, key.algorithm)
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let ciphertext = made.ciphertext
                stopwatch.start()
                for _ in 0..<iterations { secret = try key.decapsulate(ciphertext.span) }
                stopwatch.stop()
            }
        }

        /// Libraries draw what they like, so no digest is common to all.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing {
                let expected = octets(of: made.sharedSecret)
                try expect(octets(of: secret) == expected, "the two sides have different secrets")
            }
            return []
        }

        /// The key decapsulates what the reference made, and the reference what is made here.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            try failing { try expectAgreement(key, with: Reference.self) }
        }
    }
}
