/// Sentences on effects that one would not expect of a feature.
public struct FeatureSurprises: Sendable {
    /// One for each surprise, in the order of the tables.
    public let lines: [String]

    /// Looks at every row.
    public init(_ matrix: FeatureMatrix) {
        lines = matrix.tables.flatMap { table in
            let rows = Dictionary(table.rows.map { ($0.set.name, $0) }) { first, _ in first }
            let reference = matrix.study.sets.first.flatMap { rows[$0.name] }
            return table.rows.enumerated().flatMap { place, row -> [String] in
                let work = "\(table.operation) on \(table.backend)"
                if matrix.study.mode == "ladder" {
                    guard place > 0 else { return [] }
                    return Self.ofLess(row, table.rows[place - 1], row.step, isAdding: true, work)
                }
                guard let reference, row.set.name != reference.set.name else { return [] }
                let isAdding = matrix.study.mode == "add-one-in"
                var found = Self.ofLess(row, reference, row.speed, isAdding: isAdding, work)
                if matrix.study.mode == "pair" { found += Self.ofPair(row, rows, work) }
                return found
            }
        }
    }

    /// What an effect must be beyond, with all of its interval: less is noise of code that lies elsewhere.
    private static let smallest = 0.03

    /// A feature that slows its library down, or one whose loss speeds it up; and an effect without another path.
    private static func ofLess(
        _ row: FeatureMatrix.Row,
        _ reference: FeatureMatrix.Row,
        _ ratio: BenchmarkResult.Ratio?,
        isAdding: Bool,
        _ place: String
    ) -> [String] {
        guard let ratio, let interval = ratio.ci95.value else { return [] }
        let isFaster = interval[0] > 1 + smallest
        let isSlower = interval[1] < 1 - smallest
        let paths = row.path == reference.path ? nil : "it takes \(row.path) instead of \(reference.path)"
        let speed = Quantities.ratio(ratio.estimate)
        if isAdding ? isSlower : isFaster {
            let effect = isAdding ? "slower" : "faster"
            let why = paths.map { "because \($0)" } ?? "and the library names no other path"
            return ["\(row.set.name): \(place) is \(effect) (\(speed)), \(why)"]
        }
        if paths == nil, !row.path.isEmpty, isFaster || isSlower {
            return ["\(row.set.name): \(place) changes (\(speed)) though the path is \(row.path) with and without"]
        }
        if let paths, interval[0] > 1 - smallest, interval[1] < 1 + smallest {
            return ["\(row.set.name): \(place) is as fast (\(speed)), though \(paths)"]
        }
        return []
    }

    /// Two features whose losses together cost less, or more, than each alone.
    private static func ofPair(
        _ row: FeatureMatrix.Row,
        _ rows: [String: FeatureMatrix.Row],
        _ place: String
    ) -> [String] {
        let parts = row.set.name.split(separator: "-").map { "-\($0)" }
        guard parts.count == 2, let first = rows[parts[0]]?.speed, let second = rows[parts[1]]?.speed,
            let both = row.speed, let interval = both.ci95.value
        else { return [] }
        let product = first.estimate * second.estimate
        guard product < interval[0] * (1 - smallest) || product > interval[1] * (1 + smallest) else { return [] }
        return [
            "\(row.set.name): \(place) runs at \(Quantities.ratio(both.estimate)); the two alone would make "
                + "\(Quantities.ratio(first.estimate)) × \(Quantities.ratio(second.estimate)) = \(Quantities.ratio(product))"
        ]
    }
}
