internal import Histogram

/// Times of one kind, in an HDR histogram: any number of them in the same memory.
///
/// A quantile is at most 0.1 % above the exact one, and never above the longest time, which is exact as the shortest is.
public struct Latencies: Sendable {
    private var histogram = Histogram<UInt32>(
        lowestDiscernibleValue: 1,
        highestTrackableValue: Self.longest,
        numberOfSignificantValueDigits: .three
    )

    /// In nanoseconds, somewhat above two days; what is longer counts as this.
    private static let longest: UInt64 = 1 << 48

    /// None yet.
    public init() {}

    /// How many there are.
    public var count: Int { Int(histogram.totalCount) }

    /// The shortest one in nanoseconds; 0 of none.
    public var minimum: UInt64 { count == 0 ? 0 : histogram.min }

    /// The longest one in nanoseconds; 0 of none.
    public var maximum: UInt64 { count == 0 ? 0 : histogram.maxRecorded }

    /// The time that the given share, from 0 to 1, does not exceed, in nanoseconds; 0 of none.
    public func quantile(_ share: Double) -> UInt64 { count == 0 ? 0 : histogram.valueAtPercentile(share * 100) }

    /// Takes one time in nanoseconds.
    mutating func record(_ nanoseconds: UInt64) { histogram.record(min(nanoseconds, Self.longest)) }

    /// Takes all of another one's.
    mutating func add(_ other: Latencies) { histogram.add(other.histogram) }
}
