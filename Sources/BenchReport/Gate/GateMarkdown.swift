internal import Foundation

extension ResultDocument {
    /// What a gate found, for the comment of a merge request or the summary of a job: worst first, the rest folded.
    public func gateMarkdown() -> String {
        guard let gate else { return "" }
        let rows = GateTable(self).rows
        let isQuiet = { (row: GateTable.Row) in ["unchanged", "new"].contains(row.verdict) }
        var lines = ["### tlsbench gate: \(gate.verdict)", "", "\(gate.summary) (\(GateTable.counts(gate)))", ""]
        let loud = rows.filter { !isQuiet($0) }
        if !loud.isEmpty { lines += Self.table(loud) + [""] }
        let quiet = rows.filter(isQuiet)
        if !quiet.isEmpty {
            lines += ["<details><summary>\(quiet.count) unchanged</summary>", ""] + Self.table(quiet)
            lines += ["", "</details>", ""]
        }
        lines += GateTable.header(self).map { "- \($0)" }
        lines.append("- again: `tlsbench \(tool.argv.joined(separator: " "))`, with `--seed \(tool.seed)`")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func table(_ rows: [GateTable.Row]) -> [String] {
        let titles = ["benchmark", "verdict", "baseline → candidate", "change, 95 %", "p (Holm)", "instructions"]
        let cells = rows.map { row in
            let verdict = row.accepted.map { "\(row.verdict), accepted: \($0)" } ?? row.verdict
            return [row.id, verdict, row.times, row.change, row.chance, row.instructions]
        }
        return ([titles, titles.map { _ in "---" }] + cells).map { row in
            "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
    }

    /// Lines that GitHub shows beside a change (Workflow commands, "Setting an error message"): errors for what blocks,
    /// warnings for what people should look at, ten of each, which is what GitHub shows of a step.
    public func gitHubAnnotations() -> [String] {
        let rows = GateTable(self).rows
        let errors = rows.filter { ["regressed", "missing", "failed"].contains($0.verdict) && $0.accepted == nil }
        let warnings = rows.filter {
            ["suspect-layout", "inconclusive", "redefined"].contains($0.verdict) || $0.accepted != nil
        }
        return errors.prefix(10).map { Self.annotation("error", $0) }
            + warnings.prefix(10).map { Self.annotation("warning", $0) }
    }

    private static func annotation(_ kind: String, _ row: GateTable.Row) -> String {
        func escaped(_ text: String) -> String {
            text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        }
        // In a property, colon and comma would end it.
        let title = escaped("\(row.verdict): \(row.id)").replacing(":", with: "%3A").replacing(",", with: "%2C")
        let reason = row.accepted.map { " (accepted: \($0))" } ?? ""
        return "::\(kind) title=\(title)::\(escaped(row.line + reason))"
    }

    /// OpenMetrics 1.0 text, which GitLab compares between a merge request and its target (`artifacts:reports:metrics`).
    public func openMetrics() -> String {
        var lines = ["# TYPE tlsbench_seconds gauge", "# UNIT tlsbench_seconds seconds"]
        for benchmark in benchmarks {
            // The candidate of a gate, the only build of a run.
            guard let statistics = benchmark.stats["B"] ?? benchmark.stats["A"] else { continue }
            lines.append("tlsbench_seconds{id=\"\(benchmark.id)\"} \(statistics.median / 1e9)")
        }
        let compared = benchmarks.filter { $0.compare?.estimate != nil }
        if !compared.isEmpty {
            lines += ["# TYPE tlsbench_change_ratio gauge", "# UNIT tlsbench_change_ratio ratio"]
            for benchmark in compared {
                let change = exp(benchmark.compare?.estimate ?? 0) - 1
                lines.append("tlsbench_change_ratio{id=\"\(benchmark.id)\"} \(change)")
            }
        }
        return lines.joined(separator: "\n") + "\n# EOF\n"
    }
}
