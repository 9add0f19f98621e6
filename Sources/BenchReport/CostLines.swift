internal import BenchCore
public import BenchStatistics

/// What operations cost whatever their length, and what each octet adds: a line through the medians of all their lengths.
public struct CostFits: Sendable {
    /// One for each operation that was measured at three lengths or more.
    public let operations: [Operation]

    /// An operation with its parameters but the length.
    public struct Operation: Sendable {
        /// What it is called.
        public let label: String
        /// In the order of the table's columns, without those that were measured at too few lengths.
        public let series: [Series]
    }

    /// One backend's costs.
    public struct Series: Sendable {
        /// Who was measured.
        public let column: Table.Column
        /// Octets, and nanoseconds for them.
        public let points: [(units: Double, cost: Double)]
        /// The line.
        public let fit: LinearFit
    }

    /// Takes the rows whose length is among their parameters.
    public init(_ table: Table) {
        var order: [String] = []
        var points: [String: [Table.Column: [(units: Double, cost: Double)]]] = [:]
        for row in table.rows {
            for (column, cell) in zip(table.columns, row.cells) {
                // Another column's code has its line there.
                guard let cell, cell.owner.takesPart, let octets = cell.benchmark.bytesPerOp.value else { continue }
                // All but the length itself tells operations apart.
                let others = row.parameters.list.filter { $0.value != .integer(octets) }
                guard others.count < row.parameters.list.count else { continue }
                let label = ([row.op] + others.map(\.value.description)).joined(separator: " ")
                if points[label] == nil { order.append(label) }
                points[label, default: [:]][column, default: []].append((Double(octets), cell.statistics.headline))
            }
        }
        operations = order.compactMap { label in
            let series = table.columns.compactMap { column -> Series? in
                guard let own = points[label]?[column], let fit = LinearFit(own) else { return nil }
                return Series(column: column, points: own, fit: fit)
            }
            return series.isEmpty ? nil : Operation(label: label, series: series)
        }
    }
}

/// The fits as lines of text.
struct CostLines {
    static let heading =
        "fixed cost and cost of each octet (least squares of relative errors; ± what a straight line does not explain)"

    /// `record-seal aes-128-gcm: swift 38.0 ns + 0.0870 ns/octet (±1.2%), openssl …`.
    let lines: [String]

    init(_ table: Table) { lines = CostFits(table).lines }
}

extension CostFits {
    /// A line for each operation.
    public var lines: [String] {
        operations.map { operation in
            "\(operation.label): "
                + operation.series.map { "\($0.column.name) \(Self.text($0.fit))" }.joined(separator: ", ")
        }
    }

    private static func text(_ fit: LinearFit) -> String {
        "\(Quantities.duration(fit.fixedCost.estimate)) + \(Quantities.perOctet(fit.perUnit.estimate)) "
            + "(±\(Quantities.percent(fit.relativeError)))"
    }
}
