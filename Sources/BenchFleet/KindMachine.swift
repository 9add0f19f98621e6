internal import BenchStatistics
internal import Glibc

/// One machine of a kind.
public struct KindMachine: Sendable {
    /// What its label says; the file of its only run where there is no label.
    public let name: String
    /// Whether a label named it.
    public let isNamed: Bool
    /// The places of its runs in the fleet.
    public let runs: [Int]
    /// How far its times are from those of a typical machine of the kind: the mean over its rows, as a share; above 0 is slower.
    /// Nil for the only machine of a kind.
    public internal(set) var deviation: Double?
    /// Whether that lies beyond Tukey's outer fences of the kind, and beyond 1 %.
    public internal(set) var isOdd = false

    init(name: String, isNamed: Bool, runs: [Int]) {
        self.name = name
        self.isNamed = isNamed
        self.runs = runs
    }

    /// Less than this is nobody's business, however alike the others are.
    static let smallestOddity = 0.01

    /// Fills in how far each is from the others.
    static func compare(_ machines: inout [KindMachine], _ rows: [KindRow]) {
        guard machines.count > 1 else { return }
        var sums = [(sum: Double, count: Int)](repeating: (0, 0), count: machines.count)
        for row in rows where row.machines.count > 1 {
            let center = log(row.time)
            for (machine, value) in zip(row.machines, row.logarithms) {
                sums[machine].sum += value - center
                sums[machine].count += 1
            }
        }
        for index in machines.indices where sums[index].count > 0 {
            machines[index].deviation = exp(sums[index].sum / Double(sums[index].count)) - 1
        }
        let known = machines.compactMap(\.deviation).sorted()
        guard known.count >= 4 else { return }
        let (lower, upper) = (quantile(known, 0.25), quantile(known, 0.75))
        let reach = 3 * (upper - lower)
        for index in machines.indices {
            guard let deviation = machines[index].deviation, abs(deviation) >= smallestOddity else { continue }
            machines[index].isOdd = deviation < lower - reach || deviation > upper + reach
        }
    }
}
