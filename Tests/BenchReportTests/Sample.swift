import BenchCore
import Foundation

@testable import BenchReport

/// A small document with two backends, of which the reference is half as fast.
enum Sample {
    static var document: ResultDocument {
        let own = measured("swift", factor: 1)
        let reference = measured("openssl", factor: 2)
        return ResultDocument(
            id: "00000000-0000-0000-0000-000000000000",
            started: "2026-01-02T03:04:05Z",
            durationS: 1.5,
            tool: .init(
                version: "0",
                protocolVersion: 1,
                seed: 1,
                suite: "quick",
                reference: "openssl",
                argv: ["run"],
                cpu: OrNull(nil),
                priority: .realtime,
                warnings: ["a warning"]
            ),
            machine: .init(MachineDescription(), compiler: "swift 6", libraries: ["OpenSSL 3"]),
            builds: [
                "A": .init(
                    gitCommit: OrNull(nil),
                    configuration: "release",
                    compiler: "swift 6",
                    libs: ["openssl": .init(name: "OpenSSL", version: "3", codePath: "x")]
                )
            ],
            clock: .init(wall: "CLOCK_MONOTONIC_RAW", costNs: 25.5),
            benchmarks: [
                BenchmarkResult(own, reference: reference), BenchmarkResult(reference, reference: reference),
            ]
        )
    }

    /// The same as a gate between two builds, of which the second is a tenth slower.
    static var gate: ResultDocument {
        var document = document
        document.kind = "gate"
        document.builds["B"] = document.builds["A"]
        for index in document.benchmarks.indices {
            let slower = measured(document.benchmarks[index].backend, factor: index == 0 ? 1 : 2, percent: 110)
            let other = BenchmarkResult(slower, reference: nil)
            // A gate is about the difference: its times are medians.
            for (side, benchmark) in [("A", document.benchmarks[index]), ("B", other)] {
                let times = benchmark.raw.times(side: "A", iterations: benchmark.k).map(\.wall)
                document.benchmarks[index].stats[side] = BenchmarkResult.Statistics(times)
            }
            for (generation, rows) in other.raw.generations.enumerated() {
                document.benchmarks[index].raw.generations[generation].rows += rows.rows.map {
                    [.text("B")] + $0.dropFirst()
                }
            }
        }
        return document
    }

    /// The same with what a gate says of it; the numbers are not those of its data.
    static var judgedGate: ResultDocument {
        var document = gate
        let comparison = """
            {"estimate": 0.1, "ci95": [0.05, 0.15], "se": 0.01, "df": 4, "p": 0.01, "pHolm": 0.02, "pHolmFaster": 1, "looks": 1,
             "minEffect": 0.02, "verdict": "regressed"}
            """
        let whole = """
            {"method": "m", "rules": {"minEffect": 0.02, "hardEffect": 0.05, "alpha": 0.05, "maxLooks": 3,
             "generationsPerLook": 4, "isStrict": false, "allowsMissing": false}, "nullControl": [],
             "unmeasured": [{"id": "a/b", "verdict": "missing"}], "counts": {"regressed": 2}, "verdict": "regressed",
             "exit": 1, "summary": "2 regressed"}
            """
        for index in document.benchmarks.indices {
            document.benchmarks[index].compare = try? JSONDecoder().decode(
                BenchmarkResult.Comparison.self,
                from: Data(comparison.utf8)
            )
        }
        document.gate = try? JSONDecoder().decode(ResultDocument.Gate.self, from: Data(whole.utf8))
        return document
    }

    /// Records of several lengths: nanoseconds for each, by backend, the same in every batch.
    static func records(_ times: [(backend: String, bytes: Int, nanoseconds: Double)]) -> ResultDocument {
        var document = document
        document.benchmarks = times.map { time in
            let benchmark = benchmark(time.backend, bytes: time.bytes)
            let batch = Batch(
                wall: UInt64((time.nanoseconds * 100).rounded()),
                span: UInt64((time.nanoseconds * 100).rounded()),
                processor: 0,
                minorFaults: 0,
                majorFaults: 0,
                involuntarySwitches: 0,
                migrated: false
            )
            let generation = Generation(number: 0, batches: [batch])
            let measured = MeasuredBenchmark(benchmark: benchmark, iterations: 100, generations: [generation])
            return BenchmarkResult(measured, reference: nil)
        }
        return document
    }

    private static func benchmark(_ backend: String, bytes: Int) -> Benchmark {
        Benchmark(
            op: "record-seal",
            parameters: [.init("cipher", "aes-128-gcm"), .init("bytes", bytes)],
            backend: backend,
            bytesPerOperation: bytes
        ) { (_) throws(WorkloadFailure) in throw WorkloadFailure("never run") }
    }

    private static func measured(_ backend: String, factor: UInt64, percent: UInt64 = 100) -> MeasuredBenchmark {
        let benchmark = benchmark(backend, bytes: 16384)
        let generations = (0..<5).map { number in
            Generation(
                number: number,
                batches: (0..<4).map { round in
                    let wall = factor * UInt64(5_000_000 + 1000 * number + 37_000 * round) * percent / 100
                    return Batch(
                        wall: wall,
                        span: wall,
                        processor: wall,
                        minorFaults: 0,
                        majorFaults: 0,
                        involuntarySwitches: 0,
                        migrated: false
                    )
                }
            )
        }
        return MeasuredBenchmark(benchmark: benchmark, iterations: 100, generations: generations)
    }
}
