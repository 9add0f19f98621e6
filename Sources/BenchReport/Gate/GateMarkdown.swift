internal import BenchCore
internal import BenchGate
internal import Foundation

extension ResultDocument {
    /// What a gate found, for the comment of a merge request or the summary of a job: worst first, the rest folded.
    public func gateMarkdown() -> String {
        guard let gate else { return "" }
        if let upgrade = UpgradeReport(self) { return markdown(upgrade, gate) }
        let rows = GateTable(self).rows
        let isQuiet = { (row: GateTable.Row) in ["unchanged", "new"].contains(row.verdict) }
        let summary = PrintableLine(gate.summary, longest: GateTable.longestSummary).text
        var lines = ["### tlsbench gate: \(Self.escaped(gate.verdict))", ""]
        lines += ["\(Self.escaped(summary, longest: GateTable.longestSummary)) (\(GateTable.counts(gate)))", ""]
        let loud = rows.filter { !isQuiet($0) }
        if !loud.isEmpty { lines += Self.table(loud, gate.metric) + [""] }
        let quiet = rows.filter(isQuiet)
        if !quiet.isEmpty {
            lines += ["<details><summary>\(quiet.count) unchanged</summary>", ""] + Self.table(quiet, gate.metric)
            lines += ["", "</details>", ""]
        }
        return (lines + surroundings).joined(separator: "\n") + "\n"
    }

    /// Machine, libraries, warnings, and how to do it again.
    private var surroundings: [String] {
        let command = Self.code("tlsbench " + tool.argv.joined(separator: " "))
        return GateTable.header(self).map { "- \(Self.escaped($0, longest: 4000))" }
            + ["- again: \(command), with `--seed \(tool.seed)`"]
    }

    /// Of another build of a library: what became slower first, for that is what decides.
    private func markdown(_ upgrade: UpgradeReport, _ gate: Gate) -> String {
        let names = upgrade.changes.map { change in
            let versions =
                change.baseline.version == change.candidate.version
                ? "\(change.baseline.version), two builds" : "\(change.baseline.version) → \(change.candidate.version)"
            return Self.escaped("\(change.name) \(versions)")
        }
        var lines = ["### tlsbench: \(names.joined(separator: "; "))", ""]
        lines += ["**\(Self.escaped(gate.verdict)):** \(Self.escaped(upgrade.answer))", ""]
        for part in upgrade.parts {
            let titles = upgrade.titles
            let cells = part.rows.map { row in
                [row.id, row.times, row.change, row.instructions].map { Self.escaped($0) }
            }
            let table = ([titles, titles.map { _ in "---" }] + cells).map { "| \($0.joined(separator: " | ")) |" }
            let isQuiet = part.name == "unchanged"
            lines +=
                isQuiet ? ["<details><summary>\(part.rows.count) unchanged</summary>", ""] : ["#### \(part.name)", ""]
            lines += table + (isQuiet ? ["", "</details>", ""] : [""])
        }
        lines += upgrade.changes.flatMap { change in
            [
                "- \(Self.escaped(change.column)) before: \(Self.escaped(change.baseline.file, longest: 2000))",
                "- \(Self.escaped(change.column)) after: \(Self.escaped(change.candidate.file, longest: 2000))",
            ]
        }
        return (lines + surroundings).joined(separator: "\n") + "\n"
    }

