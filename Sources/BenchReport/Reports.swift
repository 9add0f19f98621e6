public import Foundation

/// What a report can look like.
public enum ReportFormat: String, Sendable, CaseIterable {
    /// Columns for a terminal.
    case table
    /// The document itself.
    case json
    /// One line for each benchmark.
    case csv
    /// A table for a page.
    case markdown

    /// The report, with a line's end at its end.
    public func render(_ document: ResultDocument) throws -> Data {
        switch self {
        case .json: try ResultFile.encode(document)
        case .table: Data((document.featureReport() ?? terminalTable(document)).utf8)
        case .csv: Data(commaSeparated(document).utf8)
        case .markdown: Data((document.featureMarkdown() ?? markdownTable(document)).utf8)
        }
    }
}

private func terminalTable(_ document: ResultDocument) -> String {
    let table = Table(document)
    let cells = table.rows.map { row in row.cells.map { Table.cell($0).joined(separator: "  ") } }
    let labelWidth = table.rows.map { $0.label.count }.max() ?? 0
    let widths = table.columns.indices.map { column in
        max(table.columns[column].name.count, cells.map { $0[column].count }.max() ?? 0)
    }
    var lines = Table.header(document) + [""]
    lines.append(padded("", labelWidth) + zip(table.columns, widths).map { "  " + rightAligned($0.name, $1) }.joined())
    for (row, texts) in zip(table.rows, cells) {
        lines.append(padded(row.label, labelWidth) + zip(texts, widths).map { "  " + rightAligned($0, $1) }.joined())
    }
    let costs = CostLines(table).lines
    if !costs.isEmpty { lines += ["", CostLines.heading] + costs }
    let phases = PhaseReport(document)
    if !phases.isEmpty { lines += ["", PhaseReport.heading] + phases.lines }
    let quality = QualityLines(document).lines
    if !quality.isEmpty { lines += ["", QualityLines.heading] + quality }
    return lines.joined(separator: "\n") + "\n"
}

private func markdownTable(_ document: ResultDocument) -> String {
    let table = Table(document)
    var lines = Table.header(document).map { "- \(escapedForMarkdown($0))" } + [""]
    lines.append("| operation | " + table.columns.map(\.name).joined(separator: " | ") + " |")
    lines.append("|---|" + table.columns.map { _ in "---:|" }.joined())
    for row in table.rows {
        let cells = row.cells.map { Table.cell($0).joined(separator: " · ") }
        lines.append("| \(row.label) | " + cells.joined(separator: " | ") + " |")
    }
    let costs = CostLines(table).lines
    if !costs.isEmpty { lines += ["", CostLines.heading, ""] + costs.map { "- \($0)" } }
    let phases = PhaseReport(document)
    if !phases.isEmpty { lines += ["", PhaseReport.heading] + phases.markdown }
    let quality = QualityLines(document).lines
    if !quality.isEmpty { lines += ["", QualityLines.heading, ""] + quality.map { "- \($0)" } }
    return lines.joined(separator: "\n") + "\n"
}

/// The text as Markdown shows it, whatever a library calls itself: no markup, and no second line.
func escapedForMarkdown(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
        if character.isNewline {
            escaped += " "
        } else {
            escaped += "\\`*[]<>|&".contains(character) ? "\\\(character)" : String(character)
        }
    }
}

private func commaSeparated(_ document: ResultDocument) -> String {
    var lines = [
        "id,op,backend,isa,unit,k,n,generations,min,median,mad,p90,ci95_low,ci95_high,bytes_per_op,ratio,quality"
    ]
    for benchmark in document.benchmarks {
        guard let statistics = benchmark.statistics else { continue }
        let interval = statistics.ci95.value
        let fields: [String] = [
            benchmark.id, benchmark.op, benchmark.backend, benchmark.isa, benchmark.unit, "\(benchmark.k)",
            "\(statistics.n)", "\(statistics.generations)", "\(statistics.min)", "\(statistics.median)",
            "\(statistics.mad)", "\(statistics.p90)", interval.map { "\($0[0])" } ?? "",
            interval.map { "\($0[1])" } ?? "", benchmark.bytesPerOp.value.map(String.init) ?? "",
            benchmark.ratio.value.map { "\($0.estimate)" } ?? "", statistics.quality,
        ]
        lines.append(fields.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
}
