internal import BenchStatistics
internal import Foundation

/// Every number of a stored run, computed again from its raw data.
public struct RunRecount {
    /// Where the file says something else; one line each.
    public let differences: [String]

    /// Computes statistics and ratios of all benchmarks.
    public init(_ document: ResultDocument) {
        let byID = Dictionary(document.benchmarks.map { ($0.id, $0) }) { first, _ in first }
        differences = document.benchmarks.flatMap { benchmark -> [String] in
            var numbers: [StoredNumber] = []
            for (side, stored) in benchmark.stats.sorted(by: { $0.key < $1.key }) {
                let times = benchmark.raw.times(side: side, iterations: benchmark.k).map(\.wall)
                let estimator = stored.processEstimator ?? .median
                numbers += Self.numbers("stats.\(side)", stored, BenchmarkResult.Statistics(times, estimator))
            }
            if let ratio = benchmark.ratio.value, let reference = byID[ratio.reference] {
                let own = benchmark.raw.times(side: "A", iterations: benchmark.k).map(\.wall)
                let other = reference.raw.times(side: "A", iterations: reference.k).map(\.wall)
                let computed = BenchmarkResult.Ratio(own, to: other, named: ratio.reference)
                let (stored, interval) = (ratio.ci95.value, computed?.ci95.value)
                numbers += [
                    StoredNumber("ratio.estimate", ratio.estimate, computed?.estimate),
                    StoredNumber("ratio.ci95[0]", stored?.first, interval?.first),
                    StoredNumber("ratio.ci95[1]", stored?.last, interval?.last),
                ]
            }
            if let phases = benchmark.phases {
                let computed = PhaseSplit(benchmark.raw)
                numbers.append(StoredNumber("phases.whole_ns", phases.wholeNs, computed?.wholeNs))
                for (place, part) in phases.parts.enumerated() {
                    let other = computed?.parts.first { $0.name == part.name }
                    numbers.append(StoredNumber("phases.parts[\(place)].ns", part.ns, other?.ns))
                }
            }
            return numbers.compactMap(\.difference).map { "\(benchmark.id): \($0)" }
        }
    }

    private static func numbers(
        _ place: String,
        _ stored: BenchmarkResult.Statistics,
        _ computed: BenchmarkResult.Statistics
    ) -> [StoredNumber] {
        let values: [(String, (BenchmarkResult.Statistics) -> Double?)] = [
            ("n", { Double($0.n) }), ("generations", { Double($0.generations) }), ("min", \.min), ("p5", \.p5),
            ("p25", \.p25), ("median", \.median), ("mean", \.mean), ("sd", \.sd), ("mad", \.mad), ("p75", \.p75),
            ("p90", \.p90), ("p99", \.p99.value), ("ci95[0]", { $0.ci95.value?.first }),
            ("ci95[1]", { $0.ci95.value?.last }), ("estimate", \.estimate), ("cv_within", \.cvWithin),
            ("cv_between", \.cvBetween),
            ("outliers.mild", { Double($0.outliers.mild) }), ("outliers.severe", { Double($0.outliers.severe) }),
        ]
        return values.map { StoredNumber("\(place).\($0)", $1(stored), $1(computed)) }
    }
}
