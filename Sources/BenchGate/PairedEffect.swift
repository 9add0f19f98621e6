public import BenchCore
internal import BenchStatistics
internal import Glibc

/// How much slower the candidate is than the baseline, from the generations of one benchmark.
///
/// The generation is the unit of analysis, never the batch: batches of one pair of processes share its luck.
public struct PairedEffect: Hashable, Sendable {
    /// ln(candidate / baseline): 20 % trimmed mean over generations. Above 0 the candidate is slower.
    public let estimate: Double
    /// The lower end of Yuen's 95 % interval.
    public let low: Double
    /// Its upper end.
    public let high: Double
    /// The standard error, from the winsorised variance.
    public let standardError: Double
    /// Degrees of freedom.
    public let degrees: Double
    /// The chance of such an estimate, or a larger one, if nothing changed.
    public let pSlower: Double
    /// The chance of such an estimate, or a smaller one, if nothing changed.
    public let pFaster: Double
    /// How many generations it is of.
    public let generations: Int

    /// Nil with too few generations to say anything.
    public init?(_ generations: [PairedGeneration]) {
        self.init(differences: generations.compactMap(Self.difference))
    }

    /// - Parameter differences: one ln(candidate / baseline) for each generation.
    public init?(differences: [Double]) {
        guard let test = YuenTest(differences) else { return nil }
        estimate = test.estimate
        low = test.low
        high = test.high
        standardError = test.standardError
        degrees = test.degrees
        pSlower = test.pGreater
        pFaster = test.pLess
        generations = differences.count
    }

    /// The median over the rounds of a generation of ½[(ln B₁ − ln A₁) + (ln B₂ − ln A₂)]; nil without a whole round.
    public static func difference(_ generation: PairedGeneration) -> Double? {
        let rounds = Dictionary(grouping: generation.turns, by: \.round).values
        let differences = rounds.compactMap { turns -> Double? in
            let logarithms = { (side: BuildSide) in
                turns.filter { $0.side == side }.map { log(Double(max(1, $0.batch.wall))) }
            }
            let (baseline, candidate) = (logarithms(.baseline), logarithms(.candidate))
            guard baseline.count == 2, candidate.count == 2 else { return nil }
            return mean(candidate) - mean(baseline)
        }
        return differences.isEmpty ? nil : median(differences)
    }

    /// The chance of such an estimate, or a larger one, if the candidate is slower by `effect` and no more, a logarithm.
    func chance(ofNoMoreThan effect: Double) -> Double {
        guard standardError > 0 else { return estimate > effect ? 0 : 1 }
        return StudentT.upperTail((estimate - effect) / standardError, degrees: degrees)
    }

    /// The estimate as a ratio: 1.03 is 3 % slower.
    public var ratio: Double { exp(estimate) }
}
