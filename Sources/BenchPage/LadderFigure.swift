internal import BenchReport

/// What CPU features are worth: a panel for each operation, with a row for each set of features and a line for each backend
/// going down the rows, to the right where it is faster.
struct LadderFigure {
    let explanation: String
    let legend: [RatioFigure.LegendEntry]
    let panels: [Panel]
    let surprises: [String]

    /// One operation.
    struct Panel {
        let title: String
        let figure: Markup
        let height: Double
    }

    private struct Series {
        let backend: String
        let speeds: [(set: Int, speed: Double, interval: [Double]?)]
    }

    init?(_ document: ResultDocument) {
        guard let matrix = FeatureMatrix(document), !matrix.tables.isEmpty else { return nil }
        let study = matrix.study
        let first = study.sets.first?.name ?? ""
        // Ratios are to each backend's own first set; beside each other backends are held by one of them.
        let reference = matrix.reference
        let rows =
            switch study.mode {
            case "ladder": "Each row adds a feature, and what it needs, to the row above."
            case "leave-one-out": "Each row takes a feature away, and what needs it."
            case "add-one-in": "Each row has one feature, and what it needs."
            default: "Each row takes features away, and what needs them."
            }
        explanation = "\(rows) To the right is faster, beside \(reference) with \(first)."
        var operations: [String] = []
        for table in matrix.tables where table.hasBase && !operations.contains(table.operation) {
            operations.append(table.operation)
        }
        panels = operations.map { operation in
            let tables = matrix.tables.filter { $0.operation == operation && $0.hasBase }
            let base = (tables.first { $0.backend == reference } ?? tables.first)?.rows.first?.statistics.headline ?? 1
            let figure = Self.figure(operation, study, tables.map { Self.series($0, study, base) })
            return Panel(title: operation, figure: figure, height: Self.height(study))
        }
        var backends: [String] = []
        for table in matrix.tables where !backends.contains(table.backend) { backends.append(table.backend) }
        legend = backends.map { RatioFigure.LegendEntry(name: $0, mark: Look($0).legend) }
        surprises = FeatureSurprises(matrix).lines
    }

    /// Rows were measured beside their own first set turn by turn, and that set is held beside the reference by medians.
    private static func series(_ table: FeatureMatrix.OperationTable, _ study: FeatureStudy, _ base: Double) -> Series {
        let own = base / (table.rows.first?.statistics.headline ?? base)
        return Series(
            backend: table.backend,
            speeds: study.sets.enumerated().compactMap { place, set in
                table.rows.first { $0.set.name == set.name }.map { row in
                    (place, own * (row.speed?.estimate ?? 1), row.speed?.ci95.value.map { $0.map { own * $0 } })
                }
            }
        )
    }

    private static let pitch = 20.0

    private static func height(_ study: FeatureStudy) -> Double { Double(study.sets.count) * pitch + 20 }

    private static func figure(_ operation: String, _ study: FeatureStudy, _ series: [Series]) -> Markup {
        let height = height(study)
        let axis = LogAxis(series.flatMap { $0.speeds.map(\.speed) } + [1], from: 0.36, to: 0.97)
        func y(_ set: Int) -> Double { 20 + Double(set) * pitch + pitch / 2 }
        var pieces: [Markup] = []
        for tick in axis.ticks(most: 6) {
            let x = axis.place(tick)
            pieces.append(SVG.text(x, 11, RatioFigure.label(tick), x > 0.95 ? .end : .middle, "tick"))
            pieces.append(SVG.line(x, 16, x, height, tick == 1 ? "one" : "grid"))
        }
        for (place, set) in study.sets.enumerated() {
            pieces.append(SVG.text(0, y(place) + 4, set.name, .start, "label"))
        }
        for backend in series {
            let look = Look(backend.backend)
            let points = backend.speeds.map { (x: axis.place($0.speed), y: y($0.set)) }
            pieces += SVG.path(points, "curve \(look.style)")
            for (speed, point) in zip(backend.speeds, points) {
                if let interval = speed.interval {
                    pieces.append(
                        SVG.line(axis.place(interval[0]), point.y, axis.place(interval[1]), point.y, "interval")
                    )
                }
                pieces.append(SVG.mark(look, point.x, point.y))
            }
        }
        let name = series.map { backend in
            let speeds = backend.speeds.map { "\(study.sets[$0.set].name) \(Quantities.ratio($0.speed))" }
            return "\(backend.backend): " + speeds.joined(separator: ", ")
        }
        return SVG.figure(
            "\(operation), speed by CPU features. \(name.joined(separator: ". "))",
            height: height,
            pieces
        )
    }
}
