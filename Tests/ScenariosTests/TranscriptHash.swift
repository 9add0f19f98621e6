import BenchCore
import CryptoBackend

@testable import Scenarios

/// The example of the article AddingAScenario: the transcript of a handshake, with a digest for each Finished (RFC 5246 §7.4.9).
struct TranscriptHash: Scenario {
    let hash: HashAlgorithm
    let bytes: Int

    var op: String { "transcript-hash" }
    var parameters: [Benchmark.Parameter] { [.init("hash", hash.rawValue), .init("bytes", bytes)] }
    var bytesPerOperation: Int? { bytes }
    var primitives: [Primitive] { [.hash(hash)] }

    func prepare<Backend: CryptoBackend>(_: Backend.Type, seed: UInt64) throws -> any Workload {
        var generator = SeededGenerator(seed: seed)
        return Hashing<Backend.Hash>(hash, messages: generator.octets(bytes))
    }

    /// Generic over the hash alone, which is then found once and not in each iteration.
    private final class Hashing<Hash: HashContext>: ReferredWorkload {
        private let hash: HashAlgorithm
        private let messages: [UInt8]
        private let beforeFinished: Int
        private var digests: (client: Digest, server: Digest)?

        init(_ hash: HashAlgorithm, messages: [UInt8]) {
            self.hash = hash
            self.messages = messages
            // The client's Finished: a header of 4 octets and 12 of verify_data.
            beforeFinished = messages.count - 16
        }

        func run(iterations: Int, stopwatch: inout Stopwatch) throws(WorkloadFailure) {
            try failing {
                // A local, so that the spans depend on nothing that the loop touches.
                let messages = messages
                let (begin, finished) = (0..<beforeFinished, beforeFinished..<messages.count)
                stopwatch.start()
                for _ in 0..<iterations {
                    var transcript = try Hash(hash)
                    try transcript.update(messages.span.extracting(begin))
                    let client = try transcript.currentDigest()
                    try transcript.update(messages.span.extracting(finished))
                    digests = (client, try transcript.currentDigest())
                }
                stopwatch.stop()
            }
        }

        /// In one piece they have the same digests. All backends must give these octets.
        func check() throws(WorkloadFailure) -> [UInt8] {
            guard let digests else { throw WorkloadFailure("nothing was hashed") }
            try failing {
                let messages = messages
                let client = try Hash.digest(messages.span.extracting(0..<beforeFinished), hash)
                let server = try Hash.digest(messages.span, hash)
                try expect(digests == (client, server), "a digest depends on how the transcript was cut")
            }
            return digests.client.octets + digests.server.octets
        }

        /// The last digest that was timed.
        func hold<Reference: CryptoBackend>(against _: Reference.Type) throws(WorkloadFailure) {
            let expected = try failing {
                let messages = messages
                return try Reference.Hash.digest(messages.span, hash)
            }
            try expect(digests?.server == expected, "the transcript has another digest")
        }
    }
}
