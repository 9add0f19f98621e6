import BenchCore
import Foundation
import Testing

@testable import BenchReport

@Suite struct `A failed row in a result` {
    /// The sample, of which the reference failed; its other row has a ratio to nothing then.
    private static var document: ResultDocument {
        var document = Sample.document
        let lost = document.benchmarks.removeLast()
        document.benchmarks[0].ratio = OrNull(nil)
        document.failed = [FailedResult(failed(lost, "error:1C800064:\u{1B}[2Jbad|luck,\n<b>"))]
        return document
    }

    private static func failed(_ row: BenchmarkResult, _ reason: String) -> FailedBenchmark {
        FailedBenchmark(
            Benchmark(op: row.op, parameters: row.params.list, backend: row.backend) { (_) throws(WorkloadFailure) in
                throw WorkloadFailure("never run")
            },
            .benchmark(id: row.id, reason: reason)
        )
    }

    private func text(_ format: ReportFormat, _ document: ResultDocument = Self.document) throws -> String {
        String(decoding: try format.render(document, on: .wide), as: UTF8.self)
    }

    @Test func `is read as it was written`() throws {
        let data = try ResultFile.encode(Self.document)
        let read = try ResultFile.decode(data)
        #expect(read.failed == Self.document.inLines.failed)
        #expect(try ResultFile.encode(read) == data)
        #expect(read.partial == nil)
    }

    @Test func `is nothing that an earlier file has`() throws {
        let text = String(decoding: try ResultFile.encode(Sample.document), as: UTF8.self)
        #expect(!text.contains("\"failed\"") && !text.contains("\"partial\""))
        #expect(try ResultFile.decode(Data(text.utf8)).failed == nil)
    }

    /// Readers of before see a run with fewer rows, as they do where a backend was not asked for.
    @Test func `leaves the rest as it was`() throws {
        var earlier = Self.document
        earlier.failed = nil
        let (old, new) = try (
            JSONSerialization.jsonObject(with: ResultFile.encode(earlier)) as? [String: Any],
            JSONSerialization.jsonObject(with: ResultFile.encode(Self.document)) as? [String: Any]
        )
        let others = new?.filter { $0.key != "failed" }
        #expect(NSDictionary(dictionary: old ?? [:]) == NSDictionary(dictionary: others ?? [:]))
    }

    @Test func `may be the only kind`() throws {
        var document = Self.document
        document.benchmarks = []
        #expect(try ResultFile.decode(ResultFile.encode(document)).failed?.count == 1)
        for format in ReportFormat.allCases { #expect(try text(format, document).contains("failed")) }
        document.failed = []
        #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(ResultFile.encode(document)) }
    }

    @Test func `has a name as rows have, and only once`() throws {
        let changes: [(inout FailedResult) -> Void] = [
            { $0.id = "../x" }, { $0.op = "other" }, { $0.backend = "a b" }, { $0.isa = "" },
            { $0.id = Sample.document.benchmarks[0].id }, { $0.params.list.append(.init("a", "<b>")) },
        ]
        for change in changes {
            var document = Self.document
            var failed = try #require(document.failed?.first)
            change(&failed)
            document.failed = [failed]
            #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(ResultFile.encode(document)) }
        }
        for partial in [ResultDocument.Partial(done: -1, planned: 2), .init(done: 3, planned: 2)] {
            var document = Self.document
            document.partial = partial
            #expect(throws: UnreadableResult.Problem.self) { try ResultFile.decode(ResultFile.encode(document)) }
        }
    }

    @Test func `is marked in every report, with the reason and without a number`() throws {
        let id = try #require(Self.document.failed?.first?.id)
        for format in [ReportFormat.table, .markdown] {
            let lines = try text(format).split(separator: "\n").map(String.init)
            let row = try #require(lines.first { $0.contains("16384") && $0.contains("failed") && !$0.contains(id) })
            #expect(!row.hasSuffix("failed") || format == .table)
            #expect(lines.contains { $0.contains(FailedResult.heading) })
            let reason = try #require(lines.first { $0.contains("\(id) failed: error:1C800064:") })
            #expect(!reason.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
        #expect(try !text(.markdown).contains("<b>"))
        let rows = try text(.csv).split(separator: "\n")
        let columns = rows[0].split(separator: ",").count
        #expect(rows[0].hasSuffix(",quality,code_of,failure,estimate"))
        let failed = try #require(rows.first { $0.hasPrefix(id + ",") })
        #expect(failed.hasSuffix(#",failed,,"error:1C800064:\u{1b}[2Jbad|luck,\n<b>","#))
        let fields = failed.split(separator: ",", omittingEmptySubsequences: false)
        #expect(fields[4..<16].allSatisfy(\.isEmpty) && fields.count == columns + 1)
    }

    @Test func `is an error for test runners`() throws {
        let xml = String(decoding: try ExportFormat.junit.render([Self.document]), as: UTF8.self)
        #expect(xml.contains("errors=\"1\""))
        #expect(xml.contains("<error type=\"failed\" message=\"error:1C800064:"))
    }

    @Test func `is a number nowhere in what other tools read`() throws {
        let id = try #require(Self.document.failed?.first?.id)
        for format in [ExportFormat.googleBenchmark, .benchfmt, .bencher, .customSmallerIsBetter, .csv] {
            #expect(try !String(decoding: format.render([Self.document]), as: UTF8.self).contains(id), "\(format)")
        }
    }

    /// A step over two features is the effect of neither.
    @Test func `takes the step of the row below with it`() throws {
        func row(_ set: String) -> BenchmarkResult {
            var row = Sample.document.benchmarks[0]
            row.isa = set
            row.id += "@\(set)"
            return row
        }
        var document = Sample.document
        document.kind = "isa"
        document.isa = FeatureStudy(
            mode: "ladder",
            sets: ["a", "b", "c"].map {
                FeatureStudy.FeatureSet(name: $0, features: [], environment: [:], readBack: [:])
            }
        )
        document.benchmarks = [row("a"), row("c")]
        let table = try #require(FeatureMatrix(document)?.tables.first)
        #expect(table.rows.map { $0.step == nil } == [true, true] && table.hasBase)
        document.benchmarks = [row("b"), row("c")]
        let other = try #require(FeatureMatrix(document)?.tables.first)
        #expect(other.rows.map { $0.step == nil } == [true, false] && !other.hasBase)
    }
}
