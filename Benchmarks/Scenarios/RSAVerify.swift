internal import BenchCore
internal import CryptoBackend

/// Step 5 on the client: the signature of an ephemeral key exchange is checked.
struct RSAVerify: Scenario {
    let scheme: SignatureScheme
    let bits: Int
    var op: String { "rsa-verify" }
    var primitives: [Primitive] { [.rsaPublic(bits: bits), .hash(scheme.hash)] }
    var parameters: [Benchmark.Parameter] { [.init("scheme", scheme.shortName), .init("bits", bits)] }

    func isOffered<Backend: CryptoBackend>(by _: Backend.Type) -> Bool {
        Backend.capabilities.signatureSchemes.contains(scheme)
            && primitives.allSatisfy(Backend.capabilities.include)
    }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        try Verifying(SignedMessage<Backend>(bits: bits, seed: seed, scheme))
    }

    private final class Verifying<Backend: CryptoBackend>: ReferredWorkload {
        private let signed: SignedMessage<Backend>
        private let signature: [UInt8]

        init(_ signed: SignedMessage<Backend>) throws {
            self.signed = signed
            signature = try signed.privateKey.sign(signed.message.span, scheme: signed.scheme)
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                let (signed, signature) = (signed, signature)
                stopwatch.start()
                for _ in 0..<iterations {
                    try signed.publicKey.verify(signature.span, over: signed.message.span, scheme: signed.scheme)
                }
                stopwatch.stop()
            }
        }

        func check() throws(WorkloadFailure) -> [UInt8] {
            try failing { try signed.expect(signature) }
            return signed.scheme.padding == .pkcs1 ? signature : []
        }

        /// What was verified was a signature of that message.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            try signed.expect(signature, by: reference)
        }
    }
}
