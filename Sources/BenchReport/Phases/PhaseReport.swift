/// The phases of a result as lines; none where nothing was split.
struct PhaseReport {
    static let heading = "where the time of a handshake goes (interquartile means; shares of the whole)"

    private let tables: [PhaseTable]

    init(_ document: ResultDocument) { tables = PhaseTable.tables(document) }

    var isEmpty: Bool { tables.isEmpty }

    /// For a terminal.
    func lines(on terminal: Terminal) -> [String] {
        tables.flatMap { table -> [String] in
            let head = [""] + table.backends
            let rows = [head] + table.rows.map { [$0.name] + $0.cells }
            return [""] + terminal.fitted([terminal.styled(table.title, .head)])
                + terminal.aligned(rows, numbers: 1..<head.count, indent: 2)
        }
    }

    /// For a page.
    var markdown: [String] {
        tables.flatMap { table -> [String] in
            let totals = Set(table.rows.indices.filter { table.rows[$0].isTotal })
            let rows = table.rows.map { [$0.name] + $0.cells }
            return ["", "**\(escapedForMarkdown(table.title))**", ""]
                + MarkdownTable(
                    ["phase"] + table.backends,
                    rows,
                    numbers: 1..<table.backends.count + 1,
                    emphasized: totals
                ).lines
        }
    }
}

extension ResultDocument {
    /// What a report has to say of phases that do not come to the whole; one line each.
    public var phaseWarnings: [String] {
        benchmarks.compactMap { benchmark in
            guard let phases = benchmark.phases, phases.isOff else { return nil }
            let share = Quantities.signedPercent(phases.unaccounted)
            return "\(benchmark.id): \(share) of the whole is in no phase"
        }
    }
}
