internal import BenchReport

/// How times moved from run to run on one machine: a line for each benchmark, with its change points named.
struct HistoryFigure {
    let machine: String
    let sentence: String
    /// With a change point, largest change first.
    let changed: [Row]
    let unchanged: [Row]

    /// One benchmark.
    struct Row {
        let label: String
        let figure: Markup
        let first: String
        let last: String
        let changes: [String]
    }

    /// One for each machine that has a history.
    static func all(_ history: History, _ documents: [ResultDocument]) -> [HistoryFigure] {
        let series = HistorySeries.all(history, documents.filter { $0.kind != "isa" }.map(ComparedRun.init))
        var keys: [String] = []
        for one in series where !keys.contains(one.hwKey) { keys.append(one.hwKey) }
        return keys.map { key in
            let cpu = documents.first { $0.machine.hwKey == key }.map { "\($0.machine.cpu.name), " } ?? ""
            return HistoryFigure(cpu + key, series.filter { $0.hwKey == key })
        }
    }

    private init(_ machine: String, _ series: [HistorySeries]) {
        self.machine = machine
        func largest(_ series: HistorySeries) -> Double { series.points.compactMap { $0.change.map(abs) }.max() ?? 0 }
        let moved = series.filter(\.hasChange).sorted { (largest($0), $1.id) > (largest($1), $0.id) }
        changed = moved.map(Row.init)
        unchanged = series.filter { !$0.hasChange }.map(Row.init)
        let runs = Set(series.flatMap { $0.points.map(\.row.started) }).count
        sentence =
            "\(Wording.count(runs, "run")), \(Wording.count(series.count, "benchmark")): \(moved.count) with a change point, "
            + "where the 95 % intervals of two runs that follow each other have nothing in common and the times differ by more "
            + "than 2 %."
    }
}

extension HistoryFigure.Row {
    private static let height = 32.0

    fileprivate init(_ series: HistorySeries) {
        let points = series.points
        label = series.id.replacing("/", with: " ")
        first = points.first.map { Quantities.duration($0.row.median) } ?? ""
        last = points.last.map { Quantities.duration($0.row.median) } ?? ""
        changes = points.compactMap { point in
            point.change.map { change in
                let commit = point.row.commit.isEmpty ? "" : ", commit \(point.row.commit.prefix(10))"
                let software = point.hasOtherSoftware ? ", with other software" : ""
                let amount = "\(Quantities.percent(abs(change))) \(change < 0 ? "less" : "more")"
                return "takes \(amount) since \(point.row.started.prefix(10))\(commit)\(software)"
            }
        }
        let values = points.flatMap { [$0.row.median, $0.row.low ?? $0.row.median, $0.row.high ?? $0.row.median] }
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        func y(_ value: Double) -> Double {
            high > low ? 5 + (high - value) / (high - low) * (Self.height - 10) : Self.height / 2
        }
        let places = points.indices.map { 0.04 + 0.92 * Double($0) / Double(max(1, points.count - 1)) }
        var pieces = SVG.path(zip(places, points).map { ($0, y($1.row.median)) }, "curve history")
        for (x, point) in zip(places, points) {
            if let low = point.row.low, let high = point.row.high {
                pieces.append(SVG.line(x, y(low), x, y(high), "interval"))
            }
            let isChange = point.change != nil
            pieces.append(
                .element(
                    "circle",
                    [
                        "cx": SVG.share(x), "cy": SVG.number(y(point.row.median)), "r": isChange ? "4" : "2.5",
                        "class": isChange ? "changepoint" : "median",
                    ]
                )
            )
        }
        let told = points.map { Quantities.duration($0.row.median) }.joined(separator: ", ")
        figure = SVG.figure("\(series.id), run after run: \(told)", height: Self.height, pieces)
    }
}
