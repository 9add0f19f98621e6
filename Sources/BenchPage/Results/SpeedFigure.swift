internal import BenchCore
internal import BenchReport

/// Backends beside the reference, a line for each operation: a mark for each backend at its speed, on a lane of its own so that
/// equal ones do not hide each other, with its interval. Rows that are another column's code have no mark.
struct SpeedFigure {
    let figure: Markup
    let height: Double
    /// In the order of their lanes.
    let backends: [String]

    private static let lane = 6.0
    private static let top = 20.0

    /// Nil without ratios.
    init?(_ rows: [Table.Row], reference: String) {
        let measured = rows.map { row in row.cells.compactMap { $0 }.filter { $0.side == "A" && !$0.owner.isKnownOther }
        }
        let ratios = measured.joined().compactMap(\.ratio)
        guard !ratios.isEmpty else { return nil }
        var names: [String] = []
        for cell in measured.joined() where !names.contains(cell.benchmark.backend) {
            names.append(cell.benchmark.backend)
        }
        backends = names
        let values = ratios.flatMap { [$0.estimate] + ($0.ci95.value ?? []) }
        let axis = LogAxis([1] + values.map { min(max($0, 1.0 / 64), 64) }, from: 0.42, to: 0.985)
        let pitch = Double(names.count) * Self.lane + 8
        let whole = Self.top + Double(rows.count) * pitch
        height = whole
        var pieces = axis.ticks().flatMap { tick -> [Markup] in
            let x = axis.place(tick)
            return [
                SVG.text(x, 11, RatioFigure.label(tick), .middle, "tick"),
                SVG.line(x, Self.top - 4, x, whole, tick == 1 ? "one" : "grid"),
            ]
        }
        for (place, row) in rows.enumerated() {
            let y = Self.top + Double(place) * pitch
            pieces.append(SVG.line(0, y, 1, y, "grid"))
            pieces.append(SVG.text(0, y + pitch / 2 + 4, Self.label(row), .start, "label"))
            pieces += Self.marks(measured[place], names, axis, y + 4 + Self.lane / 2)
        }
        figure = SVG.figure(
            "Speed beside \(reference): " + rows.map(Self.words).joined(separator: "; "),
            height: whole,
            pieces
        )
    }

    private static func marks(_ cells: [MeasuredSide], _ names: [String], _ axis: LogAxis, _ top: Double) -> [Markup] {
        cells.flatMap { cell -> [Markup] in
            let y = top + Double(names.firstIndex(of: cell.benchmark.backend) ?? 0) * lane
            let look = Look(cell.benchmark.backend)
            // The reference itself has no ratio.
            guard let ratio = cell.ratio else { return [SVG.mark(look, axis.place(1), y)] }
            let interval = ratio.ci95.value.map {
                SVG.line(axis.place($0[0]), y, axis.place($0[1]), y, "interval")
            }
            return [interval, SVG.mark(look, axis.place(ratio.estimate), y)].compactMap(\.self)
        }
    }

    private static func label(_ row: Table.Row) -> String {
        let parameters = row.parameters.list.map(\.value.description).filter { $0 != "memory" && $0 != "both" }
        let short = parameters.map { $0.replacing("_WITH_AES_128_GCM_SHA256", with: " · AES-128-GCM") }
        return ([row.op] + short).joined(separator: " ").replacing("handshake-full", with: "handshake")
    }

    private static func words(_ row: Table.Row) -> String {
        let speeds = row.cells.compactMap { cell in
            cell.flatMap { cell in cell.ratio.map { "\(cell.benchmark.backend) \($0.text)" } }
        }
        return "\(label(row)): \(speeds.joined(separator: ", "))"
    }
}
