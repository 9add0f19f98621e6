internal import BenchCore
internal import CryptoBackend

/// The signature of a server with an ECDSA certificate on P-256 is checked.
struct ECDSAVerify: Scenario {
    var op: String { "ecdsa-verify" }
    var primitives: [Primitive] { [.ecdsa(.secp256r1), .hash(.sha256)] }
    var parameters: [Benchmark.Parameter] { [.init("curve", "p256")] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Verifying(ECDSASignedMessage<Backend>(seed: seed))
    }

    private final class Verifying<Backend: CryptoBackend>: ReferredWorkload {
        private let signed: ECDSASignedMessage<Backend>
        private let signature: [UInt8]

        init(_ signed: ECDSASignedMessage<Backend>) throws {
            self.signed = signed
            signature = try signed.sign()
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let (signed, signature) = (signed, signature)
                stopwatch.start()
                for _ in 0..<iterations { try signed.verify(signature) }
                stopwatch.stop()
            }
        }

        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing { try signed.expect(signature) }
            return []
        }

        /// What was verified was a signature of that message.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try signed.expect(signature, by: reference)
        }
    }
}
