internal import BenchStatistics

/// One build's share of a benchmark: what reports have a cell for, and exports an entry.
public struct MeasuredSide: Sendable {
    /// The whole of it, with both builds.
    public let benchmark: BenchmarkResult
    /// `A` or `B`.
    public let side: String
    /// What was computed of this build.
    public let statistics: BenchmarkResult.Statistics
    /// The identifier; with two builds each has its own.
    public let name: String
    /// Whose code ran.
    public let owner: CodeOwner

    /// Speed beside the reference; nil where none was taken, as it is to the reference of the same build, and where the code is
    /// another column's.
    public var ratio: BenchmarkResult.Ratio? { side == "A" && !owner.isKnownOther ? benchmark.ratio.value : nil }

    /// Its own batches, by worker process.
    public var times: [GenerationTimes] {
        benchmark.raw.times(side: side, iterations: benchmark.k, by: statistics.processEstimator ?? .median)
    }
}

extension ResultDocument {
    /// Benchmark by benchmark, and the builds of each in order.
    public var measuredSides: [MeasuredSide] {
        let owners = CodeOwners(self)
        return benchmarks.flatMap { benchmark in
            let owner = owners.owner(of: benchmark)
            return benchmark.stats.sorted { $0.key < $1.key }.map { side, statistics in
                let name = builds.count > 1 ? "\(benchmark.id)/side:\(side)" : benchmark.id
                return MeasuredSide(benchmark: benchmark, side: side, statistics: statistics, name: name, owner: owner)
            }
        }
    }
}
