import Foundation
import Testing

@testable import BenchReport

@Suite struct `A history` {
    private static let header =
        "started,commit,hw_key,sw_key,definition_hash,id,isa,median_ns,ci95_low,ci95_high,generations,n"
    private static let row =
        "2026-01-02T03:04:05Z,0123456789abcdef,111111111111,222222222222,333333333333,record-seal/16/swift,native,100.5,99.0,"
        + "101.0,5,20"

    private func problem(_ text: String) -> UnreadableHistory.Problem? {
        do {
            _ = try History(Data(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `begins with its header, and has a line for each benchmark`() throws {
        let run = CompareSample.run()
        let text = String(decoding: try History().appending(run), as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines[0] == Self.header && lines[2].isEmpty)
        let hash = run.document.benchmarks[0].definitionHash
        #expect(
            lines[1].hasPrefix(
                "2026-01-02T03:04:05Z,0123456789abcdef,111111111111,222222222222,\(hash),record-seal/aes-128-gcm/16384/swift,"
                    + "native,100.0,"
            )
        )
        #expect(lines[1].hasSuffix(",5,15"))
    }

    @Test func `gives back what was appended`() throws {
        let run = CompareSample.run()
        let history = try History(try History().appending(run))
        #expect(history.rows == [HistoryRow(run, run.entries[0])])
        let short = CompareSample.run([1, 2, 3]) { $0.builds["A"]?.gitCommit = OrNull(nil) }
        let more = try History(try history.appending(short))
        #expect(more.rows.count == 2 && more.rows[1].low == nil && more.rows[1].commit.isEmpty)
    }

    @Test func `quotes masks of features, which have commas`() throws {
        let masked = CompareSample.run { document in
            document.benchmarks[0].id += "@-vaes,-sha"
            document.benchmarks[0].isa = "-vaes,-sha"
        }
        let data = try History().appending(masked)
        #expect(String(decoding: data, as: UTF8.self).contains("/swift@-vaes,-sha\",\"-vaes,-sha\",100.0,"))
        #expect(try History(data).rows.map(\.isa) == ["-vaes,-sha"])
    }

    @Test func `has each run once`() throws {
        let first = try History().appending(CompareSample.run())
        let again = try History(first).appending(CompareSample.run())
        #expect(first == again)
        let later = try History(first).appending(CompareSample.run(started: "2026-01-03T00:00:00Z"))
        #expect(try History(later).rows.count == 2)
    }

    @Test func `keeps two runs of equal machines that began in the same second`() throws {
        let first = try History().appending(CompareSample.run())
        let both = try History(first).appending(CompareSample.run([50, 50.1, 49.9, 50.2, 49.8]))
        #expect(try History(both).rows.map(\.median) == [100, 50])
    }

    @Test func `in a file is begun, extended, and left alone where a run is there`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try History.checkAppendable(path)
        #expect(!FileManager.default.fileExists(atPath: path))
        // As another process has it that is about to begin.
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(try History.read(path, isToBeMade: true).rows.isEmpty)
        let later = CompareSample.run(started: "2026-01-03T00:00:00Z")
        try History.append(CompareSample.run(), to: path)
        try History.append(later, to: path)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try whole == History(History().appending(CompareSample.run())).appending(later))
        try History.append(later, to: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
        #expect(throws: ResultFileError(path: "/dev/null", reason: "is no regular file")) {
            try History.append(later, to: "/dev/null")
        }
    }

    @Test func `keeps the lines of others as they are`() throws {
        let text = "\(Self.header)\n\(Self.row.replacing("100.5", with: "1.005e2"))"
        let data = try History(Data(text.utf8)).appending(CompareSample.run())
        let whole = String(decoding: data, as: UTF8.self)
        #expect(whole.hasPrefix(text + "\n") && !whole.contains("\r") && whole.hasSuffix("\n"))
    }

    @Test func `takes no times of a debug build, and nothing that it could not read again`() {
        let debug = CompareSample.run { $0.builds["A"]?.configuration = "debug" }
        #expect(throws: UnreadableHistory.Problem.unwritable("times of a debug build")) {
            try History().appending(debug)
        }
        let odd = CompareSample.run { $0.builds["A"]?.gitCommit = OrNull("a, \"b\"") }
        #expect(
            throws: UnreadableHistory.Problem.unwritable(
                "record-seal/aes-128-gcm/16384/swift: commit is 'a, \"b\"'"
            )
        ) {
            try History().appending(odd)
        }
    }

    @Test(arguments: ["", "hello\n", "started,commit\n", "\n"])
    func `with another header is refused`(_ text: String) {
        #expect(problem(text) == .otherHeader)
    }

    @Test func `may have quotes, and either kind of line's end`() throws {
        let quoted = Self.row.replacing("native", with: "\"native\"")
        for end in ["\n", "\r\n"] {
            let history = try History(Data("\(Self.header)\(end)\(quoted)\(end)".utf8))
            #expect(history.rows.map(\.isa) == ["native"])
        }
    }

    @Test(arguments: [
        (",5,20", ",5", "11 fields, not 12"), (",5,20", ",5,20,", "13 fields, not 12"), (row, "", "1 fields, not 12"),
        ("2026-01-02T03:04:05Z", "yesterday", "started is 'yesterday'"),
        ("0123456789abcdef", "main", "commit is 'main'"),
        ("111111111111", "1", "hw_key is '1'"), ("222222222222", "22222222222X", "sw_key is '22222222222X'"),
        ("333333333333", "", "definition_hash is ''"), ("record-seal/16/swift", "Record", "id is 'Record'"),
        ("native", "", "isa is ''"), ("100.5", "fast", "median_ns is 'fast'"), ("100.5", "-1", "median_ns is '-1'"),
        ("100.5", "nan", "median_ns is 'nan'"), ("100.5", "100,5", "13 fields, not 12"), ("99.0", "", "ci95_low is ''"),
        ("99.0", "102", "ci95_high is '101.0'"), ("101.0", "inf", "ci95_high is 'inf'"),
        (",5,20", ",0,20", "generations is '0'"),
        (",5,20", ",5,1.5", "n is '1.5'"), ("native", "na\"tive", "a quote inside a field"),
        ("native", "\"native", "a quote does not close"), ("native", "\"native\"x", "something stands behind a field"),
        ("native", "na\rtive", "something stands behind a field"),
    ])
    func `names the line that a hand broke`(_ before: String, _ after: String, _ reason: String) {
        let second = Self.row.replacing("03:04:05", with: "03:04:06")
        let broken = second.replacing("03:04:06", with: "03:04:05").replacing(before, with: after)
        let text = "\(Self.header)\n\(second)\n\(broken)\n"
        #expect(problem(text) == .line(3, reason: reason))
    }

    @Test func `names the line of a row that is there twice, and one that is no UTF-8`() {
        #expect(
            problem("\(Self.header)\n\(Self.row)\n\(Self.row)\n")
                == .line(3, reason: "the run and the benchmark are there twice")
        )
        let octets = [UInt8]("\(Self.header)\n".utf8) + [0xFF, 0x0A]
        #expect(throws: UnreadableHistory.Problem.line(2, reason: "a field is no UTF-8")) {
            try History(Data(octets))
        }
    }

    @Test func `counts lines inside quotes too`() {
        let text = "\(Self.header)\n\(Self.row.replacing("native", with: "\"na\ntive\""))\n"
        #expect(problem(text) == .line(2, reason: "isa is 'na\ntive'"))
        #expect(
            UnreadableHistory(path: "h.csv", problem: .line(2, reason: "isa is 'na\ntive'")).description
                == #"h.csv: line 2: isa is 'na\ntive'"#
        )
    }
}
