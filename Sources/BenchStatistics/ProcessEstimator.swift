/// What one process's batches say of an operation: one value for each process, over which ``YuenTest`` gives the interval.
public enum ProcessEstimator: String, Hashable, Sendable, CaseIterable {
    /// The median.
    case median
    /// The ⌈n/4⌉-th fastest of n batches (Hyndman and Fan, type 1, at a quarter): up to three batches of four may be disturbed
    /// before it moves. Of four batches or fewer it is the fastest.
    case lowerQuartile = "lower-quartile"

    /// - Parameter batches: in any order, not empty.
    public func value(of batches: [Double]) -> Double {
        precondition(!batches.isEmpty, "an estimate needs a sample")
        switch self {
        case .median: return BenchStatistics.median(batches)
        case .lowerQuartile: return batches.sorted()[(batches.count + 3) / 4 - 1]
        }
    }

    /// What people call it.
    public var name: String {
        switch self {
        case .median: "median"
        case .lowerQuartile: "lower quartile"
        }
    }
}
