extension ResultDocument {
    /// The report of an `isa` result for a terminal; nil for a document of another kind.
    public func featureReport(on terminal: Terminal = .plain) -> String? {
        guard let matrix = FeatureMatrix(self) else { return nil }
        var lines = terminal.fitted(Table.header(self).map(withoutControls))
        lines += terminal.fitted(Table.warnings(self).map(withoutControls)).map { terminal.styled($0, .doubtful) }
        lines += [""] + terminal.fitted(explanation(matrix.study))
        for table in matrix.tables {
            lines += [""] + terminal.fitted([terminal.styled("\(table.operation) on \(table.backend)", .head)])
            let head = heading(matrix.study.mode)
            let rows = [head] + cells(table, matrix.study.mode, terminal)
            lines += terminal.aligned(rows, numbers: 1..<head.count - 1, indent: 2)
        }
        lines += failedLines(on: terminal) + terminal.fitted(surprises(matrix) { $0 })
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for a page.
    public func featureMarkdown() -> String? {
        guard let matrix = FeatureMatrix(self) else { return nil }
        let header = Table.header(self) + Table.warnings(self)
        var lines =
            header.map { "- \(escapedForMarkdown($0))" } + [""] + explanation(matrix.study).map(escapedForMarkdown)
        for table in matrix.tables {
            lines += ["", "**\(escapedForMarkdown("\(table.operation) on \(table.backend)"))**", ""]
            let head = heading(matrix.study.mode)
            let rows = cells(table, matrix.study.mode, .plain)
            lines += MarkdownTable(head, rows, numbers: 1..<head.count - 1).lines
        }
        let failures = Table.failures(self)
        if !failures.isEmpty {
            lines += ["", FailedResult.heading, ""] + failures.map { "- \(escapedForMarkdown($0))" }
        }
        lines += surprises(matrix) { "- \(escapedForMarkdown($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func explanation(_ study: FeatureStudy) -> [String] {
        let first = study.sets.first?.name ?? ""
        let meaning =
            switch study.mode {
            case "ladder": "each row adds a feature, and what it needs, to the row above; × speed of \(first)"
            case "leave-one-out": "each row takes a feature away, and what needs it; × speed of \(first)"
            case "add-one-in": "each row has one feature, and what it needs; × speed of \(first)"
            default: "each row takes features away, and what needs them; × speed of \(first)"
            }
        let told = Set(study.sets.flatMap(\.readBack.keys)).sorted().joined(separator: ", ")
        return [
            "\(study.mode): \(meaning)",
            "every mask was read back from the libraries of the processes that were measured (\(told))",
        ]
    }

    private func heading(_ mode: String) -> [String] {
        ["features", "time", "speed"] + (mode == "ladder" ? ["step"] : []) + ["code"]
    }

    private func cells(_ table: FeatureMatrix.OperationTable, _ mode: String, _ terminal: Terminal) -> [[String]] {
        let scale = Scale(table.rows.map(\.statistics.headline))
        return table.rows.map { row in
            // What would be beside a row that failed is beside nothing.
            let isFirst = row.set.name == isa?.sets.first?.name
            func cell(_ ratio: BenchmarkResult.Ratio?) -> String {
                ratio.map { text($0, terminal) } ?? (isFirst ? "1" : "–")
            }
            return [row.set.name, scale.text(row.statistics.headline), cell(row.speed)]
                + (mode == "ladder" ? [cell(row.step)] : []) + [row.path]
        }
    }

    private func text(_ ratio: BenchmarkResult.Ratio, _ terminal: Terminal) -> String {
        let width = ratio.ci95.value.map { " ±" + Quantities.percent(($0[1] - $0[0]) / 2 / ratio.estimate) } ?? ""
        return terminal.styled(Quantities.ratio(ratio.estimate) + width, ratio.meaning)
    }

    private func surprises(_ matrix: FeatureMatrix, _ line: (String) -> String) -> [String] {
        let lines = FeatureSurprises(matrix).lines
        guard !lines.isEmpty else { return [] }
        return ["", "surprises", ""] + lines.map(line)
    }
}
