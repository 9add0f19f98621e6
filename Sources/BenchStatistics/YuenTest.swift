/// The trimmed mean of a sample, what it is worth, and how well a mean of 0 explains it (Yuen 1974; Tukey and McLaughlin
/// 1963): the winsorised variance over the squared share that stays, with h − 1 degrees of freedom for the h values that stay.
public struct YuenTest: Hashable, Sendable {
    /// The trimmed mean.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double
    /// Degrees of freedom.
    public let degrees: Double
    /// The lower end of the confidence interval.
    public let low: Double
    /// Its upper end.
    public let high: Double
    /// P that a mean of 0 gives this or more: small is evidence for a mean above 0.
    public let pGreater: Double
    /// P that a mean of 0 gives this or less: small is evidence for a mean below 0.
    public let pLess: Double

    /// Nil below four values, of which 20 % trimming leaves too little to say anything, and for values that are not finite.
    ///
    /// - Parameter fraction: what is cut off at each end, 0 to below 0.5, rounded down to whole values.
    public init?(_ sample: [Double], fraction: Double = 0.2, confidence: Double = 0.95) {
        guard sample.count >= 4, sample.allSatisfy(\.isFinite), (0..<0.5).contains(fraction) else { return nil }
        let count = Double(sample.count)
        let kept = sample.count - 2 * Int(fraction * count)
        guard kept >= 2 else { return nil }
        estimate = trimmedMean(sample, fraction: fraction)
        let deviation = winsorizedVariance(sample, fraction: fraction).squareRoot()
        standardError = deviation / ((1 - 2 * fraction) * count.squareRoot())
        degrees = Double(kept - 1)
        let reach = StudentT.quantile(0.5 + confidence / 2, degrees: degrees) * standardError
        low = estimate - reach
        high = estimate + reach
        // Without any spread the limit of a vanishing one: certain, unless the mean is 0 itself.
        let t = standardError > 0 ? estimate / standardError : estimate == 0 ? 0 : estimate * .infinity
        pGreater = StudentT.upperTail(t, degrees: degrees)
        pLess = StudentT.upperTail(-t, degrees: degrees)
    }
}

/// The interval of ``YuenTest``, nil where that is.
public func yuenInterval(_ sample: [Double], fraction: Double = 0.2, confidence: Double = 0.95) -> Interval? {
    YuenTest(sample, fraction: fraction, confidence: confidence).map {
        Interval(estimate: $0.estimate, low: $0.low, high: $0.high)
    }
}
