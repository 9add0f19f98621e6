/// What it takes for a gate to block (article HowAGateDecides, "The rule").
public struct GateRules: Hashable, Sendable {
    /// The smallest slowdown that blocks, as a share: 0.02 is 2 %.
    public let minEffect: Double
    /// A larger one for single benchmarks, by identifier: what their layout alone can move them.
    public let perBenchmark: [String: Double]
    /// A slowdown whose lower bound is this large blocks even if the same instructions run.
    public let hardEffect: Double
    /// The chance of a false alarm in the whole run, all looks together.
    public let alpha: Double
    /// How often the data may be looked at; a benchmark that is undecided is measured on in between.
    public let maxLooks: Int
    /// Generations for each look.
    public let generationsPerLook: Int

    /// The defaults are those of the article HowAGateDecides.
    public init(
        minEffect: Double = 0.02,
        perBenchmark: [String: Double] = [:],
        hardEffect: Double = 0.05,
        alpha: Double = 0.05,
        maxLooks: Int = 3,
        generationsPerLook: Int = 16
    ) {
        self.minEffect = minEffect
        self.perBenchmark = perBenchmark
        self.hardEffect = hardEffect
        self.alpha = alpha
        self.maxLooks = maxLooks
        self.generationsPerLook = generationsPerLook
    }

    /// The smallest slowdown of one benchmark that blocks.
    public func minEffect(of id: String) -> Double { max(minEffect, perBenchmark[id] ?? 0) }
}
