public import Foundation

extension InstructionDocument {
    /// The report in one of the formats, with a line's end at its end.
    public func render(_ format: ReportFormat, on terminal: Terminal = .plain) throws -> Data {
        switch format {
        case .json: return try json(self)
        case .table: return Data(lines(on: terminal).joined(separator: "\n").appending("\n").utf8)
        case .markdown: return Data(markdown.joined(separator: "\n").appending("\n").utf8)
        case .csv: return Data(commaSeparated.joined(separator: "\n").appending("\n").utf8)
        }
    }

    private var header: [String] {
        [
            "\(cpu) · \(features.joined(separator: " "))",
            "instructions of one operation; each count was verified by its result",
        ] + Table.settings(settings)
    }

    private var failures: [String] {
        (failed ?? []).map(\.line) + (isPartial == true ? ["interrupted: not all was counted"] : [])
    }

    private func lines(on terminal: Terminal) -> [String] {
        var lines = terminal.fitted(header)
        for row in rows {
            let path = row.codePath.isEmpty ? "" : "  (\(row.codePath))"
            lines += [""] + terminal.fitted([terminal.styled(row.id, .head) + path])
            lines += terminal.fitted(["  \(row.summary), counted by \(row.source)"])
            if let native = row.nativePath {
                let words =
                    native == Self.unknownPath
                    ? "PERHAPS OTHER CODE than runs here: the library does not say"
                    : "OTHER CODE than runs here: \(native)"
                let warning = terminal.styled(words, .doubtful)
                lines += terminal.fitted(["  \(warning)"])
            }
            lines += terminal.fitted(row.familyShares.map { ["  \($0)"] } ?? [])
            lines += terminal.aligned(row.shares.map { [$0.share, $0.name] }, numbers: 0..<1, indent: 4)
        }
        if !failures.isEmpty { lines += [""] + terminal.fitted(failures).map { terminal.styled($0, .bad) } }
        return lines
    }

    private var markdown: [String] {
        let cells = rows.map { row in
            let most = row.shares.prefix(1).map { "\($0.share) \($0.name)" }.joined()
            let path = row.codePath + (row.nativePath.map(Self.remark) ?? "")
            return [row.id, row.summary, row.familyShares ?? "", most, path]
        }
        let failures = (failed ?? []).map { [$0.id, "failed", "", $0.line, ""] }
        let titles = ["operation", "instructions", "extensions", "most of it in", "code"]
        return header.map { "- \(escapedForMarkdown($0))" } + [""]
            + MarkdownTable(titles, cells + failures, numbers: 1..<2).lines
            + (isPartial == true ? ["", "interrupted: not all was counted"] : [])
    }

    private static func remark(_ native: String) -> String {
        native == unknownPath ? " (perhaps other code than runs here)" : " (other code than \(native))"
    }

    private var commaSeparated: [String] {
        ["id,instructions,operations,source,code_path,native_path"]
            + rows.map { row in
                CommaSeparated.sheetLine([
                    row.id, "\(row.instructions)", "\(row.operations)", row.source, row.codePath, row.nativePath ?? "",
                ])
            } + (failed ?? []).map { CommaSeparated.sheetLine([$0.id, "", "", "failed", "", ""]) }
    }
}

extension InstructionDocument.Row {
    fileprivate var summary: String {
        let perOctet = octets.map { String(format: ", %.2f an octet", instructions / Double($0)) } ?? ""
        return Self.grouped(instructions) + perOctet
    }

    /// The largest first; what is below a thousandth does not decide anything, but that an extension is used at all shows.
    fileprivate var familyShares: String? {
        families.map { families in
            families.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \(Quantities.percent($0.value / max(1, instructions)))" }.joined(separator: ", ")
        }
    }

    /// Functions of at least a hundredth.
    fileprivate var shares: [(share: String, name: String)] {
        functions.filter { $0.instructions >= 0.01 * instructions }.map {
            (
                Quantities.percent($0.instructions / max(1, instructions)),
                "\($0.name ?? "without a name") in \($0.object)"
            )
        }
    }

    private static func grouped(_ number: Double) -> String {
        var digits = String(Int(number.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}
