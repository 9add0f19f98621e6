internal import Foundation

@testable internal import BenchPage
@testable internal import BenchReport

/// Stored results, as `publish`, `report` and `export` make files and pages of them for others: whatever a file says stays a text, in its
/// cell, in its line and in its folder.
enum PublicationTarget: FuzzTarget {
    static let name = "publication"
    static let longest = 1 << 14

    static func feed(_ octets: [UInt8]) {
        guard let document = try? ResultFile.decode(Data(octets)) else { return }
        if let published = try? PublishedResult(document) {
            let place = /[0-9a-f]{12}\/[0-9]{8}T[0-9]{6}Z-([0-9a-f]{7,10}|unknown)(-isa)?(-[0-9a-f-]+)?\.json/
            expect(published.path.wholeMatch(of: place) != nil, "a path of \(published.path)")
        }
        do {
            for file in try Publication(StoredResults([document])).files where file.path.hasSuffix(".md") {
                holdsMarkdown(String(decoding: file.data, as: UTF8.self), file.path)
            }
            holdsMarkdown(text(try ReportFormat.markdown.render(document)), "a report")
        } catch { fatalError("pages of a result that was read: \(error)") }
        if let page = try? Page(PageInput([.result(document)])).html {
            for word in ["<script", "<img", "<iframe", "<object", "javascript:"] {
                expect(!page.lowercased().contains(word) || mentions(document, word), "a page has \(word)")
            }
        }
        if let csv = try? ExportFormat.csv.render([document]) { holdsCSV(csv) }
        if let csv = try? ReportFormat.csv.render(document) { holdsCSV(csv) }
        if let text = try? ExportFormat.benchfmt.render([document]) { holdsBenchfmt(Self.text(text)) }
        if let xml = try? ExportFormat.junit.render([document]) {
            let cases = document.benchmarks.count + (document.gate?.unmeasured.count ?? 0)
            expect(text(xml).components(separatedBy: "<testcase ").count == cases + 1, "a case for each benchmark")
        }
    }

    static func seeds() throws -> [[UInt8]] {
        var hostile = Sample.document
        hostile.builds["A"]?.gitCommit = OrNull("0123456789abcdef")
        hostile.builds["A"]?.libs["openssl"]?.name = "=1+1 | <b>`x`</b> [a](b) &lt; \"c,d\""
        hostile.builds["A"]?.libs["swift"] = .init(name: "@SUM(A1)", version: "-1", codePath: "x; <script>")
        hostile.benchmarks[0].codeOf = "openssl"
        hostile.benchmarks[1].codeOf = nil
        let records = Sample.records([("swift", 16, 10), ("swift", 1350, 20), ("swift", 16384, 90)])
        return try [Sample.document, hostile, records].map { [UInt8](try ResultFile.encode($0)) }
    }

    private static func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

    /// In an attribute or an element what a file says is escaped, but a plain word of it stays as it is.
    private static func mentions(_ document: ResultDocument, _ word: String) -> Bool {
        !word.hasPrefix("<") && ((try? text(ResultFile.encode(document)).lowercased().contains(word)) ?? false)
    }

    /// No markup but our own, which has no `<` outside of code; every row of a table has the cells of its head.
    private static func holdsMarkdown(_ page: String, _ name: String) {
        var cells: Int?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            let isOwn = line.contains("`<hardware key>/")
            expect(isOwn || unescaped("<", in: line) == 0, "\(name) has markup: \(line)")
            guard line.hasPrefix("|") else {
                cells = nil
                continue
            }
            let count = unescaped("|", in: line)
            expect(cells == nil || cells == count, "\(name) has a row of \(count) bars: \(line)")
            cells = count
        }
    }

    private static func unescaped(_ sign: Unicode.Scalar, in line: Substring) -> Int {
        var (count, isEscaped) = (0, false)
        for scalar in line.unicodeScalars {
            if scalar == sign, !isEscaped { count += 1 }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return count
    }

    /// As many fields in each record, and no formula in any.
    private static func holdsCSV(_ data: Data) {
        do {
            let records = try CommaSeparated.parse([UInt8](data))
            for record in records {
                expect(record.fields.count == records[0].fields.count, "a record of \(record.fields.count) fields")
                for field in record.fields { expect(!CommaSeparated.isFormula(field), "a formula: \(field)") }
            }
        } catch { fatalError("a table that was written: \(error)") }
    }

    /// Keys, results, and nothing else.
    private static func holdsBenchfmt(_ text: String) {
        for line in text.split(separator: "\n") {
            let isKey = line.prefixMatch(of: #/[a-z][a-z-]*: /#) != nil
            expect(
                isKey || line.wholeMatch(of: /Benchmark\S* [0-9]+ \S+ ns\/op( \S+ MB\/s)?/) != nil,
                "a line: \(line)"
            )
        }
    }
}
