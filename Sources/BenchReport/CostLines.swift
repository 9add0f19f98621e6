internal import BenchCore
internal import BenchStatistics

/// What an operation costs whatever its length, and what each octet adds: a line through the medians of all its lengths.
struct CostLines {
    static let heading =
        "fixed cost and cost of each octet (least squares of relative errors; ± what a straight line does not explain)"

    /// One for each operation that was measured at three lengths or more: `record-seal aes-128-gcm: swift 38.0 ns + 0.0870
    /// ns/octet (±1.2%), openssl …`.
    let lines: [String]

    init(_ table: Table) {
        var order: [String] = []
        var points: [String: [Table.Column: [(units: Double, cost: Double)]]] = [:]
        for row in table.rows {
            for (column, cell) in zip(table.columns, row.cells) {
                guard let cell, let octets = cell.benchmark.bytesPerOp.value else { continue }
                // All but the length itself tells operations apart.
                let others = row.parameters.list.filter { $0.value != .integer(octets) }
                guard others.count < row.parameters.list.count else { continue }
                let label = ([row.op] + others.map(\.value.description)).joined(separator: " ")
                if points[label] == nil { order.append(label) }
                points[label, default: [:]][column, default: []].append((Double(octets), cell.statistics.median))
            }
        }
        lines = order.compactMap { label in
            let fits = table.columns.compactMap { column in
                points[label]?[column].flatMap { LinearFit($0) }.map { "\(column.name) \(Self.text($0))" }
            }
            return fits.isEmpty ? nil : "\(label): " + fits.joined(separator: ", ")
        }
    }

    private static func text(_ fit: LinearFit) -> String {
        "\(Quantities.duration(fit.fixedCost.estimate)) + \(Quantities.perOctet(fit.perUnit.estimate)) "
            + "(±\(Quantities.percent(fit.relativeError)))"
    }
}
