import BenchCore
import CryptoBackend
import OpenSSLBackend
import Testing

@testable import Scenarios

/// Among the others, for all of them share one sequence of foretold octets.
extension `All scenarios` {
    /// What the article AddingAScenario promises of its example.
    @Suite struct `and the example of one` {
        private static let scenario = TranscriptHash(hash: .sha384, bytes: 3000)

        /// The rows that a worker would have, made ready and run as it does.
        @Test func `has a row on every backend, and all agree`() throws {
            let (backends, references) = (`All scenarios`.backends, `All scenarios`.references)
            let group = try #require(Self.scenario.group(backends, engineAlone: [], references))
            #expect(group.id == "transcript-hash/sha384/3000")
            #expect(group.benchmarks.map(\.backend) == `All scenarios`.backends.map { $0.identity.name })
            var digests: Set<[UInt8]> = []
            for benchmark in group.benchmarks {
                let workload = try benchmark.prepare(42)
                var stopwatch = Stopwatch(Clock())
                try workload.run(iterations: 3, stopwatch: &stopwatch)
                digests.insert(try workload.check())
                #expect(stopwatch.elapsed > 0 && stopwatch.segments == 1)
            }
            #expect(digests.count == 1 && digests.first?.count == 2 * 48)
        }

        @Test func `has no row on a backend that cannot do it`() {
            #expect(Self.scenario.group([Narrow.self], engineAlone: [], nil) == nil)
        }

        @Test func `gives no result that nobody computed`() throws {
            let workload = try Self.scenario.prepare(OpenSSLBackend.self, seed: 1)
            #expect(throws: WorkloadFailure("nothing was hashed")) { try workload.check() }
        }
    }
}
