import BenchStatistics
import Testing

@testable import BenchReport

@Suite struct `The estimate of a run` {
    /// Six processes of five batches: their second fastest are 101, 102, 103, 104, 105 and 140.
    private static let times = [101.0, 102, 103, 104, 105, 140].map { (second: Double) -> [Double] in
        [second - 1, second, second + 50, second + 60, second + 70]
    }

    /// `scipy.stats.trim_mean([101, 102, 103, 104, 105, 140], .2)`, and of the same
    /// `scipy.stats.mstats.trimmed_mean_ci(x, limits=(.2, .2))` (scipy 1.17).
    @Test func `is the trimmed mean over processes of their lower quartiles, with Yuen's interval`() throws {
        let statistics = BenchmarkResult.Statistics(Self.times, .lowerQuartile)
        #expect(statistics.estimate == 103.5 && statistics.headline == 103.5)
        #expect(statistics.estimator == "lower-quartile" && statistics.generations == 6)
        let interval = try #require(statistics.ci95.value)
        #expect(abs(interval[0] - 100.51522904568299) < 1e-9 && abs(interval[1] - 106.48477095431701) < 1e-9)
    }

    @Test func `of a gate or an old file is the median`() {
        let statistics = BenchmarkResult.Statistics(Self.times)
        #expect(statistics.estimate == nil && statistics.estimator == nil)
        #expect(statistics.headline == statistics.median && statistics.headlineName == "median")
    }

    @Test func `is computed again from the batches, and a changed one is found`() throws {
        var document = Sample.document
        #expect(document.benchmarks[0].statistics?.estimator == "lower-quartile")
        #expect(RunRecount(document).differences.isEmpty)
        document.benchmarks[0].stats["A"]?.estimate? *= 1.01
        #expect(RunRecount(document).differences.contains { $0.contains("stats.A.estimate") })
    }

    @Test func `of an old file is computed again as it was then`() throws {
        let document = Self.old(Sample.document)
        #expect(RunRecount(document).differences.isEmpty)
        let again = try ResultFile.decode(ResultFile.encode(document))
        #expect(again.benchmarks[0].statistics?.headlineName == "median")
    }

    @Test(arguments: [("estimator", "fastest"), ("estimate", "median")])
    func `with an estimator that nobody knows, or without one, is refused`(_ key: String, _ value: String) throws {
        var document = Sample.document
        if key == "estimator" {
            document.benchmarks[0].stats["A"]?.estimator = value
        } else {
            document.benchmarks[0].stats["A"]?.estimator = nil
        }
        let data = try ResultFile.encode(document)
        #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(data) }
    }

    @Test func `of two results that made it in different ways are compared as medians`() throws {
        let new = Sample.document
        let mixed = try StoredComparison(baseline: ComparedRun(Self.old(new)), new: ComparedRun(new))
        let row = try #require(mixed.rows.first { $0.id == new.benchmarks[0].id })
        let median = try #require(new.benchmarks[0].statistics?.median)
        #expect(row.before == median && row.after == median && abs(row.change?.estimate ?? 1) < 1e-12)
        let same = try StoredComparison(baseline: ComparedRun(new), new: ComparedRun(new))
        #expect(same.rows.first { $0.id == row.id }?.after == new.benchmarks[0].statistics?.headline)
    }

    @Test func `of a history stays the median, as its column says`() throws {
        let run = ComparedRun(Sample.document)
        let entry = try #require(run.entries.first)
        let row = HistoryRow(run, entry)
        #expect(row.median == entry.statistics.median)
        let medians = try #require(yuenInterval(entry.times.map { median($0) }))
        #expect(row.low == medians.low && row.high == medians.high)
    }

    /// The same as a build wrote it that knew of medians alone.
    private static func old(_ document: ResultDocument) -> ResultDocument {
        var document = document
        for index in document.benchmarks.indices {
            let benchmark = document.benchmarks[index]
            let times = benchmark.raw.times(side: "A", iterations: benchmark.k).map(\.wall)
            document.benchmarks[index].stats["A"] = BenchmarkResult.Statistics(times)
        }
        return document
    }
}
