internal import BenchCore
internal import BenchGate
internal import Foundation

/// The rows of a gate's report, worst first, as every writer for people prints them.
struct GateTable {
    let rows: [Row]

    /// One benchmark.
    struct Row {
        let id: String
        let verdict: String
        /// Median times of both builds.
        let times: String
        /// The slowdown with its interval, in percent; why there is none, where there is none.
        let change: String
        /// Whether `change` is somebody's words.
        var isReason = false
        /// The adjusted chance that it is chance.
        let chance: String
        /// What counting instructions said.
        let instructions: String
        /// Why it may pass.
        let accepted: String?

        /// All that is known in one line.
        var line: String { [change, chance, instructions].filter { !$0.isEmpty }.joined(separator: ", ") }
    }

    init(_ document: ResultDocument) {
        let measured = document.benchmarks.compactMap { benchmark in
            benchmark.compare.map { (benchmark, $0) }
        }
        let order = [
            "failed", "missing", "regressed", "suspect-layout", "inconclusive", "redefined", "improved", "new",
            "unchanged",
        ]
        func rank(_ verdict: String) -> Int { order.firstIndex(of: verdict) ?? order.count }
        let sorted = measured.sorted {
            (rank($0.1.verdict), -($0.1.estimate ?? 0)) < (rank($1.1.verdict), -($1.1.estimate ?? 0))
        }
        let unmeasured = (document.gate?.unmeasured ?? []).map {
            Row(
                id: PrintableLine($0.id).text,
                verdict: PrintableLine($0.verdict).text,
                times: "",
                change: PrintableLine($0.reason ?? "").text,
                isReason: true,
                chance: "",
                instructions: "",
                accepted: nil
            )
        }
        let counted = (document.gate?.counted ?? []).sorted { ($0.change ?? 0) > ($1.change ?? 0) }
        let rows = sorted.map { Self.row($0, $1) } + counted.map { Row($0) }
        self.rows = (unmeasured + rows).enumerated().sorted {
            (rank($0.element.verdict), $0.offset) < (rank($1.element.verdict), $1.offset)
        }.map(\.element)
    }

    private static func row(_ benchmark: BenchmarkResult, _ comparison: BenchmarkResult.Comparison) -> Row {
        // Of the direction that the verdict is about.
        let adjusted = comparison.verdict == "improved" ? comparison.pHolmFaster : comparison.pHolm
        let times = ["A", "B"].compactMap { benchmark.stats[$0].map { Quantities.duration($0.median) } }
        return Row(
            id: benchmark.id,
            verdict: PrintableLine(comparison.verdict).text,
            times: times.joined(separator: " → "),
            change: comparison.reason.map { PrintableLine($0).text } ?? change(comparison.estimate, comparison.ci95)
                ?? "too few generations",
            isReason: comparison.reason != nil,
            chance: comparison.estimate == nil ? "" : "p \(Quantities.chance(adjusted))",
            instructions: comparison.instructions.map(text)
                ?? comparison.notCounted.map { "instructions not counted: \(PrintableLine($0))" } ?? "",
            accepted: comparison.accepted.map { PrintableLine($0).text }
        )
    }

    /// `+3.12 % [+2.48, +3.77]`.
    static func change(_ estimate: Double?, _ interval: [Double]?) -> String? {
        guard let estimate, let interval, interval.count == 2 else { return nil }
        let percent = { (logarithm: Double) in String(format: "%+.2f", (exp(logarithm) - 1) * 100) }
        return "\(percent(estimate)) % [\(percent(interval[0])), \(percent(interval[1]))]"
    }

    private static func text(_ counted: BenchmarkResult.Comparison.Instructions) -> String {
        let share = (Double(counted.candidate) / Double(max(1, counted.baseline)) - 1) * 100
        let path =
            counted.otherPath.map { other in
                other == InstructionEvidence.unknownPath
                    ? " of code that may be another than was timed" : " of other code (\(PrintableLine(other)))"
            } ?? ""
        return String(format: "%+.2f %% instructions", share) + path
    }

    /// The lines about the whole gate.
    static func header(_ document: ResultDocument) -> [String] {
        guard let gate = document.gate else { return [] }
        let machine = document.machine
        var lines = [
            "\(machine.cpu.name), \(machine.cpu.logical) CPUs, \(machine.virt.hypervisor.value ?? "bare metal") · seed "
                + "\(document.tool.seed) · \(String(format: "%.0f", document.durationS)) s"
                + (document.tool.priority.map { " · workers' priority \($0)" } ?? "")
        ]
        let commits = ["A", "B"].map { document.builds[$0]?.gitCommit.value?.prefix(10) ?? "an executable" }
        if document.builds["A"]?.gitCommit.value != nil {
            lines.append("baseline \(commits[0]), candidate \(commits[1])")
        }
        lines += Table.settings(machine.settings) + Table.labels(document)
        if let percent = gate.injectedPercent { lines.append("the candidate wastes \(percent) % on purpose") }
        if let metric = gate.metric {
            lines.append("compared by \(metric), which are no time: caches, latencies and ports are not in them")
        }
        if !gate.nullControl.isEmpty {
            let controls = gate.nullControl.map { control in
                "\(control.id) \(change(control.estimate, control.ci95) ?? "?")\(control.isGood ? "" : " BIASED")"
            }
            lines.append("null control, baseline against its copy: " + controls.joined(separator: "; "))
        }
        lines += LoadLines(document).lines + document.tool.warnings.map { "warning: \($0)" }
        return lines.map { PrintableLine($0, longest: 4000).text }
    }

    /// How a terminal colours a verdict, of a benchmark or of all, or the status of a comparison.
    static func meaning(of verdict: String) -> Terminal.Meaning? {
        switch verdict {
        case "failed", "missing", "regressed", "fail", "slower", "unfinished": .bad
        case "suspect-layout", "inconclusive", "redefined", "refused", "unclear": .doubtful
        case "improved", "pass", "faster": .good
        case "unchanged": .faint
        default: nil
        }
    }

    /// It names every benchmark that decided.
    static let longestSummary = 100_000

    /// How many of what.
    static func counts(_ gate: ResultDocument.Gate) -> String {
        gate.counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { "\($0.value) \($0.key)" }
            .map { PrintableLine($0).text }.joined(separator: ", ")
    }
}

extension ResultDocument {
    /// What a gate found, for a terminal.
    public func gateReport(on terminal: Terminal = .plain) -> String {
        guard let gate else { return "" }
        let table = GateTable(self)
        let verdictWidth = table.rows.map(\.verdict.count).max() ?? 0
        let rows = table.rows.flatMap { row in
            let verdict = terminal.styled(padded(row.verdict, verdictWidth), GateTable.meaning(of: row.verdict))
            return [["\(verdict)  \(row.id)", row.times, row.line]]
                + (row.accepted.map { [["", "", "accepted: \($0)"]] } ?? [])
        }
        var lines = terminal.fitted(GateTable.header(self)) + [""]
        lines += terminal.aligned(rows)
        let verdict = terminal.styled(PrintableLine(gate.verdict).text, GateTable.meaning(of: gate.verdict))
        let summary = PrintableLine(gate.summary, longest: GateTable.longestSummary)
        lines += [""] + terminal.fitted(["\(verdict): \(summary) (\(GateTable.counts(gate)))"])
        return lines.joined(separator: "\n") + "\n"
    }
}
