internal import Foundation

/// An `isa` result as a picture: a panel for each operation, in it a line for each backend over the sets of features, and
/// upwards the speed, on a logarithmic scale, beside the reference with the first set.
struct FeatureFigure {
    private let panels: [Panel]
    private let study: FeatureStudy
    private let caption: String
    private let reference: String

    private struct Panel {
        let operation: String
        let series: [Series]

        var speeds: [Double] { series.flatMap(\.speeds).compactMap(\.self) }
    }

    /// One backend: a speed for each set, nil where it was not measured.
    private struct Series {
        let backend: String
        let speeds: [Double?]
    }

    /// Nil if the document is of another kind, or has no numbers.
    init?(_ document: ResultDocument) {
        guard let matrix = FeatureMatrix(document), !matrix.tables.isEmpty else { return nil }
        study = matrix.study
        let (cpu, day) = (document.machine.cpu.name, document.started.prefix(10))
        caption = "\(cpu), \(day), tlsbench isa --mode \(matrix.study.mode)"
        let known = matrix.reference
        reference = known
        var order: [String] = []
        for table in matrix.tables where table.hasBase && !order.contains(table.operation) {
            order.append(table.operation)
        }
        panels = order.compactMap { operation in
            let tables = matrix.tables.filter { $0.operation == operation && $0.hasBase }
            guard let first = (tables.first { $0.backend == known } ?? tables.first)?.rows.first else { return nil }
            let unit = first.statistics.headline
            let series = tables.map { table in
                // Beside its own first set each row was measured turn by turn; that set beside the reference, by medians.
                let own = unit / (table.rows.first?.statistics.headline ?? unit)
                return Series(
                    backend: table.backend,
                    speeds: matrix.study.sets.map { set in
                        table.rows.first { $0.set.name == set.name }.map { own * ($0.speed?.estimate ?? 1) }
                    }
                )
            }
            return Panel(operation: operation, series: series)
        }
    }

    /// The whole picture, with its own background: it is as readable on a dark page.
    var svg: String {
        let rows = (panels.count + 1) / 2
        let (width, height) = (2 * Self.panelWidth, 30 + rows * Self.panelHeight + 10)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
                + "height=\"\(height)\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#222\">",
            "<title>\(xmlEscaped("Speed by CPU features. \(caption)"))</title>",
            "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#fff\"/>",
            text(10, 19, "speed, × \(reference) with \(study.sets.first?.name ?? "") · \(caption)", "font-size=\"12\""),
        ]
        for (place, panel) in panels.enumerated() {
            let (x, y) = (place % 2 * Self.panelWidth, 30 + place / 2 * Self.panelHeight)
            lines.append("<g transform=\"translate(\(x) \(y))\">")
            lines += self.lines(panel)
            lines.append("</g>")
        }
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private func lines(_ panel: Panel) -> [String] {
        let exponents = panel.speeds.map { log2($0) }
        let (low, high) = (floor((exponents.min() ?? 0) - 0.1), ceil((exponents.max() ?? 1) + 0.1))
        let (left, right, top, bottom) = (46.0, Double(Self.panelWidth) - 70, 24.0, Double(Self.panelHeight) - 92)
        func y(_ speed: Double) -> Double { bottom - (log2(speed) - low) / (high - low) * (bottom - top) }
        func x(_ set: Int) -> Double { left + Double(set) * (right - left) / Double(max(1, study.sets.count - 1)) }
        var lines = [text(left, 14, panel.operation, "font-weight=\"bold\"")]
        for exponent in stride(from: low, through: high, by: max(1, ((high - low) / 5).rounded(.up))) {
            let place = y(exp2(exponent))
            lines.append(line(left, place, right, place, "stroke=\"#ddd\""))
            lines.append(text(left - 5, place + 4, "\(label(exp2(exponent)))×", "text-anchor=\"end\""))
        }
        for (place, set) in study.sets.enumerated() {
            let turned = "text-anchor=\"end\" transform=\"rotate(-50 \(number(x(place))) \(number(bottom + 12)))\""
            lines.append(text(x(place), bottom + 12, set.name, turned))
        }
        var labels: [Double] = []
        for series in panel.series {
            let style = Self.style(series.backend)
            let points = series.speeds.enumerated().compactMap { set, speed in speed.map { (x(set), y($0)) } }
            guard let last = points.last else { continue }
            let path = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
            lines.append(
                "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(style.colour)\" stroke-width=\"2\" "
                    + "stroke-dasharray=\"\(style.dashes)\"/>"
            )
            lines += points.map {
                "<circle cx=\"\(number($0.0))\" cy=\"\(number($0.1))\" r=\"2.5\" fill=\"\(style.colour)\"/>"
            }
            // Two names at one place are moved apart.
            var place = last.1 + 4
            while labels.contains(where: { abs($0 - place) < 11 }) { place += 11 }
            labels.append(place)
            lines.append(text(last.0 + 7, place, series.backend, "fill=\"\(style.colour)\""))
        }
        return lines
    }

    private static let panelWidth = 480
    private static let panelHeight = 290

    /// Told apart without colour too.
    private static func style(_ backend: String) -> (colour: String, dashes: String) {
        switch backend {
        case "swift": ("#c2410c", "none")
        case "openssl": ("#1d4ed8", "6 3")
        case "gmp": ("#15803d", "2 3")
        default: ("#6b21a8", "8 3 2 3")
        }
    }

    private func text(_ x: Double, _ y: Double, _ text: String, _ attributes: String) -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" \(attributes)>\(xmlEscaped(text))</text>"
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ attributes: String) -> String {
        "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\" \(attributes)/>"
    }

    private func number(_ value: Double) -> String { String(format: "%.1f", value) }

    private func label(_ speed: Double) -> String { String(format: speed < 1 ? "%.2g" : "%.0f", speed) }
}

/// The picture of one `isa` result; nothing else has one.
func featureFigure(_ documents: [ResultDocument]) throws(ExportRefusal) -> String {
    guard documents.count == 1, let figure = FeatureFigure(documents[0]) else {
        throw ExportRefusal(description: "svg is for one result of `tlsbench isa`")
    }
    return figure.svg
}
