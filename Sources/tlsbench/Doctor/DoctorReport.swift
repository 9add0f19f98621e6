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

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try encoder.encode(self) + Data("\n".utf8)
    }

    var lines: [String] {
        let signs: [Finding.Level: String] = [.good: "ok  ", .note: "note", .warning: "WARN"]
        let width = findings.map(\.topic.count).max() ?? 0
        var lines = ["\(cpu) · \(features.joined(separator: " "))", ""]
        for finding in findings {
            let topic = finding.topic + String(repeating: " ", count: width - finding.topic.count)
            lines.append("\(signs[finding.level] ?? "")  \(topic)  \(finding.fact)")
            if let advice = finding.advice { lines.append(String(repeating: " ", count: width + 8) + "→ \(advice)") }
        }
        let warnings = findings.count { $0.level == .warning }
        let verdict = warnings == 0 ? "nothing to mend" : "\(warnings) to mend, where that is possible"
        let gate = detectable.map { String(format: "; the gate finds +%.1f %% here", $0 * 100) } ?? ""
        return lines + ["", verdict + gate]
    }
}
