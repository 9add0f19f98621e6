internal import BenchReport

/// Where the time of a handshake goes: a bar for each backend, stacked of its phases, and a second one of all but the longest
/// phase, on a scale of its own.
struct PhaseFigure {
    let panels: [Panel]

    /// One operation.
    struct Panel {
        let title: String
        let whole: Bars
        /// Nil where nothing stands out so far that it hides the others.
        let rest: Bars?
        let backends: [String]
        let rows: [Row]
    }

    /// Stacked bars on one scale.
    struct Bars {
        let title: String
        let bars: [Bar]
    }

    /// One backend.
    struct Bar {
        let name: String
        let time: String
        let figure: Markup
    }

    /// One phase in the table.
    struct Row {
        let key: String
        let style: String
        let name: String
        let cells: [Cell]
        let isTotal: Bool
    }

    /// One backend's share.
    struct Cell {
        let time: String
        let share: String
    }

    init?(_ document: ResultDocument) {
        let split = document.benchmarks.filter { $0.phases.map { Self.isDrawable($0) } ?? false }
        guard !split.isEmpty else { return nil }
        var operations: [String] = []
        for benchmark in split where !operations.contains(benchmark.operation) {
            operations.append(benchmark.operation)
        }
        // A phase has the same number and the same tint in all panels.
        var names: [String] = []
        for part in split.compactMap(\.phases).flatMap(\.parts) where !names.contains(part.name) {
            names.append(part.name)
        }
        panels = operations.map { operation in Panel(operation, split.filter { $0.operation == operation }, names) }
    }

    private static func isDrawable(_ split: PhaseSplit) -> Bool {
        split.wholeNs > 0 && split.wholeNs.isFinite && split.parts.allSatisfy { $0.ns >= 0 && $0.ns.isFinite }
    }
}

extension PhaseFigure.Panel {
    fileprivate init(_ operation: String, _ benchmarks: [BenchmarkResult], _ numbered: [String]) {
        let measured = benchmarks.compactMap { benchmark in benchmark.phases.map { (benchmark.backend, $0) } }
        let names = numbered.filter { name in measured.contains { $0.1.parts.contains { $0.name == name } } }
        func number(_ name: String) -> Int { (numbered.firstIndex(of: name) ?? 0) + 1 }
        title = operation
        backends = measured.map(\.0)
        func time(_ split: PhaseSplit, _ name: String) -> Double { split.parts.first { $0.name == name }?.ns ?? 0 }
        func bars(_ title: String, without hidden: String?) -> PhaseFigure.Bars {
            let shown = names.filter { $0 != hidden }
            func sum(_ split: PhaseSplit) -> Double { shown.reduce(0) { $0 + time(split, $1) } }
            let longest = measured.map { sum($0.1) }.max() ?? 1
            return PhaseFigure.Bars(
                title: title,
                bars: measured.map { backend, split in
                    let parts = shown.map { (number: number($0), name: $0, ns: time(split, $0)) }
                    let text = Quantities.duration(sum(split))
                    return PhaseFigure.Bar(
                        name: backend,
                        time: text,
                        figure: PhaseFigure.bar("\(backend), \(operation), \(title): \(text)", parts, longest)
                    )
                }
            )
        }
        whole = bars("all phases", without: nil)
        let largest = names.max { first, second in
            measured.map { time($0.1, first) }.max() ?? 0 < measured.map { time($0.1, second) }.max() ?? 0
        }
        let isHiding = measured.contains { split in largest.map { time(split.1, $0) > 0.6 * split.1.sum } ?? false }
        rest = isHiding && names.count > 2 ? largest.map { bars("without \($0)", without: $0) } : nil
        var rows = names.map { name in
            PhaseFigure.Row(
                key: "\(number(name))",
                style: "phase\((number(name) - 1) % PhaseFigure.tints)",
                name: name,
                cells: measured.map { PhaseFigure.Cell(time($0.1, name), of: $0.1.wholeNs) },
                isTotal: false
            )
        }
        rows.append(
            PhaseFigure.Row(
                key: "",
                style: "",
                name: "sum",
                cells: measured.map { PhaseFigure.Cell($0.1.sum, of: $0.1.wholeNs) },
                isTotal: true
            )
        )
        rows.append(
            PhaseFigure.Row(
                key: "",
                style: "",
                name: "whole, measured without stamps",
                cells: measured.map { PhaseFigure.Cell($0.1.wholeNs, of: $0.1.wholeNs) },
                isTotal: true
            )
        )
        self.rows = rows
    }
}

extension PhaseFigure.Cell {
    fileprivate init(_ nanoseconds: Double, of whole: Double) {
        time = Quantities.duration(nanoseconds)
        share = Quantities.percent(nanoseconds / whole)
    }
}

extension PhaseFigure {
    /// So many tints has the style sheet.
    fileprivate static let tints = 10

    fileprivate static func bar(
        _ name: String,
        _ parts: [(number: Int, name: String, ns: Double)],
        _ longest: Double
    ) -> Markup {
        var x = 0.0
        var pieces: [Markup] = []
        for part in parts {
            let width = longest > 0 ? part.ns / longest : 0
            // A seam would hide what is not wider than it.
            let style = width > 0.01 ? "segment" : "sliver"
            pieces.append(
                SVG.rectangle(x: x, y: 1, width: width, height: 22, "\(style) phase\((part.number - 1) % tints)")
            )
            if width > 0.035 {
                pieces.append(
                    SVG.text(x + width / 2, 16.5, "\(part.number)", .middle, width < 0.1 ? "key narrow" : "key")
                )
            }
            x += width
        }
        let told = parts.filter { $0.ns > 0 }.map { "\($0.name) \(Quantities.duration($0.ns))" }
        return SVG.figure("\(name); \(told.joined(separator: ", "))", height: 24, pieces)
    }
}
