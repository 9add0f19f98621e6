import BenchCore
import NullBackend
import OpenSSLBackend
import Testing

@testable import Scenarios

/// Among the others, for all of them share one sequence of foretold octets.
extension `All scenarios` {
    @Suite struct `by phases` {
        static let phased = ScenarioCatalogue.groups(
            backends: `All scenarios`.backends,
            engineAlone: [SeededBackend<NullBackend>.self],
            suite: .standard,
            references: `All scenarios`.references
        ).filter { $0.id.hasPrefix("handshake-phases") }

        @Test func `are there for both sides of six kinds of handshake`() {
            #expect(Self.phased.count == 12)
            #expect(Self.phased.flatMap(\.benchmarks).filter { !$0.isPhased }.isEmpty)
        }

        @Test(arguments: phased.map(\.id))
        func `split each side on every backend, and end with what they began with`(id: String) throws {
            let group = try #require(Self.phased.first { $0.id == id })
            var digests: Set<[UInt8]> = []
            for benchmark in group.benchmarks {
                let workload = try #require(try benchmark.prepare(7) as? any PhasedWorkload)
                let phases = try workload.runPhases(iterations: 2)
                let names = phases.map(\.name)
                let isTLS13 = id.contains("/TLS_")
                var expected = [id.contains("ecdsa") ? "ECDSA" : "RSA"]
                expected += isTLS13 ? ["key schedule and Finished"] : ["PRF master secret", "PRF key block"]
                expected += ["transcript hash"] + (isTLS13 ? [] : ["Finished"])
                expected += [
                    "certificate chain", "record protection", "random octets", "encoding and decoding", "the rest",
                    PhaseTime.whole,
                ]
                if isTLS13 || id.contains("ECDHE") { expected.insert("key agreement", at: 0) }
                if id.hasSuffix("server") { expected.removeAll { $0 == "certificate chain" } }
                // What takes less than a look at the clock is no phase, and the null backend has such.
                #expect(benchmark.backend == "null" ? Set(names).isSubset(of: expected) : names == expected)
                #expect(phases.allSatisfy { $0.nanoseconds >= 0 } && (phases.last?.nanoseconds ?? 0) > 0)
                // The same any number of times, with and without stamps.
                var stopwatch = Stopwatch(Clock())
                try workload.run(iterations: 3, stopwatch: &stopwatch)
                #expect(stopwatch.segments == (id.hasSuffix("server") ? 6 : 9))
                let digest = try workload.check()
                digests.insert(digest)
                let other = try benchmark.prepare(8).ranOnce()
                #expect(other != digest)
            }
            #expect(digests.count == 1)
        }
    }
}

extension Workload {
    /// What it gives after one operation.
    fileprivate func ranOnce() throws -> [UInt8] {
        var stopwatch = Stopwatch(Clock())
        try run(iterations: 1, stopwatch: &stopwatch)
        return try check()
    }
}
