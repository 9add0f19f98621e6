public import BenchStatistics
internal import Glibc

/// Machines of a kind that have one value of a label, compared with the others of the kind.
public struct LabelEffect: Sendable {
    /// The label.
    public let key: String
    /// What it is on these machines.
    public let value: String
    /// How many machines have it.
    public let machines: Int
    /// How many others of the kind have another value.
    public let others: Int
    /// How far these machines are from a typical one of the kind, over all rows: above 0 is slower. Nil for the only machine.
    public let deviation: Double?
    /// Their times over the others', less 1, at 95 %; nil with less than four machines at either side.
    public let difference: Interval?

    /// Of one kind, by key and value. A label whose value differs from machine to machine groups nothing: its key is in `single`.
    static func all(
        _ machines: [KindMachine],
        labels: [[String: String]],
        without machineLabel: String
    ) -> (effects: [LabelEffect], single: [String]) {
        var effects: [LabelEffect] = []
        var single: [String] = []
        for key in Set(labels.flatMap(\.keys)).subtracting([machineLabel]).sorted() {
            let groups = Dictionary(grouping: machines.indices.filter { labels[$0][key] != nil }) {
                labels[$0][key] ?? ""
            }
            guard machines.count == 1 || groups.values.contains(where: { $0.count > 1 }) else {
                single.append(key)
                continue
            }
            effects += groups.sorted { $0.key < $1.key }.map { value, own in
                LabelEffect(key, value, own, machines.indices.filter { labels[$0][key] != value }, machines)
            }
        }
        return (effects, single)
    }

    private init(_ key: String, _ value: String, _ own: [Int], _ others: [Int], _ machines: [KindMachine]) {
        func logarithms(_ places: [Int]) -> [Double] {
            places.compactMap { machines[$0].deviation.map { log(1 + $0) } }
        }
        self.key = key
        self.value = value
        self.machines = own.count
        self.others = others.count
        let values = logarithms(own)
        deviation = values.isEmpty ? nil : exp(trimmedMean(values)) - 1
        difference = YuenWelchTest(values, minus: logarithms(others)).map { test in
            Interval(estimate: exp(test.estimate) - 1, low: exp(test.low) - 1, high: exp(test.high) - 1)
        }
    }
}
