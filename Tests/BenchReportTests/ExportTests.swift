import Foundation
import Testing

@testable import BenchReport

@Suite struct `An export` {
    private func text(_ format: ExportFormat, _ documents: ResultDocument...) throws -> String {
        String(decoding: try format.render(documents), as: UTF8.self)
    }

    private func object(_ format: ExportFormat, _ documents: ResultDocument...) throws -> Any {
        try JSONSerialization.jsonObject(with: format.render(documents))
    }

    private let swift = "record-seal/aes-128-gcm/16384/swift"
    private let openssl = "record-seal/aes-128-gcm/16384/openssl"

    /// A picture is of results of another kind.
    @Test(arguments: ExportFormat.allCases.filter { $0 != .svg })
    func `is the same each time, and ends its last line`(_ format: ExportFormat) throws {
        let once = try text(format, Sample.gate)
        #expect(once == (try text(format, Sample.gate)))
        #expect(once.utf8.last == UInt8(ascii: "\n"))
    }

    @Test func `to google-benchmark has a repetition for each generation, which is its lower quartile`() throws {
        let root = try #require(try object(.googleBenchmark, Sample.document) as? [String: Any])
        let context = try #require(root["context"] as? [String: Any])
        #expect(context["json_schema_version"] as? Int == 1)
        #expect(context["caches"] is [Any])
        let entries = try #require(root["benchmarks"] as? [[String: Any]])
        #expect(
            entries.map { $0["name"] as? String } == Array(repeating: swift, count: 5)
                + Array(repeating: openssl, count: 5)
        )
        #expect(entries.map { $0["repetition_index"] as? Int } == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4])
        #expect(entries.map { $0["family_index"] as? Int } == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
        // Rounds 0 to 3 take 5,000,000 + 1000 g + 37,000 r for 100 operations.
        #expect(entries.prefix(5).map { $0["real_time"] as? Double } == [50000, 50010, 50020, 50030, 50040])
        for entry in entries {
            #expect(entry["run_name"] as? String == entry["name"] as? String)
            #expect(entry["run_type"] as? String == "iteration")
            #expect(entry["time_unit"] as? String == "ns")
            #expect(entry["repetitions"] as? Int == 5)
            #expect(entry["threads"] as? Int == 1)
            #expect(entry["iterations"] as? Int == 400)
            #expect(entry["per_family_instance_index"] as? Int == 0)
            #expect(entry["cpu_time"] as? Double == entry["real_time"] as? Double)
        }
    }

    @Test func `to benchfmt has a line for each generation`() throws {
        let lines = try text(.benchfmt, Sample.document).split(separator: "\n")
        #expect(lines[0] == "pkg: tlsbench" && lines[1].hasPrefix("cpu: "))
        #expect(lines.count == 19)
        let name = "BenchmarkRecordSeal/cipher=aes-128-gcm/bytes=16384/backend="
        let megaoctets = 16384 / 50000.0 * 1e3
        #expect(lines[9] == "\(name)swift 400 50000.0 ns/op \(megaoctets) MB/s")
        #expect(lines[14].hasPrefix("\(name)openssl 400 100000.0 ns/op "))
    }

    @Test func `to benchfmt tells runs apart by lines of their own, each of which every run sets`() throws {
        let whole = try text(.benchfmt, Sample.document, other)
        func keys(_ part: Substring) -> [Substring] { part.split(separator: "\n").filter { $0.contains(": ") } }
        let parts = whole.split(separator: "pkg: ")
        let (first, second) = (keys(parts[0]), keys(parts[1]))
        #expect(first.map { $0.prefix { $0 != ":" } } == second.map { $0.prefix { $0 != ":" } })
        #expect(
            first.contains("run: 2026-01-02T03:04:05Z-00000000")
                && second.contains("run: 2026-01-02T03:04:05Z-11111111")
        )
        #expect(first.contains("commit: unknown") && second.contains("commit: 0123456789abcdef"))
        #expect(first.contains("libraries: openssl 3") && second.contains("libraries: openssl 3.5"))
        #expect(try text(.benchfmt, Sample.gate).contains("\ncommit: unknown\n"))
    }

    /// Another run of the same machine and the same second.
    private var other: ResultDocument {
        var document = Sample.document
        document.id = "11111111-0000-0000-0000-000000000000"
        document.builds["A"]?.gitCommit = OrNull("0123456789abcdef")
        document.builds["A"]?.libs["openssl"]?.version = "3.5"
        return document
    }

    @Test(arguments: [("swift", ""), ("libx-3", "-1"), ("x-3y", "")])
    func `to benchfmt keeps numbers at the end of names out of the place of GOMAXPROCS`(
        _ backend: String,
        _ end: String
    ) throws {
        var document = Sample.document
        document.benchmarks[0].backend = backend
        #expect(try text(.benchfmt, document).contains("/backend=\(backend)\(end) 400 "))
    }

    @Test func `to bencher has the interval as bounds, and leaves names as they are`() throws {
        var document = Sample.document
        document.benchmarks[1].id = "record-seal/aes_256Gcm/openssl"
        document.benchmarks[1].stats["A"]?.ci95 = OrNull([0, 202300])
        let data = try ExportFormat.bencher.render([document])
        let root = try JSONDecoder().decode([String: [String: [String: Double]]].self, from: data)
        let statistics = try #require(document.benchmarks[0].statistics)
        let interval = try #require(statistics.ci95.value)
        #expect(root[swift]?["latency"] == ["value": 50020, "lower_value": interval[0], "upper_value": interval[1]])
        #expect(
            root[swift]?["throughput"]
                == ["value": 1e9 / 50020, "lower_value": 1e9 / interval[1], "upper_value": 1e9 / interval[0]]
        )
        #expect(
            root["record-seal/aes_256Gcm/openssl"]?["throughput"] == [
                "value": 1e9 / 100_040, "lower_value": 1e9 / 202300,
            ]
        )
        document.benchmarks[1].stats["A"]?.ci95 = OrNull(nil)
        #expect(
            try text(.bencher, document).contains(
                """
                    "latency" : {
                      "value" : 100040
                    },
                """
            )
        )
    }

    @Test func `to custom-smaller-is-better has a number behind the sign`() throws {
        let entries = try #require(try object(.customSmallerIsBetter, Sample.document) as? [[String: Any]])
        #expect(entries.map { $0["name"] as? String } == [swift, openssl])
        #expect(entries.map { $0["value"] as? Double } == [50020, 100040])
        #expect(entries.allSatisfy { $0["unit"] as? String == "ns/op" })
        let range = try #require(entries[0]["range"] as? String)
        let interval = try #require(Sample.document.benchmarks[0].statistics?.ci95.value)
        #expect(range.hasPrefix("± ") && Double(range.dropFirst(2)) == (interval[1] - interval[0]) / 2)
    }

    @Test func `to CSV has a row for each statistic, and quotes what has a comma`() throws {
        let lines = try text(.csv, Sample.document).components(separatedBy: "\r\n")
        #expect(lines[0] == "run,started,side,id,op,backend,isa,params,quality,statistic,unit,value")
        let common =
            "00000000-0000-0000-0000-000000000000,2026-01-02T03:04:05Z,A,\(swift),record-seal,swift,native,"
            + #""cipher=aes-128-gcm,bytes=16384",quiet,"#
        #expect(lines.contains(common + "median,ns/op,50575.0"))
        #expect(lines.contains(common + "estimate,ns/op,50020.0"))
        #expect(lines.contains(common + "k,1,100"))
        #expect(lines.contains(common + "throughput,octets/s,\(16384 / 50020.0 * 1e9)"))
        #expect(lines.contains(common + "ratio,1,2.0"))
        // No value, no row.
        #expect(!lines.contains { $0.contains(",p99,") })
        #expect(lines.last == "")
    }

    @Test func `to CSV doubles quotes and keeps lines in one field`() throws {
        var document = Sample.document
        document.id = "a \"b\"\r\nc"
        #expect(try text(.csv, document).contains("\r\n\"a \"\"b\"\"\r\nc\",2026-01-02"))
    }

    @Test(arguments: [
        ("=HYPERLINK(\"x\")", true), ("+1+1", true), ("-2+3", true), ("@SUM(A1)", true), ("\t=1", true), ("\r=1", true),
        ("-vaes,-sha", true), ("", false), ("swift", false), ("-1.5", false), ("+2e-05", false), ("1=1", false),
    ])
    func `to CSV has no text that a spreadsheet would compute`(_ field: String, _ isMarked: Bool) throws {
        let line = CommaSeparated.sheetLine([field])
        #expect(
            try CommaSeparated.parse([UInt8](line.utf8)).map(\.fields)
                == (field.isEmpty ? [] : [[(isMarked ? "'" : "") + field]])
        )
        var document = Sample.document
        document.id = field
        let export = try text(.csv, document)
        #expect(export.contains("\r\n\(CommaSeparated.field((isMarked ? "'" : "") + field)),2026"))
    }

    @Test(arguments: ExportFormat.allCases.filter { $0 != .svg })
    func `has no run twice, for that would count as more measurements`(_ format: ExportFormat) throws {
        let refusal = ExportRefusal(
            description: "the run 00000000-0000-0000-0000-000000000000 is in more than one of the files"
        )
        #expect(throws: refusal) { try format.render([Sample.document, Sample.document]) }
    }

    @Test func `to Markdown is the report, one page after the other`() throws {
        let page = String(decoding: try ReportFormat.markdown.render(Sample.document), as: UTF8.self)
        let second = String(decoding: try ReportFormat.markdown.render(other), as: UTF8.self)
        #expect(try text(.markdown, Sample.document, other) == page + "\n" + second)
    }

    @Test func `to JUnit has a case for each benchmark, all of them passed`() throws {
        let suite = JUnitSuite(Sample.document)
        #expect(suite.cases.map(\.className) == ["tlsbench.record-seal", "tlsbench.record-seal"])
        #expect(suite.cases.map(\.name) == ["swift/aes-128-gcm/16384", "openssl/aes-128-gcm/16384"])
        #expect(suite.cases.allSatisfy { $0.outcome == .passed })
        // Twenty batches of 5 ms.
        #expect(abs(suite.cases[0].seconds - 0.101150) < 1e-9)
        let output = try #require(suite.cases[0].output)
        #expect(
            output.hasPrefix(
                "lower quartile 50.0 µs (95 %: 50.0 µs to 50.1 µs), fastest 50.0 µs, 20 batches in 5 processes"
            )
        )
        let gate = JUnitSuite(Sample.gate)
        #expect(gate.cases.count == 2)
        #expect(
            gate.cases[0].output?.split(separator: "\n").map { $0.prefix(17) } == [
                "A: median 50.6 µs", "B: median 55.6 µs",
            ]
        )
    }

    @Test func `has an entry for each build of a gate`() throws {
        let names = [swift, openssl].flatMap { ["\($0)/side:A", "\($0)/side:B"] }
        let google = try #require(try object(.googleBenchmark, Sample.gate) as? [String: Any])
        let repetitions = try #require(google["benchmarks"] as? [[String: Any]])
        #expect(repetitions.compactMap { $0["name"] as? String } == names.flatMap { Array(repeating: $0, count: 5) })
        #expect(repetitions[5]["real_time"] as? Double == 55610.5)
        let bencher = try #require(try object(.bencher, Sample.gate) as? [String: Any])
        #expect(bencher.keys.sorted() == names.sorted())
        let entries = try #require(try object(.customSmallerIsBetter, Sample.gate) as? [[String: Any]])
        #expect(entries.compactMap { $0["name"] as? String } == names)
        let lines = try text(.benchfmt, Sample.gate).split(separator: "\n")
        #expect(lines.count { $0.contains("/backend=swift/side=A 400 ") } == 5)
        #expect(lines.count { $0.contains("/backend=swift/side=B 400 55") } == 5)
        let rows = try text(.csv, Sample.gate).components(separatedBy: "\r\n")
        #expect(rows.count { $0.contains(",A,\(swift),") && $0.contains(",median,ns/op,50575.0") } == 1)
        #expect(rows.count { $0.contains(",B,\(swift),") && $0.contains(",median,ns/op,55632.5") } == 1)
    }

    @Test(arguments: [ExportFormat.googleBenchmark, .bencher, .customSmallerIsBetter])
    func `refuses two files with the same benchmark, where names must tell them apart`(_ format: ExportFormat) throws {
        let refusal = ExportRefusal(description: "\(swift) is in more than one of the files: export them one by one")
        #expect(throws: refusal) { try format.render([Sample.document, other]) }
    }

    @Test(arguments: [ExportFormat.benchfmt, .csv, .markdown, .junit])
    func `takes two files with the same benchmark, where they need no names`(_ format: ExportFormat) throws {
        #expect(try text(format, Sample.document, other).count > text(format, Sample.document).count)
    }

    @Test func `to JUnit has the run in the class of each case, if there are several`() {
        let suites = JUnitSuite.apart([Sample.document, other])
        let cases = suites.flatMap(\.cases).map { "\($0.className) \($0.name)" }
        #expect(Set(cases).count == 4 && Set(suites.map(\.name)).count == 2)
        #expect(cases[0] == "tlsbench.2026-01-02T03:04:05Z-00000000.record-seal swift/aes-128-gcm/16384")
        #expect(JUnitSuite.apart([other])[0].cases[0].className == "tlsbench.record-seal")
    }

    @Test func `to google-benchmark refuses files of two machines`() throws {
        var other = Sample.document
        other.id = "11111111-0000-0000-0000-000000000000"
        other.machine.hwKey = "0123456789ab"
        other.benchmarks = []
        #expect(throws: ExportRefusal.self) { try ExportFormat.googleBenchmark.render([Sample.document, other]) }
    }
}
