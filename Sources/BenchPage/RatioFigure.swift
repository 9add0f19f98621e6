internal import BenchReport

/// Backends beside the reference: for each operation a bar for each backend, from 1× to its speed, with the interval as a line
/// and the backend's mark at its end.
struct RatioFigure {
    /// What the template shows, operation by operation.
    let groups: [Group]
    let legend: [LegendEntry]
    let reference: String

    /// All rows of one operation.
    struct Group {
        let op: String
        let axis: Markup
        let rows: [Row]
    }

    /// One operation with its parameters.
    struct Row {
        let label: String
        let figure: Markup
        let speeds: [Speed]
    }

    /// The number beside a bar.
    struct Speed {
        let text: String
        /// Whether nobody can tell it from 1×.
        let isLevel: Bool
    }

    /// A backend, and how it looks.
    struct LegendEntry {
        let name: String
        let mark: Markup
    }

    init?(_ document: ResultDocument, _ table: Table) {
        reference = document.tool.reference
        let ratios = table.rows.flatMap { row in row.cells.compactMap { $0?.ratio } }
        guard !ratios.isEmpty else { return nil }
        let values = ratios.flatMap { [$0.estimate] + ($0.ci95.value ?? []) }
        // An interval that reaches into nothing must not make all others small.
        let axis = LogAxis([1] + values.map { min(max($0, 1.0 / 64), 64) }, from: 0.01, to: 0.99)
        var ops: [String] = []
        for row in table.rows where !ops.contains(row.op) { ops.append(row.op) }
        groups = ops.compactMap { op in
            let rows = table.rows.filter { $0.op == op }.compactMap { Self.row($0, axis, document.tool.reference) }
            return rows.isEmpty ? nil : Group(op: op, axis: Self.ticks(axis), rows: rows)
        }
        legend = table.columns.filter { column in
            table.rows.contains { row in
                row.cells.contains { $0?.benchmark.backend == column.backend && $0?.ratio != nil }
            }
        }.map { LegendEntry(name: $0.name, mark: Look($0.backend).legend) }
    }

    private static let pitch = 14.0

    private static func row(_ row: Table.Row, _ axis: LogAxis, _ reference: String) -> Row? {
        let measured = row.cells.compactMap { cell in
            cell.flatMap { cell in cell.ratio.map { (cell.benchmark.backend, $0) } }
        }
        guard !measured.isEmpty else { return nil }
        let height = Double(measured.count) * pitch + 4
        let one = axis.place(1)
        var pieces = axis.ticks().map { tick in
            SVG.line(axis.place(tick), 0, axis.place(tick), height, tick == 1 ? "one" : "grid")
        }
        for (place, (backend, ratio)) in measured.enumerated() {
            let (look, end) = (Look(backend), axis.place(ratio.estimate))
            let y = Double(place) * pitch + pitch / 2 + 2
            let style = "\(look.style) \(ratio.isLevel ? "level" : "bar")"
            pieces.append(SVG.rectangle(x: min(one, end), y: y - 4, width: abs(end - one), height: 8, style))
            if let interval = ratio.ci95.value {
                pieces.append(SVG.line(axis.place(interval[0]), y, axis.place(interval[1]), y, "interval"))
            }
            pieces.append(SVG.mark(look, end, y))
        }
        let name = measured.map { "\($0.0) \(Wording.ratio($0.1))" }.joined(separator: ", ")
        return Row(
            label: Wording.parameters(row),
            figure: SVG.figure("\(row.label), speed beside \(reference): \(name)", height: height, pieces),
            speeds: measured.map { Speed(text: $0.1.text, isLevel: $0.1.isLevel) }
        )
    }

    /// The scale above the rows.
    private static func ticks(_ axis: LogAxis) -> Markup {
        let labels = axis.ticks().map { tick in
            let anchor: SVG.Anchor = axis.place(tick) < 0.03 ? .start : axis.place(tick) > 0.97 ? .end : .middle
            return SVG.text(axis.place(tick), 11, label(tick), anchor, "tick")
        }
        return .element("svg", ["width": "100%", "height": "14", "aria-hidden": "true"], labels)
    }

    /// `1/4×`, `2×`.
    static func label(_ tick: Double) -> String {
        tick < 1 ? "1/\(SVG.number(1 / tick, digits: 0))×" : "\(SVG.number(tick, digits: 0))×"
    }
}
