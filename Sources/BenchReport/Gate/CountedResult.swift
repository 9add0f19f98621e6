public import BenchGate

extension ResultDocument.Gate {
    /// How much more the candidate counts of one benchmark. All of it can be computed again from the counts.
    public struct Counted: Codable, Sendable, Hashable {
        /// The benchmark.
        public var id: String
        /// Who counted.
        public var source: String
        /// Operations in each count.
        public var k: Int
        /// Of the baseline: one count for each process.
        public var baseline: [Int]
        /// Of the candidate.
        public var candidate: [Int]
        /// The code that was counted, where it is not known to be the one that runs outside of a counter; `unknown` where no library
        /// tells.
        public var otherPath: String?
        /// The change as a share; null where there are too few counts.
        public var change: Double?
        /// From the least to the most that it can be.
        public var interval: [Double]?
        /// Whether the counts of each build agree.
        public var isRepeatable: Bool?
        /// How often the counts were looked at.
        public var looks: Int
        /// The smallest increase that blocks, as a share.
        public var minEffect: Double
        /// The verdict's name.
        public var verdict: String
        /// Why this increase may pass, where somebody said so.
        public var accepted: String?
        /// Why there is no change.
        public var reason: String?

        /// Takes what was counted of one benchmark, and what was judged of it; nil without a count.
        public init?(_ series: CountedSeries, _ judged: CountedJudgement, minEffect: Double, accepted: String?) {
            guard series.operations > 0 else { return nil }
            id = series.id
            source = series.source
            k = series.operations
            baseline = series.baseline
            candidate = series.candidate
            otherPath = series.otherPath
            change = judged.effect?.change
            interval = judged.effect.map { [$0.low, $0.high] }
            isRepeatable = judged.effect?.isRepeatable
            looks = judged.looks
            self.minEffect = minEffect
            verdict = judged.verdict.rawValue
            self.accepted = accepted
            reason = judged.reason
        }

        /// What was counted.
        var series: CountedSeries {
            CountedSeries(
                id: id,
                source: source,
                operations: k,
                baseline: baseline,
                candidate: candidate,
                otherPath: otherPath
            )
        }

        /// Of one operation, the mean of one build's counts.
        func perOperation(_ counts: [Int]) -> Double {
            Double(counts.reduce(0, +)) / Double(max(1, counts.count)) / Double(max(1, k))
        }
    }
}
