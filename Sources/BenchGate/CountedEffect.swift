internal import BenchStatistics

/// How much more a candidate counts than the baseline, from repeats of both counts.
public struct CountedEffect: Hashable, Sendable {
    /// The mean of the candidate's counts over that of the baseline's, less 1: 0.01 is 1 % more.
    public let change: Double
    /// Its least.
    public let low: Double
    /// Its most.
    public let high: Double
    /// Whether the repeats of each build agree: the interval is then from end to end of what was counted, and no statistic.
    public let isRepeatable: Bool

    /// Nil below two counts of either build, and of a baseline that counts nothing.
    ///
    /// - Parameters:
    ///   - tolerance: how far the counts of one build may lie apart to agree, as a share of their mean.
    ///   - confidence: of the interval of counts that do not agree: Welch's, of the difference of the means.
    public init?(_ baseline: [Int], _ candidate: [Int], tolerance: Double, confidence: Double) {
        guard baseline.count >= 2, candidate.count >= 2, let (least, most) = Self.ends(baseline),
            let (candidateLeast, candidateMost) = Self.ends(candidate), least > 0
        else { return nil }
        let (old, new) = (Moments(baseline), Moments(candidate))
        change = new.mean / old.mean - 1
        isRepeatable = most - least <= tolerance * old.mean && candidateMost - candidateLeast <= tolerance * new.mean
        if isRepeatable {
            low = candidateLeast / most - 1
            high = candidateMost / least - 1
        } else {
            let variances = [old, new].map { $0.variance / $0.count }
            let variance = variances[0] + variances[1]
            // Welch–Satterthwaite; one of the two varies, or the counts would agree.
            let parts = zip(variances, [old, new]).map { $0 * $0 / ($1.count - 1) }
            let degrees = variance * variance / (parts[0] + parts[1])
            let reach = StudentT.quantile(0.5 + confidence / 2, degrees: degrees) * variance.squareRoot() / old.mean
            low = change - reach
            high = change + reach
        }
    }

    private static func ends(_ counts: [Int]) -> (Double, Double)? {
        guard let least = counts.min(), let most = counts.max() else { return nil }
        return (Double(least), Double(most))
    }

    /// Of the counts of one build.
    private struct Moments {
        let count: Double
        let mean: Double
        let variance: Double

        init(_ counts: [Int]) {
            let values = counts.map(Double.init)
            let deviation = standardDeviation(values)
            (count, mean, variance) = (Double(values.count), BenchStatistics.mean(values), deviation * deviation)
        }
    }
}
