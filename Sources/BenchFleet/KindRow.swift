public import BenchStatistics
internal import Glibc

/// One row on all machines of a kind.
public struct KindRow: Sendable {
    /// The place of its definition.
    public let definition: Int
    /// The machines that have it, by their places in the kind, ascending.
    public let machines: [Int]
    /// Runs that have it.
    public let runs: Int
    /// Nanoseconds for one operation on a typical machine: the 20 % trimmed mean of the logarithms of the machines' times.
    public let time: Double
    /// Over the machines at 95 % where there are four or more, else what the intervals of all runs cover; nil where one has none.
    public let interval: FleetRow.Reach?
    /// The fastest machine's time.
    public let fastest: Double
    /// The slowest machine's.
    public let slowest: Double
    /// How far machines are apart, as shares of the time; nil with one machine, or where nothing is known of the noise.
    public let spread: SpreadSplit?
    /// What the noise within a machine was taken from.
    public let noiseSource: NoiseSource?
    /// Whether the column's own code ran in all of them.
    let takesPart: Bool
    /// The logarithm of each machine's time, as ``machines`` has them.
    let logarithms: [Double]

    /// What tells how far one machine's value can be off.
    public enum NoiseSource: String, Sendable {
        /// Several runs of one machine.
        case runs
        /// The intervals of single runs.
        case intervals
    }

    /// - Parameter samples: of each machine that has the row its runs' rows; not empty, none of it.
    init(definition: Int, _ samples: [(machine: Int, rows: [FleetRow])]) {
        self.definition = definition
        machines = samples.map(\.machine)
        let rows = samples.flatMap(\.rows)
        runs = rows.count
        takesPart = rows.allSatisfy(\.takesPart)
        let byMachine = samples.map { $0.rows.map { log($0.time) } }
        let values = byMachine.map { trimmedMean($0) }
        logarithms = values
        let test = yuenInterval(values)
        time = exp(test?.estimate ?? trimmedMean(values))
        interval = test.map { FleetRow.Reach(low: exp($0.low), high: exp($0.high)) } ?? Self.union(rows)
        fastest = exp(values.min() ?? 0)
        slowest = exp(values.max() ?? 0)
        let pooled = SpreadSplit.pooledDeviation(byMachine)
        let errors = samples.enumerated().map { place, sample in
            let share = (1 / Double(sample.rows.count)).squareRoot()
            let own = pooled ?? Self.error(sample.rows)
            return own.map { $0 * share } ?? .nan
        }
        spread = SpreadSplit(values, errors: errors)
        noiseSource = spread == nil ? nil : pooled == nil ? .intervals : .runs
    }

    /// The standard error of one run, as a mean over those of a machine; nil where one has none.
    private static func error(_ rows: [FleetRow]) -> Double? {
        let errors = rows.compactMap(\.error)
        guard errors.count == rows.count else { return nil }
        return mean(errors.map { $0 * $0 }).squareRoot()
    }

    private static func union(_ rows: [FleetRow]) -> FleetRow.Reach? {
        let intervals = rows.compactMap(\.interval)
        guard intervals.count == rows.count, let low = intervals.map(\.low).min(),
            let high = intervals.map(\.high).max()
        else { return nil }
        return FleetRow.Reach(low: low, high: high)
    }
}
