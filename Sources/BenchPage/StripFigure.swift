internal import BenchReport

/// Every batch of a run: a strip for each benchmark, in it a lane for each worker process with a tick for each of its batches
/// and a dot at its value. Where lanes lie beside each other the processes differ; where ticks are wide the batches do.
struct StripFigure {
    let groups: [Group]

    /// All strips of one operation.
    struct Group {
        let op: String
        let isOpen: Bool
        let rows: [Row]
    }

    /// One benchmark.
    struct Row {
        /// What is measured; empty where the row above has said it.
        let label: String
        let backend: String
        let mark: Markup
        let time: String
        let figure: Markup
    }

    init(_ table: Table) {
        var ops: [String] = []
        for row in table.rows where !ops.contains(row.op) { ops.append(row.op) }
        groups = ops.enumerated().map { place, op in
            let rows = table.rows.filter { $0.op == op }
            return Group(
                op: op,
                isOpen: place == 0,
                rows: rows.flatMap { row in
                    let cells = zip(table.columns, row.cells).compactMap { column, cell in cell.map { (column, $0) } }
                    return cells.enumerated().map { place, cell in
                        Row(label: place == 0 ? Wording.parameters(row) : "", column: cell.0, cell: cell.1)
                    }
                }
            )
        }
    }

    /// The scale of all strips: the time in the middle, and this share of it to either side.
    static let reach = 0.25
}

extension StripFigure.Row {
    /// The height of a lane, and of all together at most.
    private static let lane = 4.0
    private static let lanes = 48.0
    /// Places across, each with one tick at most.
    private static let places = 600.0

    fileprivate init(label: String, column: Table.Column, cell: MeasuredSide) {
        self.label = label
        backend = column.name
        let look = Look(column.backend)
        mark = look.legend
        let (middle, generations) = (cell.statistics.headline, cell.times)
        time = Quantities.duration(middle)
        func place(_ time: Double) -> Double {
            let share = (time / middle - 1) / StripFigure.reach
            return (min(max(share, -1), 1) + 1) / 2
        }
        let lane = min(Self.lane, Self.lanes / Double(generations.count))
        let height = Double(generations.count) * lane + 4
        var ticks = ""
        var pieces = [-1, -0.5, 0, 0.5, 1].map { (share: Double) in
            SVG.line((share + 1) / 2, 0, (share + 1) / 2, height, share == 0 ? "one" : "grid")
        }
        for (number, generation) in generations.enumerated() {
            let (y, length) = (SVG.number(Double(number) * lane + 2), SVG.number(lane))
            for x in Set(generation.wall.map { Int(place($0) * Self.places) }).sorted() {
                ticks += "M\(x) \(y)v\(length)"
            }
        }
        // One path for all ticks, stretched to the width, is a tenth of so many lines.
        pieces.append(
            .element(
                "svg",
                [
                    "width": "100%", "height": SVG.number(height), "preserveAspectRatio": "none",
                    "viewBox": "0 0 \(Int(Self.places)) \(SVG.number(height))",
                ],
                [.element("path", ["d": ticks, "class": "batch \(look.style)"])]
            )
        )
        for (number, generation) in generations.enumerated() {
            pieces.append(
                .element(
                    "circle",
                    [
                        "cx": SVG.share(place(generation.value)),
                        "cy": SVG.number((Double(number) + 0.5) * lane + 2),
                        "r": SVG.number(0.625 * lane), "class": "median",
                    ]
                )
            )
        }
        let values = generations.map { Quantities.duration($0.value) }.joined(separator: ", ")
        figure = SVG.figure("\(cell.name), processes: \(values)", height: height, pieces)
    }
}
