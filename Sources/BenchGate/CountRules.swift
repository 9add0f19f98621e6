/// What it takes for a gate of counts to block (article GateByInstructions, "The rule").
public struct CountRules: Hashable, Sendable {
    /// The smallest increase that blocks, as a share: 0.005 is 0.5 %.
    public let minEffect: Double
    /// A larger one for single benchmarks, by identifier.
    public let perBenchmark: [String: Double]
    /// The chance that an interval of the whole run does not hold what it should, for benchmarks whose count varies.
    public let alpha: Double
    /// How many counts each build has at the end of each look.
    public let repeats: [Int]

    /// The defaults are those of the article GateByInstructions.
    public init(
        minEffect: Double = GateMetric.instructions.standardMinEffect,
        perBenchmark: [String: Double] = [:],
        alpha: Double = 0.05,
        repeats: [Int] = CountRules.standardRepeats
    ) {
        self.minEffect = minEffect
        self.perBenchmark = perBenchmark
        self.alpha = alpha
        self.repeats = repeats
    }

    /// The smallest increase of one benchmark that blocks.
    public func minEffect(of id: String) -> Double { max(minEffect, perBenchmark[id] ?? 0) }

    /// Counts that lie so close to each other are taken as one number: a share of them. Where the heap happens to lie changes some
    /// dozens of instructions.
    func tolerance(of id: String) -> Double { minEffect(of: id) / 4 }

    /// Two tell whether a count repeats; of one that does not, eight give an interval, and 24 a narrow one.
    public static let standardRepeats = [2, 8, 24]
}
