public import BenchCore

/// Counts benchmarks of two builds look by look until every one is decided or the looks are used up.
public struct CountedSession {
    private let rules: CountRules
    private var series: [CountedSeries]
    private var judgements: [CountedJudgement]

    /// What a session gave: everything, or what there was when it stopped.
    public struct Outcome: Sendable {
        /// In the order of the identifiers.
        public let series: [CountedSeries]
        /// What is known of each.
        public let judgements: [CountedJudgement]
        /// Why it stopped early; nil if it did not.
        public let failure: PairFailure?

        /// All of it.
        public init(series: [CountedSeries] = [], judgements: [CountedJudgement] = [], failure: PairFailure? = nil) {
            self.series = series
            self.judgements = judgements
            self.failure = failure
        }
    }

    /// - Parameter ids: what both builds have.
    public init(_ ids: [String], rules: CountRules) {
        self.rules = rules
        series = ids.map { CountedSeries(id: $0) }
        judgements = ids.map { CountedJudgement(id: $0) }
    }

    /// Counts.
    ///
    /// - Parameters:
    ///   - count: adds one count of each build to the series.
    ///   - progress: told what is about to be counted, and how much is done of how much.
    public mutating func run(
        count: (_ series: inout CountedSeries) throws(PairFailure) -> Void,
        progress: (_ id: String, _ done: Int, _ total: Int) -> Void
    ) -> Outcome {
        var stopped: PairFailure?
        for (look, repeats) in rules.repeats.enumerated() where stopped == nil {
            let open = judgements.indices.filter { !judgements[$0].isDecided }
            if open.isEmpty { break }
            let more = repeats - (look == 0 ? 0 : rules.repeats[look - 1])
            stopped = measure(open, more, count, progress)
            guard stopped == nil else { break }
            for place in open {
                judgements[place].look(series[place], rules, benchmarks: judgements.count)
            }
        }
        progress("", 1, 1)
        return Outcome(series: series, judgements: judgements, failure: stopped)
    }

    /// One look's counts. What fails is left alone from then on; nil, or what stops all.
    private mutating func measure(
        _ open: [Int],
        _ more: Int,
        _ count: (inout CountedSeries) throws(PairFailure) -> Void,
        _ progress: (String, Int, Int) -> Void
    ) -> PairFailure? {
        let total = open.count * more
        var done = 0
        for place in open {
            for _ in 0..<more where !judgements[place].isDecided {
                progress(series[place].id, done, total)
                done += 1
                do throws(PairFailure) { try count(&series[place]) } catch {
                    guard case .benchmarkAlone = error.reach else { return error }
                    judgements[place].fail(error.description)
                }
                if StopRequest.hasCome { return PairFailure(side: .candidate, reason: .interrupted) }
            }
        }
        return nil
    }
}