    private static func table(_ rows: [GateTable.Row], _ metric: String?) -> [String] {
        let titles =
            metric.map { ["benchmark", "verdict", "\(escaped($0)), baseline → candidate", "change", "counted"] }
            ?? ["benchmark", "verdict", "baseline → candidate", "change, 95 %", "p (Holm)", "instructions"]
        let cells = rows.map { row in
            let verdict = row.accepted.map { "\(row.verdict), accepted: \(Self.escaped($0))" } ?? row.verdict
            let change = row.isReason ? Self.escaped(row.change) : row.change
            let chance = metric == nil ? [row.chance] : []
            return [Self.escaped(row.id), verdict, row.times, change] + chance + [Self.escaped(row.instructions)]
        }
        return ([titles, titles.map { _ in "---" }] + cells).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    /// Text of others: no markup, and nobody is called by it.
    private static func escaped(_ text: String, longest: Int = 400) -> String {
        escapedForMarkdown(PrintableLine(text, longest: longest).text).replacing("@", with: "@<!-- -->")
    }

    /// Between more marks than it has in a row (CommonMark 6.1).
    private static func code(_ text: String) -> String {
        let text = PrintableLine(text, longest: 4000).text
        let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        return longest == 0 ? fence + text + fence : "\(fence) \(text) \(fence)"
    }

    /// Commands for GitHub's runner: errors for what blocks, warnings for what people should look at, ten of each, which is what
    /// GitHub shows of a step; and an error for a gate that says nothing.
    public func gitHubAnnotations() -> [String] {
        guard let gate else { return [] }
        let rows = GateTable(self).rows
        let errors = rows.filter { ["regressed", "missing", "failed"].contains($0.verdict) && $0.accepted == nil }
        let warnings = rows.filter {
            ["suspect-layout", "inconclusive", "redefined"].contains($0.verdict) || $0.accepted != nil
        }
        func command(_ kind: GitHubCommand.Kind, _ row: GateTable.Row) -> GitHubCommand {
            let reason = row.accepted.map { " (accepted: \($0))" } ?? ""
            return GitHubCommand(kind: kind, title: "\(row.verdict): \(row.id)", message: row.line + reason)
        }
        let whole = gate.unfinished.map { _ in
            GitHubCommand(kind: .error, title: "gate: unfinished", message: gate.summary)
        }
        let commands =
            (whole.map { [$0] } ?? []) + errors.prefix(10 - (whole == nil ? 0 : 1)).map { command(.error, $0) }
            + warnings.prefix(10).map { command(.warning, $0) }
        return commands.map(\.line)
    }

    /// OpenMetrics 1.0 text, which GitLab compares between a merge request and its target (`artifacts:reports:metrics`).
    ///
    /// Of a gate that was not finished there are no numbers: they would look like its findings.
    public func openMetrics() -> String {
        guard gate?.unfinished == nil else { return "# EOF\n" }
        var lines = ["# TYPE tlsbench_seconds gauge", "# UNIT tlsbench_seconds seconds"]
        for benchmark in benchmarks {
            // The candidate of a gate, the only build of a run.
            guard let statistics = benchmark.stats["B"] ?? benchmark.stats["A"] else { continue }
            lines.append("tlsbench_seconds{id=\"\(Self.label(benchmark.id))\"} \(statistics.median / 1e9)")
        }
        let compared = benchmarks.filter { $0.compare?.estimate != nil }
        if !compared.isEmpty {
            lines += ["# TYPE tlsbench_change_ratio gauge", "# UNIT tlsbench_change_ratio ratio"]
            for benchmark in compared {
                let change = exp(benchmark.compare?.estimate ?? 0) - 1
                lines.append("tlsbench_change_ratio{id=\"\(Self.label(benchmark.id))\"} \(change)")
            }
        }
        lines += gate.map(Self.countMetrics) ?? []
        return lines.joined(separator: "\n") + "\n# EOF\n"
    }

    /// The candidate's counts, and the changes.
    private static func countMetrics(_ gate: Gate) -> [String] {
        guard let metric = gate.metric, let rows = gate.counted, !rows.isEmpty else { return [] }
        let name = "tlsbench_\(metric)"
        let counts = rows.map { "\(name){id=\"\(label($0.id))\"} \($0.perOperation($0.candidate))" }
        let changes = rows.compactMap { row in
            row.change.map { "tlsbench_change_ratio{id=\"\(label(row.id))\"} \($0)" }
        }
        let title = ["# TYPE tlsbench_change_ratio gauge", "# UNIT tlsbench_change_ratio ratio"]
        return ["# TYPE \(name) gauge"] + counts + (changes.isEmpty ? [] : title + changes)
    }

    private static func label(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
