internal import BenchReport
internal import BenchStatistics

/// One row of one run, as little of it as a report of many needs.
public struct FleetRow: Hashable, Sendable {
    /// The place of its definition.
    public let definition: Int
    /// Nanoseconds for one operation.
    public let time: Double
    /// The 95 % interval of the time; nil with too few generations.
    public let interval: Reach?
    /// The standard error of the time as a share of it; nil without an interval.
    let error: Double?
    /// Whether the column's own code ran, for all that is known.
    public let takesPart: Bool

    /// An interval.
    public struct Reach: Hashable, Sendable {
        /// Its lower end.
        public let low: Double
        /// Its upper end.
        public let high: Double
    }

    init(_ measured: MeasuredSide, definition: Int, _ quantiles: inout YuenQuantiles) {
        let statistics = measured.statistics
        self.definition = definition
        time = statistics.headline
        interval = statistics.ci95.value.map { Reach(low: $0[0], high: $0[1]) }
        error = statistics.halfWidth.map { $0 / quantiles.ofGenerations(statistics.generations) }
        takesPart = measured.owner.takesPart
    }
}

/// What half a 95 % interval of Yuen's is in standard errors, by the number of generations that it was made of.
struct YuenQuantiles: Sendable {
    private var known: [Int: Double] = [:]

    mutating func ofGenerations(_ count: Int) -> Double {
        if let quantile = known[count] { return quantile }
        // As `YuenTest` counts: a fifth is cut off at either end, and one degree goes to the mean.
        let degrees = Double(max(1, count - 2 * Int(0.2 * Double(count)) - 1))
        let quantile = StudentT.quantile(0.975, degrees: degrees)
        known[count] = quantile
        return quantile
    }
}
