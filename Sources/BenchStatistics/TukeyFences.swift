/// How many values of a sample lie far outside its middle half (Tukey 1977).
public struct TukeyFences: Hashable, Sendable {
    /// Beyond 1.5 interquartile ranges from the quartiles, and within 3.
    public let mild: Int
    /// Beyond 3 interquartile ranges.
    public let severe: Int

    /// Counts; nothing is removed.
    public init(_ sample: [Double]) {
        let sorted = sample.sorted()
        let lower = quantile(sorted, 0.25)
        let upper = quantile(sorted, 0.75)
        let range = upper - lower
        severe = sorted.count { $0 < lower - 3 * range || $0 > upper + 3 * range }
        mild = sorted.count { $0 < lower - 1.5 * range || $0 > upper + 1.5 * range } - severe
    }
}
