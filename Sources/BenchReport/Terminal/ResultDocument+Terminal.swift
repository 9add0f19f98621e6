extension ResultDocument {
    /// A run for a terminal.
    func runReport(on terminal: Terminal) -> String {
        let table = Table(self)
        let rows = RunTable(table, on: terminal)
        var lines = terminal.fitted(Table.header(self).map(withoutControls))
        let name = Table.headlineName(self)
        lines += terminal.fitted(["\(name) of one operation · × speed of \(tool.reference), ≈ where it can be equal"])
        lines += terminal.fitted(
            rows.isShortened
                ? ["a wider terminal shows ± the median deviation of batches, and throughput, too"]
                : ["± median deviation of batches"]
        )
        lines += terminal.fitted(table.notes)
        let warnings = terminal.fitted(Table.warnings(self).map(withoutControls))
        lines += warnings.map { terminal.styled($0, .doubtful) } + rows.lines
        lines += failedLines(on: terminal)
        let costs = CostLines(table).lines
        if !costs.isEmpty { lines += [""] + terminal.fitted([CostLines.heading] + costs) }
        let phases = PhaseReport(self)
        if !phases.isEmpty { lines += [""] + terminal.fitted([PhaseReport.heading]) + phases.lines(on: terminal) }
        if let quality = QualityLines(self, most: 8) { lines += [""] + quality.lines(on: terminal) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What has no number, and why.
    func failedLines(on terminal: Terminal) -> [String] {
        let failures = Table.failures(self)
        if failures.isEmpty { return [] }
        return [""] + terminal.fitted([FailedResult.heading] + failures).map { terminal.styled($0, .bad) }
    }
}
