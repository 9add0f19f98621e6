internal import BenchCore
internal import CryptoBackend

/// Step 8: the pseudorandom function of TLS 1.2.
struct PRF: Scenario {
    /// What is derived.
    enum Purpose {
        /// 48 octets from the premaster secret and both randoms (RFC 5246 §8.1).
        case masterSecret
        /// The keys of both directions from the master secret and both randoms (RFC 5246 §6.3).
        case keyBlock
    }

    private let purpose: Purpose
    private let hash: HashAlgorithm

    init(_ purpose: Purpose, _ hash: HashAlgorithm) {
        self.purpose = purpose
        self.hash = hash
    }

    var op: String {
        switch purpose {
        case .masterSecret: "prf-master-secret"
        case .keyBlock: "prf-key-block"
        }
    }
    var primitives: [Primitive] { [.hash(hash)] }
    var parameters: [Benchmark.Parameter] { [.init("hash", hash.rawValue)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        var generator = SeededGenerator(seed: seed)
        return Derivation<Backend>(
            secret: SecretBytes(copying: generator.octets(48).span),
            label: purpose == .masterSecret ? .masterSecret : .keyExpansion,
            seed: generator.octets(64),
            hash: hash,
            length: length
        )
    }

    /// The suites with SHA-256 have AES-128, those with SHA-384 have AES-256: two keys and two salts of 4 octets.
    private var length: Int {
        switch (purpose, hash) {
        case (.masterSecret, _): 48
        case (.keyBlock, .sha256): 2 * (16 + 4)
        case (.keyBlock, .sha384): 2 * (32 + 4)
        }
    }

    private final class Derivation<Backend: CryptoBackend>: ReferredWorkload {
        private let secret: SecretBytes
        private let label: PRFLabel
        private let seed: [UInt8]
        private let hash: HashAlgorithm
        private var output: [UInt8]

        init(secret: consuming SecretBytes, label: PRFLabel, seed: [UInt8], hash: HashAlgorithm, length: Int) {
            self.secret = secret
            self.label = label
            self.seed = seed
            self.hash = hash
            output = [UInt8](repeating: 0, count: length)
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                // Locals, so that the spans depend on nothing that the loop touches.
                let seed = seed
                var output = self.output
                defer { self.output = output }
                var span = output.mutableSpan
                stopwatch.start()
                for _ in 0..<iterations {
                    try Backend.prf(secret, label: label, seed: seed.span, hash: hash, into: &span)
                }
                stopwatch.stop()
            }
        }

        /// Every backend must give these octets.
        func check() throws(WorkloadFailure) -> [UInt8] {
            try expect(output.contains { $0 != 0 }, "nothing was derived")
            return output
        }

        /// The last octets that were timed.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            let expected = try failing {
                let seed = seed
                var expected = [UInt8](repeating: 0, count: output.count)
                var span = expected.mutableSpan
                try Reference.prf(secret, label: label, seed: seed.span, hash: hash, into: &span)
                return expected
            }
            try expect(output == expected, "other octets are derived")
        }
    }
}
