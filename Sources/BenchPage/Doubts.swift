internal import BenchReport

/// What a run does not know of itself, a sentence each.
struct Doubts {
    let lines: [String]

    init(_ document: ResultDocument, _ table: Table) {
        var lines: [String] = []
        if let build = document.builds["A"], build.configuration != "release" {
            lines.append("This is a \(build.configuration) build: its times say nothing of a release build's.")
        }
        lines += document.tool.warnings.map { "The run warns: \($0)." }
        lines += (document.failed ?? []).map { "Without a number: \($0.line)." }
        let cells = table.rows.flatMap { $0.cells.compactMap(\.self) }
        let wide = cells.count { Quality(rawValue: $0.statistics.quality)?.isWithinLimit == false }
        if wide > 0 {
            lines.append(
                "\(wide) of \(Wording.count(cells.count, "time")) are known no better than to ±2 %: the machine's speed "
                    + "changed from process to process. Ratios, taken turn by turn within milliseconds, suffer less."
            )
        }
        let without = cells.count { $0.ratio.map { $0.ci95.value == nil } ?? false }
        if without > 0 {
            lines.append("\(Wording.count(without, "ratio")) came from too few processes for an interval.")
        }
        let level = cells.count { $0.ratio?.isLevel ?? false }
        if level > 0 {
            lines.append(
                "\(Wording.count(level, "ratio")) cannot be told from 1×, because the 95 % interval has it within: hollow bars."
            )
        }
        lines += table.notes.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
        if document.machine.virt.hypervisor.value != nil {
            lines.append("The machine is a virtual one: what else its processor did meanwhile, nobody here knows.")
        }
        if document.machine.freq.governor.value == nil {
            lines.append("The system does not tell what governs the processor's frequency.")
        }
        self.lines = lines
    }
}
