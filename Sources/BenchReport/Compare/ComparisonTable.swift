internal import Foundation

/// The lines and rows of a comparison as every writer for people prints them.
struct ComparisonTable {
    private let comparison: StoredComparison

    init(_ comparison: StoredComparison) { self.comparison = comparison }

    /// What people should look at.
    var loud: [StoredComparison.Row] { comparison.rows.filter { $0.status != .unchanged } }
    /// The rest.
    var quiet: [StoredComparison.Row] { comparison.rows.filter { $0.status == .unchanged } }

    /// What a row says: word, benchmark, times, change, limit or reason.
    static func cells(_ row: StoredComparison.Row) -> [String] {
        let times = [row.before, row.after].map { $0.map(Quantities.duration) ?? "–" }.joined(separator: " → ")
        let change = row.change.map { change in
            GateTable.change(change.estimate, change.interval)
                ?? String(format: "%+.2f %%, too few generations", (exp(change.estimate) - 1) * 100)
        }
        let limit = row.limit.map { limit in
            let source = limit.rows > 0 ? " (\(limit.rows) rows)" : ""
            return String(format: "%+.1f %%", limit.share * 100) + source
        }
        return [row.status.rawValue, row.id, times, change ?? withoutControls(row.reason ?? ""), limit ?? ""]
    }

    static let titles = ["status", "benchmark", "baseline → new", "change, 95 %", "limit of --gate"]

    /// The lines above.
    func header(_ baseline: ComparedRun, _ new: ComparedRun) -> [String] {
        var lines = ["baseline: \(baseline.label)", "new: \(new.label)"]
        if !comparison.toolchain.isEmpty {
            lines.append("toolchain changed: \(comparison.toolchain.joined(separator: ", ")); nothing here blocks")
        }
        lines += comparison.remarks.map { "note: \($0)" }
        for (name, run) in [("baseline", baseline), ("new", new)] {
            lines += run.document.tool.warnings.map { "warning: \(name): \($0)" }
        }
        return lines.map(withoutControls)
    }

    /// How many of what, in the words' order.
    var counts: String {
        let counts = StoredComparison.Status.allCases.map { status in
            (status, comparison.rows.count { $0.status == status })
        }
        return counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
    }

    /// The last line: what follows.
    var conclusion: String {
        let words =
            comparison.isRefused
            ? "not comparable" : comparison.blocks ? "blocked" : comparison.isGate ? "pass" : "report only"
        return "\(words): \(counts.isEmpty ? "nothing to compare" : counts)"
    }

    /// What an unpaired comparison is worth.
    static let hint =
        "These times were not measured together: simulated on a shared machine, 11 % of unchanged benchmarks came out more "
        + "than 5 % slower that way, and 1 % more than 10 %. `tlsbench gate` measures both builds beside each other, and is "
        + "what should block."
}

extension StoredComparison.Status {
    /// How a terminal colours it.
    fileprivate var meaning: Terminal.Meaning? { GateTable.meaning(of: rawValue) }
}

extension StoredComparison {
    /// The comparison for a terminal, with unchanged benchmarks as a number.
    ///
    /// - Parameter isWhole: whether each has a line.
    public func report(
        _ baseline: ComparedRun,
        _ new: ComparedRun,
        isWhole: Bool = false,
        on terminal: Terminal = .plain
    ) -> String {
        let table = ComparisonTable(self)
        let shown = table.loud + (isWhole ? table.quiet : [])
        let width = shown.map(\.status.rawValue.count).max() ?? 0
        // Status and benchmark are one cell, so that they stay in one line.
        let rows = [ComparisonTable.titles] + shown.map(ComparisonTable.cells)
        let joined = zip(rows, [nil] + shown.map(\.status.meaning)).map { row, meaning in
            [terminal.styled(padded(row[0], width), meaning) + "  " + row[1]] + row.dropFirst(2)
        }
        var lines = terminal.fitted(table.header(baseline, new)) + [""]
        lines += shown.isEmpty ? [] : terminal.aligned(joined) + [""]
        lines += terminal.fitted([table.conclusion, ComparisonTable.hint])
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for a page or a comment, with unchanged benchmarks folded.
    public func markdown(_ baseline: ComparedRun, _ new: ComparedRun) -> String {
        let table = ComparisonTable(self)
        var lines = ["### tlsbench compare: \(table.conclusion)", ""]
        if !table.loud.isEmpty { lines += Self.markdownTable(table.loud) + [""] }
        if !table.quiet.isEmpty {
            lines += ["<details><summary>\(table.quiet.count) unchanged</summary>", ""]
            lines += Self.markdownTable(table.quiet) + ["", "</details>", ""]
        }
        lines += (table.header(baseline, new)).map { "- \(escapedForMarkdown($0))" } + ["", ComparisonTable.hint]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func markdownTable(_ rows: [Row]) -> [String] {
        MarkdownTable(ComparisonTable.titles, rows.map(ComparisonTable.cells)).lines
    }
}
