/// A location and the interval that holds it with a given confidence.
public struct Interval: Hashable, Sendable {
    /// The point in it.
    public let estimate: Double
    /// Its lower end.
    public let low: Double
    /// Its upper end.
    public let high: Double

    /// All three.
    public init(estimate: Double, low: Double, high: Double) {
        self.estimate = estimate
        self.low = low
        self.high = high
    }

    /// Half its width.
    public var halfWidth: Double { (high - low) / 2 }
}
