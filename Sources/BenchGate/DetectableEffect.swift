internal import BenchStatistics
internal import Glibc

/// The smallest slowdown that a gate finds with 95 % certainty on a machine whose noise is known.
///
/// To block, an estimate must be at least ln(1 + m), significant among all benchmarks (Holm: the first of n is compared with α / n,
/// and with a third of that, for there are three looks), and significantly above m/2 by itself
/// (article HowAGateDecides, "The rule"). An estimate is off by t₀.₉₅ standard errors in one case of twenty; a slowdown that is
/// that much above each of the three bars passes all of them often enough. The looks after the first only help: they are left out.
public struct DetectableEffect: Hashable, Sendable {
    /// The slowdown as a share: 0.03 is 3 %.
    public let share: Double

    /// - Parameters:
    ///   - standardError: of one benchmark's estimate, a logarithm, in one look.
    ///   - degrees: of freedom of that standard error.
    ///   - benchmarks: how many the gate looks at.
    public init(standardError: Double, degrees: Double, benchmarks: Int, rules: GateRules = GateRules()) {
        let level = rules.alpha / Double(rules.maxLooks)
        let power = StudentT.quantile(0.95, degrees: degrees)
        func bar(_ effect: Double, _ chance: Double) -> Double {
            log1p(effect) + (StudentT.quantile(1 - chance, degrees: degrees) + power) * standardError
        }
        let bars = [
            log1p(rules.minEffect) + power * standardError,
            bar(0, level / Double(max(1, benchmarks))),
            bar(rules.minEffect / 2, level),
        ]
        share = expm1(bars.max() ?? 0)
    }
}
