internal import BenchStatistics
internal import Glibc

/// One build's measurements out of a stored result: of a run the only one, of a gate the candidate.
public struct ComparedRun: Sendable {
    /// The whole result.
    public let document: ResultDocument
    /// `A` or `B`.
    public let side: String

    /// Takes any result.
    public init(_ document: ResultDocument) {
        self.document = document
        side = document.kind == "gate" ? "B" : "A"
    }

    /// The commit, where the file tells.
    public var commit: String? { build?.gitCommit.value }

    /// When it began, and of which commit, in a few words.
    public var label: String {
        let commit = commit.map { ", commit \($0.prefix(10))" } ?? ""
        return withoutControls(document.started + commit + (document.kind == "gate" ? ", the candidate of a gate" : ""))
    }

    /// How it was built.
    var build: ResultDocument.Build? { document.builds[side] }

    /// Whether it was stopped before it had all its generations.
    var isInterrupted: Bool { document.isInterrupted }

    /// One benchmark of this build.
    struct Entry {
        let benchmark: BenchmarkResult
        let statistics: BenchmarkResult.Statistics
        /// Nanoseconds for one operation, batch by batch, by generation.
        let times: [[Double]]

        /// How the generations' values were made.
        var estimator: ProcessEstimator { statistics.processEstimator ?? .median }

        /// The natural logarithm of each generation's value.
        func logarithms(by estimator: ProcessEstimator) -> [Double] { times.map { log(estimator.value(of: $0)) } }

        /// What one operation takes: the headline, or the median where that is what both sides of a comparison have.
        func time(by estimator: ProcessEstimator) -> Double {
            estimator == self.estimator ? statistics.headline : statistics.median
        }
    }

    /// In the file's order; a benchmark without times of this build has none.
    var entries: [Entry] {
        document.benchmarks.compactMap { benchmark in
            guard let statistics = benchmark.stats[side] else { return nil }
            let times = benchmark.raw.times(side: side, iterations: benchmark.k)
            return Entry(benchmark: benchmark, statistics: statistics, times: times.map(\.wall))
        }
    }
}
