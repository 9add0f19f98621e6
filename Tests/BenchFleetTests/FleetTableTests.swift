import Foundation
import Testing

@testable import BenchFleet
@testable import BenchReport

@Suite struct `The tables of a fleet` {
    private func report() throws -> FleetReport {
        var failed = try FleetSample.run(2, machine: "b", labels: ["site": "=cmd()", "note": #"say "hi", Ü"#])
        failed.failed = try JSONDecoder().decode(
            [FailedResult].self,
            from: Data(
                #"[{"id":"a/b","op":"a","backend":"b","isa":"no-avx2","params":{"size":16},"reason":"x\"\u2028y\nz, w"}]"#
                    .utf8
            )
        )
        var fleet = FleetSample.fleet([try FleetSample.run(1, machine: "a"), failed])
        fleet.add("+bad,.json", .failure(UnreadableResult(path: "", problem: .truncatedOrNotJSON)))
        return FleetReport(fleet)
    }

    /// Both formats of a table, as texts.
    private func texts(_ name: String) throws -> (csv: String, lines: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try #require(try report().tables.first { $0.name == name })
        let texts = try FleetTable.Format.allCases.map { format in
            let path = folder.appending(path: "table").path
            try table.write(to: path, as: format)
            return try String(contentsOfFile: path, encoding: .utf8)
        }
        return (texts[0], texts[1])
    }

    @Test(arguments: ["rows", "kinds", "files"]) func `say the same as CSV and as JSON lines`(name: String) throws {
        let (csv, lines) = try texts(name)
        let records = try CommaSeparated.parse([UInt8](csv.utf8)).map(\.fields)
        let objects = try lines.split(separator: "\n").map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(records.count == objects.count + 1 && objects.count >= 3)
        for (record, object) in zip(records.dropFirst(), objects) {
            #expect(record.count == records[0].count && object.count == record.count)
            for (column, field) in zip(records[0], record) {
                switch object[column] {
                case let text as String:
                    #expect(field == (CommaSeparated.isFormula(text) ? "'" + text : text), "\(column)")
                // JSONSerialization does not read numbers to the last bit.
                case let number as NSNumber:
                    let (read, parsed) = (try #require(Double(field)), number.doubleValue)
                    #expect(abs(read - parsed) <= 1e-14 * abs(read), "\(column)")
                case is NSNull: #expect(field.isEmpty, "\(column)")
                default: Issue.record("\(column) is not there")
                }
            }
        }
    }

    @Test func `have every row of every run, with its labels and what failed`() throws {
        let records = try CommaSeparated.parse([UInt8](texts("rows").csv.utf8)).map(\.fields)
        let columns = Dictionary(uniqueKeysWithValues: records[0].enumerated().map { ($1, $0) })
        func field(_ name: String, _ record: [String]) throws -> String { record[try #require(columns[name])] }
        let runs = try report().fleet.runs
        #expect(records.count == 1 + runs.reduce(0) { $0 + $1.rows.count + $1.failures.count })
        #expect(try field("label.machine", records[1]) == "a" && field("label.site", records[1]).isEmpty)
        let last = try #require(records.last)
        #expect(try field("failed", last) == #"x"\u{2028}y\nz, w"# && field("time_ns", last).isEmpty)
        #expect(try field("operation", last) == "a 16 @no-avx2")
        #expect(try field("label.site", last) == "'=cmd()" && field("label.note", last) == #"say "hi", Ü"#)
    }

    @Test func `name every file and what became of it`() throws {
        let records = try CommaSeparated.parse([UInt8](texts("files").csv.utf8)).map(\.fields)
        #expect(
            records == [
                ["file", "outcome", "reason"], ["'+bad,.json", "refused", "truncated, or no JSON"],
                ["0.json", "taken", ""],
                ["1.json", "taken", ""],
            ]
        )
    }

    /// Lines of JSON are told apart by their ends alone.
    @Test func `have no line within a line`() throws {
        let lines = try texts("rows").lines
        #expect(!lines.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\r" || $0 == "\u{0}" })
        #expect(lines.hasSuffix("}\n"))
    }
}
