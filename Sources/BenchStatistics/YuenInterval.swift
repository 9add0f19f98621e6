/// A location and the interval that holds it with a given confidence.
public struct Interval: Hashable, Sendable {
    /// The point in it.
    public let estimate: Double
    /// Its lower end.
    public let low: Double
    /// Its upper end.
    public let high: Double

    /// Half its width.
    public var halfWidth: Double { (high - low) / 2 }
}

/// The trimmed mean of a sample and its confidence interval (Yuen 1974; Tukey and McLaughlin 1963): the winsorised
/// variance over the squared share that stays, with h − 1 degrees of freedom for the h values that stay.
///
/// Nil below four values, of which 20 % trimming leaves too little to say anything.
public func yuenInterval(_ sample: [Double], fraction: Double = 0.2, confidence: Double = 0.95) -> Interval? {
    guard sample.count >= 4 else { return nil }
    let count = Double(sample.count)
    let kept = sample.count - 2 * Int(fraction * count)
    guard kept >= 2 else { return nil }
    let estimate = trimmedMean(sample, fraction: fraction)
    let deviation = winsorizedVariance(sample, fraction: fraction).squareRoot()
    let error = deviation / ((1 - 2 * fraction) * count.squareRoot())
    let reach = StudentT.quantile(0.5 + confidence / 2, degrees: Double(kept - 1)) * error
    return Interval(estimate: estimate, low: estimate - reach, high: estimate + reach)
}
