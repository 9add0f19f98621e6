internal import BenchReport
internal import Foundation

/// All that the doctor found, as its JSON has it.
struct DoctorReport: Codable {
    var schema = "tlsbench-doctor-1"
    /// The version of tlsbench.
    let tool: String
    let cpu: String
    let features: [String]
    let findings: [Finding]
    /// Nothing where noise was not measured.
    let noise: [NoiseMeasurement.Noise]
    /// The smallest slowdown that a quick gate finds here, as a share; nil where noise was not measured.
    let detectable: Double?

    func lines(on terminal: Terminal) -> [String] {
        var lines = terminal.fitted(["\(cpu) · \(features.joined(separator: " "))"]) + [""]
        let rows = findings.flatMap { finding in
            [[Self.sign(finding.level, terminal), finding.topic, finding.fact]]
                + (finding.advice.map { [["", "", "→ \($0)"]] } ?? [])
        }
        lines += terminal.aligned(rows)
        let warnings = findings.count { $0.level == .warning }
        let verdict = warnings == 0 ? "nothing to mend" : "\(warnings) to mend, where that is possible"
        let gate = detectable.map { String(format: "; the gate finds +%.1f %% here", $0 * 100) } ?? ""
        return lines + [""] + terminal.fitted([verdict + gate])
    }

    private static func sign(_ level: Finding.Level, _ terminal: Terminal) -> String {
        switch level {
        case .good: terminal.styled("ok", .good)
        case .note: "note"
        case .warning: terminal.styled("WARN", .doubtful)
        }
    }
}
