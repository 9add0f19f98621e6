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
            let head = ["", "**\(table.title)**", "", "| phase | " + table.backends.joined(separator: " | ") + " |"]
            return head + ["|---|" + table.backends.map { _ in "---:|" }.joined()]
                + table.rows.map { row in
                    let name = row.isTotal ? "*\(row.name)*" : row.name
                    return "| \(name) | " + row.cells.joined(separator: " | ") + " |"
                }
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
