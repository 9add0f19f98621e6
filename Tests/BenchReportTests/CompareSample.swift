import BenchCore

@testable import BenchReport

/// Results with one benchmark or more whose generations have the medians that a test wants.
enum CompareSample {
    /// One benchmark, five generations of equal batches unless others are given.
    ///
    /// - Parameters:
    ///   - times: nanoseconds for one operation, by generation.
    ///   - edit: what else is different.
    static func run(
        _ times: [Double] = [100, 100.1, 99.9, 100.2, 99.8],
        started: String = "2026-01-02T03:04:05Z",
        edit: (inout ResultDocument) -> Void = { _ in }
    ) -> ComparedRun {
        var document = Sample.document
        document.started = started
        document.tool.warnings = []
        document.builds["A"]?.gitCommit = OrNull("0123456789abcdef")
        document.machine.hwKey = "111111111111"
        document.machine.swKey = "222222222222"
        document.benchmarks = [benchmark("swift", times)]
        edit(&document)
        return ComparedRun(document)
    }

    /// A benchmark of records of 16,384 octets.
    static func benchmark(_ backend: String, _ times: [Double]) -> BenchmarkResult {
        let benchmark = Benchmark(
            op: "record-seal",
            parameters: [.init("cipher", "aes-128-gcm"), .init("bytes", 16384)],
            backend: backend,
            bytesPerOperation: 16384
        ) { (_) throws(WorkloadFailure) in throw WorkloadFailure("never run") }
        let generations = times.enumerated().map { number, time in
            let wall = UInt64((time * 1000).rounded())
            let batch = Batch(
                wall: wall,
                span: wall,
                processor: wall,
                minorFaults: 0,
                majorFaults: 0,
                involuntarySwitches: 0,
                migrated: false
            )
            return Generation(number: number, batches: [batch, batch, batch])
        }
        let measured = MeasuredBenchmark(benchmark: benchmark, iterations: 1000, generations: generations)
        return BenchmarkResult(measured, reference: nil)
    }

    /// The same times, so many percent longer.
    static func slower(_ percent: Double, _ edit: (inout ResultDocument) -> Void = { _ in }) -> ComparedRun {
        run(
            [100, 100.1, 99.9, 100.2, 99.8].map { $0 * (1 + percent / 100) },
            started: "2026-02-01T00:00:00Z",
            edit: edit
        )
    }

    /// What a history with these medians says, oldest first, all of the same commit's benchmark.
    static func history(_ medians: [Double]) throws -> History {
        var history = History()
        for (day, median) in medians.enumerated() {
            let run = run([median, median, median, median], started: "2026-01-\(day + 10)T00:00:00Z")
            history = try History(try history.appending(run))
        }
        return history
    }
}
