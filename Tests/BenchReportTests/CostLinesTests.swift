import Testing

@testable import BenchReport

@Suite struct `Fixed costs and costs of each octet` {
    /// The fits that R gives for these (see the tests of LinearFit).
    @Test func `stand below a report, with a line for each cipher, and the backends in it`() throws {
        let document = Sample.records([
            ("swift", 16, 47.8), ("openssl", 16, 199), ("openssl", 256, 260), ("swift", 1350, 176),
            ("openssl", 1350, 477), ("openssl", 8192, 1890), ("swift", 16384, 1470), ("openssl", 16384, 3520),
        ])
        let line =
            "record-seal aes-128-gcm: swift 46.9 ns + 0.0897 ns/octet (±5.7%), openssl 200 ns + 0.205 ns/octet (±2.2%)"
        let table = String(decoding: try ReportFormat.table.render(document, on: .wide), as: UTF8.self)
        #expect(table.contains("\n\n\(CostLines.heading)\n\(line)\n\n"))
        let markdown = String(decoding: try ReportFormat.markdown.render(document), as: UTF8.self)
        #expect(markdown.contains("\n\n\(CostLines.heading)\n\n- \(line)\n\n"))
    }

    @Test func `need three lengths of the same backend`() throws {
        let document = Sample.records([
            ("swift", 16, 47.8), ("openssl", 16, 199), ("swift", 1350, 176), ("openssl", 16384, 3520),
        ])
        #expect(CostLines(Table(document)).lines.isEmpty)
        #expect(!String(decoding: try ReportFormat.table.render(document), as: UTF8.self).contains(CostLines.heading))
    }

    @Test(arguments: [
        (0.0897, "0.0897 ns/octet"), (8.5, "8.50 ns/octet"), (12.34, "12.3 ns/octet"), (2345, "2.35 µs/octet"),
    ])
    func `have three digits`(_ nanoseconds: Double, _ text: String) {
        #expect(Quantities.perOctet(nanoseconds) == text)
    }
}
