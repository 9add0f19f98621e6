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
    ///
    /// - Parameter terminal: what a table is fitted to.
    public func render(_ document: ResultDocument, on terminal: Terminal = .plain) throws -> Data {
        switch self {
        case .json: try ResultFile.encode(document)
        case .table: Data((document.featureReport(on: terminal) ?? document.runReport(on: terminal)).utf8)
        case .csv: Data(commaSeparated(document).utf8)
        case .markdown: Data((document.featureMarkdown() ?? markdownTable(document)).utf8)
        }
    }
}

private func markdownTable(_ document: ResultDocument) -> String {
    let table = Table(document)
    let header = Table.header(document) + table.legend(document) + Table.warnings(document)
    var lines = header.map { "- \(escapedForMarkdown($0))" } + [""]
    let scales = Dictionary(grouping: table.rows, by: \.op).mapValues(Table.scale)
    let rows = table.rows.map { row in
        let scale = scales[row.op] ?? Table.scale(of: [row])
        let cells = row.cells.indices.map { row.cell(at: $0, scale)?.pieces.joined(separator: " · ") ?? Cell.absent }
        return [row.label] + cells
    }
    let titles = ["operation"] + table.columns.map(\.name)
    lines += MarkdownTable(titles, rows, numbers: 1..<titles.count).lines
    let failures = Table.failures(document)
    if !failures.isEmpty { lines += ["", FailedResult.heading, ""] + failures.map { "- \(escapedForMarkdown($0))" } }
    let costs = CostLines(table).lines
    if !costs.isEmpty { lines += ["", CostLines.heading, ""] + costs.map { "- \(escapedForMarkdown($0))" } }
    let phases = PhaseReport(document)
    if !phases.isEmpty { lines += ["", PhaseReport.heading] + phases.markdown }
    if let quality = QualityLines(document) {
        lines += ["", QualityLines.heading, ""] + quality.markdown.map { "- \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
}

private func commaSeparated(_ document: ResultDocument) -> String {
    var lines = [
        "id,op,backend,isa,unit,k,n,generations,min,median,mad,p90,ci95_low,ci95_high,bytes_per_op,ratio,quality,code_of,"
            + "failure,estimate"
    ]
    for benchmark in document.benchmarks {
        guard let statistics = benchmark.statistics else { continue }
        let interval = statistics.ci95.value
        let fields: [String] = [
            benchmark.id, benchmark.op, benchmark.backend, benchmark.isa, benchmark.unit,
            "\(benchmark.k)",
            "\(statistics.n)", "\(statistics.generations)", "\(statistics.min)", "\(statistics.median)",
            "\(statistics.mad)", "\(statistics.p90)", interval.map { "\($0[0])" } ?? "",
            interval.map { "\($0[1])" } ?? "", benchmark.bytesPerOp.value.map(String.init) ?? "",
            benchmark.ratio.value.map { "\($0.estimate)" } ?? "", statistics.quality,
            benchmark.codeOf ?? "", "", "\(statistics.headline)",
        ]
        lines.append(CommaSeparated.sheetLine(fields))
    }
    // No number in any of the columns for them.
    for failed in document.failed ?? [] {
        let fields = [failed.id, failed.op, failed.backend, failed.isa] + Array(repeating: "", count: 12)
        lines.append(CommaSeparated.sheetLine(fields + ["failed", "", withoutControls(failed.reason), ""]))
    }
    return lines.joined(separator: "\n") + "\n"
}
