import Foundation
import Testing

@testable import BenchReport

@Suite struct `Whose code a row measured` {
    private func text(_ format: ReportFormat, _ document: ResultDocument) throws -> String {
        String(decoding: try format.render(document, on: .wide), as: UTF8.self)
    }

    private func owners(_ document: ResultDocument) -> [CodeOwner] {
        Table(document).rows.flatMap { $0.cells.compactMap { $0?.owner } }
    }

    @Test func `is its own, unless the row says otherwise`() throws {
        #expect(Sample.document.benchmarks.map(\.codeOf) == ["swift", "openssl"])
        #expect(owners(Sample.document) == [.own, .own])
        #expect(try !text(.markdown, Sample.document).contains("= NAME"))
    }

    @Test(arguments: [("openssl", "= openssl"), ("all", "= all")])
    func `stands in the place of a ratio where it is another's`(_ owner: String, _ note: String) throws {
        var document = Sample.document
        document.benchmarks[0].codeOf = owner
        for format in [ReportFormat.table, .markdown] {
            let text = try text(format, document)
            #expect(text.contains(note) && text.contains("= NAME: the code of that column"), "\(format)")
            #expect(!text.contains("2.00×"), "\(format)")
        }
        let json = String(decoding: try ResultFile.encode(document), as: UTF8.self)
        #expect(json.contains(#""code_of":"\#(owner)""#))
        #expect(try text(.csv, document).contains(",\(owner),,"))
    }

    @Test func `takes no part in costs of a byte where it is another's`() {
        var document = Sample.records(
            ["swift", "gmp"].flatMap { backend in
                [(16, 10), (1350, 20), (16384, 90)].map { (backend: backend, bytes: $0.0, nanoseconds: $0.1) }
            }
        )
        #expect(CostLines(Table(document)).lines.map { $0.contains("gmp") } == [true])
        for place in 3..<6 { document.benchmarks[place].codeOf = "swift" }
        #expect(CostLines(Table(document)).lines.map { $0.contains("gmp") } == [false])
    }

    @Test func `is unknown in a file of before rows told it, where a column names another's kernels`() throws {
        var document = Sample.document
        for place in document.benchmarks.indices { document.benchmarks[place].codeOf = nil }
        document.builds["A"]?.libs = [
            "swift": .init(name: "S", version: "1", codePath: "bignum avx2; AES-GCM vaes, SHA-256 sha-ni"),
            "openssl": .init(name: "O", version: "3", codePath: "mpn_sec; AES-GCM vaes, SHA-256 sha-ni"),
        ]
        // The first of the two keeps its part.
        #expect(owners(document) == [.own, .perhaps("swift")])
        #expect(try text(.markdown, document).contains("openssl runs kernels of swift in some rows"))
        document.builds["A"]?.libs["openssl"]?.codePath = "mpn_sec; AES-GCM aes-ni, SHA-256 sha-ni"
        #expect(owners(document) == [.own, .own])
        // One path is a description of the whole library.
        for name in ["swift", "openssl"] { document.builds["A"]?.libs[name]?.codePath = "chosen by OpenSSL" }
        #expect(owners(document) == [.own, .own])
    }
}
