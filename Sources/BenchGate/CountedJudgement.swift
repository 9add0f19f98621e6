/// What a gate of counts says of one benchmark.
///
/// It is a pure function of the counts: `tlsbench verdict` comes to the same from a file.
public struct CountedJudgement: Hashable, Sendable {
    /// The benchmark's identifier.
    public let id: String
    /// Nil where there are too few counts.
    public private(set) var effect: CountedEffect?
    /// What is known so far.
    public private(set) var verdict: Verdict = .inconclusive
    /// How often the counts were looked at.
    public private(set) var looks = 0
    /// Whether the verdict is the last one.
    public private(set) var isDecided = false
    /// Why there is no count, where there is none.
    public private(set) var reason: String?

    /// Nothing is known yet.
    public init(id: String) { self.id = id }

    /// It cannot be counted in one of the builds.
    public mutating func fail(_ reason: String) {
        self.reason = reason
        verdict = .failed
        isDecided = true
    }

    /// Looks at all counts so far.
    ///
    /// What would block in the first look is counted again before it does, for two counts may agree by chance.
    ///
    /// - Parameter benchmarks: how many the gate looks at: each of them, and each look, has its share of α.
    public mutating func look(_ series: CountedSeries, _ rules: CountRules, benchmarks: Int) {
        guard !isDecided else { return }
        looks += 1
        let isLast = looks >= rules.repeats.count
        let share = rules.alpha / Double(max(1, benchmarks * rules.repeats.count))
        effect = CountedEffect(
            series.baseline,
            series.candidate,
            tolerance: rules.tolerance(of: id),
            confidence: 1 - share
        )
        verdict = effect.map { Self.verdict($0, rules.minEffect(of: id)) } ?? .inconclusive
        let isSure = verdict != .inconclusive && (verdict != .regressed || looks > 1)
        isDecided = isLast || isSure
    }

    private static func verdict(_ effect: CountedEffect, _ limit: Double) -> Verdict {
        if effect.change >= limit, effect.change > 0, effect.low >= limit / 2 { return .regressed }
        if effect.change <= -limit, effect.change < 0, effect.high <= -limit / 2 { return .improved }
        return effect.high < limit || effect.high == 0 ? .unchanged : .inconclusive
    }

    /// As a gate of times has it.
    public var judgement: BenchmarkJudgement {
        var judged = BenchmarkJudgement(id: id, unmeasured: verdict)
        judged.reason = reason
        return judged
    }
}
