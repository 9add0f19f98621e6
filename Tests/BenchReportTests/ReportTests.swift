import Foundation
import Testing

@testable import BenchReport

@Suite struct `A report` {
    private func lines(_ format: ReportFormat) throws -> [String] {
        String(decoding: try format.render(Sample.document), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `as a table has a row for each operation and a column for each backend`() throws {
        let lines = try lines(.table)
        let place = try #require(lines.firstIndex { $0.hasPrefix("  aes-128-gcm 16384") })
        let row = lines[place]
        #expect(row.contains("50.0 ±") && row.contains("328 MB/s") && row.contains("2.00×") && row.contains("100.0 "))
        let columns = lines[place - 1]
        #expect(columns.hasPrefix("record-seal, µs") && columns.contains("swift") && columns.contains("openssl"))
        #expect(lines.contains("warning: a warning"))
        #expect(lines.last == "2 of 2 rows within ±2 %: 2 quiet")
    }

    @Test func `as CSV has a line for each benchmark, with as many fields as the first`() throws {
        let lines = try lines(.csv)
        #expect(lines.count == 3)
        for line in lines { #expect(line.filter { $0 == "," }.count == lines[0].filter { $0 == "," }.count) }
        #expect(lines[1].hasPrefix("record-seal/aes-128-gcm/16384/swift,record-seal,swift,native,ns/op,100,20,5,"))
    }

    @Test func `as Markdown is a table`() throws {
        let table = try lines(.markdown).filter { $0.hasPrefix("|") }
        #expect(table.count == 3)
        #expect(table[0] == "| operation | swift | openssl |")
    }

    @Test func `has a column for each build of a gate`() throws {
        let text = String(decoding: try ReportFormat.markdown.render(Sample.gate), as: UTF8.self)
        #expect(text.contains("| operation | swift A | swift B | openssl A | openssl B |\n"))
        #expect(text.contains(" 50.6 µs · ±0.7% · 324 MB/s · 2.00× | 55.6 µs · ±0.7% · 295 MB/s | 101.2 µs"))
    }

    @Test func `is no markup, whatever a library calls itself`() throws {
        var document = Sample.document
        document.builds["A"]?.libs["openssl"]?.name = "a|b*c`[d](e)<f>\ng"
        let text = String(decoding: try ReportFormat.markdown.render(document), as: UTF8.self)
        #expect(text.contains(#"- openssl: a\|b\*c\`\[d\](e)\<f\> g 3 (x)"#))
    }

    @Test(arguments: [
        (0.5, "0.50 ns"), (12.34, "12.3 ns"), (999.6, "1000 ns"), (1234, "1.23 µs"), (56_780, "56.8 µs"),
        (2_345_678, "2.35 ms"), (1.5e9, "1.50 s"),
    ])
    func `gives times three digits`(_ nanoseconds: Double, _ text: String) {
        #expect(Quantities.duration(nanoseconds) == text)
    }

    @Test func `is never half written`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "result.json").path
        try ResultFile.checkWritable(path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        try ResultFile.write(Sample.document, to: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result.json"])
        #expect(throws: ResultFileError(path: folder.path, reason: "is a folder")) {
            try ResultFile.checkWritable(folder.path)
        }
        let missing = folder.path + "/none/result.json"
        #expect(throws: ResultFileError(path: missing, reason: "No such file or directory")) {
            try ResultFile.checkWritable(missing)
        }
        // A full disk.
        #expect(throws: ResultFileError.self) { try ResultFile.write(Sample.document, to: "/dev/full/x") }
    }

    @Test func `says of a ratio that can be 1 in every form that it can be`() throws {
        var document = Sample.document
        document.benchmarks[0].ratio.value?.ci95 = OrNull([0.9, 4])
        for format in [ReportFormat.table, .markdown] {
            let text = String(decoding: try format.render(document, on: .wide), as: UTF8.self)
            #expect(text.contains("≈2.00×"), "\(format)")
            let certain = String(decoding: try format.render(Sample.document, on: .wide), as: UTF8.self)
            #expect(certain.contains("2.00×") && !certain.contains("≈2.00×"), "\(format)")
        }
    }

    @Test func `keeps every text in its cell, whatever it is called`() throws {
        let table = MarkdownTable(
            ["a", "b|c"],
            [["x\ny", "<b>|\u{301}`"], ["total", "1"]],
            numbers: 1..<2,
            emphasized: [1]
        )
        #expect(
            table.lines == [
                #"| a | b\|c |"#, "| --- | ---: |", "| x y | \\<b\\>\\|\u{301}\\` |", "| *total* | 1 |",
            ]
        )
    }

    @Test func `goes where a link points, and leaves the link`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, link) = (folder.appending(path: "result.json"), folder.appending(path: "latest.json"))
        try Data("old".utf8).write(to: file)
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "result.json")
        try ResultFile.checkWritable(link.path)
        try ResultFile.write(Sample.document, to: link.path)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "result.json")
        #expect(try ResultFile.decode(Data(contentsOf: file)).id == Sample.document.id)
    }
}
