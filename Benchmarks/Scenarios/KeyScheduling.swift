internal import BenchCore
internal import CryptoBackend
internal import TLSEngine

/// Step 8 in TLS 1.3: all keys of a full handshake, from the secret that the key exchange gave (RFC 8446 §7.1).
struct KeyScheduling: Scenario {
    private let hash: HashAlgorithm

    init(_ hash: HashAlgorithm) { self.hash = hash }

    var op: String { "key-schedule" }
    var primitives: [Primitive] { [.hash(hash)] }
    var parameters: [Benchmark.Parameter] { [.init("version", "tls13"), .init("hash", hash.rawValue)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        var generator = SeededGenerator(seed: seed)
        let input = Input(
            hash: hash,
            sharedSecret: SecretBytes(copying: generator.octets(32).span),
            hello: generator.octets(64),
            finished: generator.octets(64)
        )
        return try Derivation<Backend>(input)
    }

    /// What every backend derives from.
    private final class Input {
        let hash: HashAlgorithm
        let sharedSecret: SecretBytes
        private let hello: [UInt8]
        private let finished: [UInt8]

        init(hash: HashAlgorithm, sharedSecret: consuming SecretBytes, hello: [UInt8], finished: [UInt8]) {
            self.hash = hash
            self.sharedSecret = sharedSecret
            self.hello = hello
            self.finished = finished
        }

        /// The suites with SHA-256 have AES-128 here, those with SHA-384 have AES-256.
        var aead: AEADAlgorithm { hash == .sha256 ? .aes128GCM : .aes256GCM }

        /// The hashes of two transcripts.
        func transcripts<Backend: CryptoBackend>(
            on _: Backend.Type
        ) throws(CryptoError) -> (hello: Digest, finished: Digest) {
            // Bound first: Swift 6.3 lets the span of a property end too soon here.
            let (hello, finished) = (self.hello, self.finished)
            let first = try Backend.Hash.digest(hello.span, hash)
            return (first, try Backend.Hash.digest(finished.span, hash))
        }
    }

    private final class Derivation<Backend: CryptoBackend>: ReferredWorkload {
        private let input: Input
        private let transcripts: (hello: Digest, finished: Digest)
        private var keys = SecretBytes(zeroed: 0)

        init(_ input: Input) throws {
            self.input = input
            transcripts = try input.transcripts(on: Backend.self)
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                stopwatch.start()
                for _ in 0..<iterations {
                    keys = try TLS13KeyDerivation.applicationKeys(
                        on: Backend.self,
                        sharedSecret: input.sharedSecret,
                        hello: transcripts.hello,
                        finished: transcripts.finished,
                        hash: input.hash,
                        for: input.aead
                    )
                }
                stopwatch.stop()
            }
        }

        /// Every backend must give these octets; what they protect is made up.
        func check() throws(WorkloadFailure) -> [UInt8] {
            let octets = Self.octets(keys)
            try expect(octets.contains { $0 != 0 }, "nothing was derived")
            return octets
        }

        /// The last keys that were timed.
        func hold<Reference: CryptoBackend>(against reference: Reference.Type) throws(WorkloadFailure) {
            let expected = try failing {
                let transcripts = try input.transcripts(on: reference)
                let keys = try TLS13KeyDerivation.applicationKeys(
                    on: reference,
                    sharedSecret: input.sharedSecret,
                    hello: transcripts.hello,
                    finished: transcripts.finished,
                    hash: input.hash,
                    for: input.aead
                )
                return Self.octets(keys)
            }
            try expect(Self.octets(keys) == expected, "other keys are derived")
        }

        private static func octets(_ secret: borrowing SecretBytes) -> [UInt8] {
            secret.withBytes { octets in octets.indices.map { octets[$0] } }
        }
    }
}
