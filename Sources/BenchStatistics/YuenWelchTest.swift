/// The difference of two samples' trimmed means where neither value belongs to one of the other sample (Yuen 1974): each
/// with its own winsorised variance, and with Welch's degrees of freedom.
public struct YuenWelchTest: Hashable, Sendable {
    /// The first trimmed mean less the second.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double
    /// Degrees of freedom, not whole.
    public let degrees: Double
    /// The lower end of the confidence interval.
    public let low: Double
    /// Its upper end.
    public let high: Double

    /// Nil where either sample has below four values, of which 20 % trimming leaves too little to say anything, and for
    /// values that are not finite.
    ///
    /// - Parameter fraction: what is cut off at each end, 0 to below 0.5, rounded down to whole values.
    public init?(_ sample: [Double], minus other: [Double], fraction: Double = 0.2, confidence: Double = 0.95) {
        guard let first = Share(sample, fraction), let second = Share(other, fraction) else { return nil }
        estimate = first.mean - second.mean
        let variance = first.variance + second.variance
        standardError = variance.squareRoot()
        let parts = [first, second].map { $0.variance / variance * ($0.variance / variance) / $0.degrees }
        // Without any spread the interval is a point, whatever the degrees.
        degrees = variance > 0 ? 1 / (parts[0] + parts[1]) : first.degrees + second.degrees
        let reach = StudentT.quantile(0.5 + confidence / 2, degrees: degrees) * standardError
        low = estimate - reach
        high = estimate + reach
    }

    /// What one sample gives.
    private struct Share {
        let mean: Double
        /// Of the mean.
        let variance: Double
        let degrees: Double

        init?(_ sample: [Double], _ fraction: Double) {
            guard sample.count >= 4, sample.allSatisfy(\.isFinite), (0..<0.5).contains(fraction) else { return nil }
            let kept = Double(sample.count - 2 * Int(fraction * Double(sample.count)))
            guard kept >= 2 else { return nil }
            mean = trimmedMean(sample, fraction: fraction)
            degrees = kept - 1
            variance =
                winsorizedVariance(sample, fraction: fraction) * Double(sample.count - 1) / (kept * degrees)
        }
    }
}
