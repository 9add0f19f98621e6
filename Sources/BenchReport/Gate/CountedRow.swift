internal import BenchCore
internal import BenchGate
internal import Foundation

extension GateTable.Row {
    /// A benchmark whose builds were compared by counts.
    init(_ row: ResultDocument.Gate.Counted) {
        let counts = [row.baseline, row.candidate].map { Quantities.count(row.perOperation($0)) }
        let repeats = "\(max(row.baseline.count, row.candidate.count)) counts"
        let way = row.source.isEmpty ? repeats : "\(repeats) by \(PrintableLine(row.source))"
        self.init(
            id: PrintableLine(row.id).text,
            verdict: PrintableLine(row.verdict).text,
            times: counts.joined(separator: " → "),
            change: row.reason.map { PrintableLine($0).text } ?? Self.change(row) ?? "too few counts",
            isReason: row.reason != nil,
            chance: "",
            instructions: way + (row.otherPath.map(Self.path) ?? ""),
            accepted: row.accepted.map { PrintableLine($0).text }
        )
    }

    /// `+1.00 %`, with an interval where the counts vary.
    private static func change(_ row: ResultDocument.Gate.Counted) -> String? {
        guard let change = row.change, let interval = row.interval, interval.count == 2 else { return nil }
        let percent = { (share: Double) in String(format: "%+.2f", share * 100) }
        guard row.isRepeatable != true else { return "\(percent(change)) %" }
        return "\(percent(change)) % [\(percent(interval[0])), \(percent(interval[1]))]"
    }

    private static func path(_ other: String) -> String {
        other == InstructionEvidence.unknownPath
            ? ", of code that may be another than runs here"
            : ", of OTHER CODE than runs here (\(PrintableLine(other)))"
    }
}
