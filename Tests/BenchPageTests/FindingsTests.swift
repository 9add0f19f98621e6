import BenchReport
import Testing

@testable import BenchPage

@Suite struct `What a run says in words` {
    private func findings(_ benchmarks: [(op: String, times: [(backend: String, times: [Double])])]) throws -> Findings
    {
        let document = try PageSample.small(benchmarks)
        return try #require(Findings(document, Table(document)))
    }

    private let even = [100.0, 100.1, 99.9, 100.2, 99.8]

    @Test func `names the fastest, by how much, and with which interval`() throws {
        let found = try findings([("a", [("swift", even), ("openssl", even.map { 2 * $0 })])])
        #expect(found.lead == "Of 1 operation, swift is fastest, or level with the fastest, in 1.")
        #expect(found.sentences.map(\.text) == ["swift is fastest, 2.00× (2.00–2.00) the speed of openssl."])
    }

    @Test func `is held beside whoever comes next, where the reference is the fastest`() throws {
        let found = try findings([
            ("a", [("swift", even.map { 3 * $0 }), ("gmp", even.map { 2 * $0 }), ("openssl", even)])
        ])
        #expect(found.sentences[0].text == "openssl is fastest, 2.00× (2.00–2.00) the speed of gmp.")
    }

    @Test func `says of those that cannot be told apart that they share the lead`() throws {
        let found = try findings([
            ("a", [("swift", even), ("gmp", even.reversed()), ("openssl", even.map { 4 * $0 })]),
            ("b", [("swift", even), ("openssl", even.reversed())]),
        ])
        #expect(found.sentences[0].text.hasPrefix("swift and gmp share the lead, 4.0"))
        #expect(found.sentences[1].text == "swift and openssl are level: this run cannot tell them apart.")
        #expect(found.lead.hasPrefix("Of 2 operations, swift is fastest, or level with the fastest, in 2"))
    }

    @Test func `is nothing with one backend, and peers take no part`() throws {
        let document = try PageSample.small([("a", [("swift", even), ("peer:libssl", even)])])
        #expect(Findings(document, Table(document)) == nil)
    }

    @Test func `gives no lead to a column for another's code, and none to any for everybody's`() throws {
        var document = try PageSample.small([
            ("a", [("swift", even), ("gmp", even.map { 0.9 * $0 }), ("openssl", even.map { 2 * $0 })]),
            ("b", [("swift", even), ("gmp", even.map { 0.5 * $0 }), ("openssl", even.map { 2 * $0 })]),
            ("c", [("swift", even), ("gmp", even.map { 0.5 * $0 }), ("openssl", even.map { 2 * $0 })]),
        ])
        document.benchmarks[1].codeOf = "swift"
        for place in 6..<9 { document.benchmarks[place].codeOf = "all" }
        let table = Table(document)
        let found = try #require(Findings(document, table))
        #expect(
            found.lead == "Of 2 operations, swift is fastest, or level with the fastest, in 1 and gmp in 1."
        )
        #expect(found.sentences.map(\.op) == ["a", "b"])
        #expect(Doubts(document, table).lines.contains { $0.hasPrefix("= NAME: the code of that column") })
        // No bar, and no mark, where there is no contest.
        let bars = try #require(RatioFigure(document, table)).groups.flatMap(\.rows).map(\.speeds.count)
        #expect(bars == [1, 2])
        let figure = try #require(SpeedFigure(table.rows, reference: "openssl"))
        #expect(figure.figure.renderText.contains("a: swift 2.00×; b: swift 2.00×, gmp 4.00×; c: "))
    }

    @Test func `gives no lead to a column that runs another's code in rows that an old file does not name`() throws {
        var document = try PageSample.small([
            ("a", [("swift", even), ("gmp", even.map { 0.9 * $0 }), ("openssl", even.map { 2 * $0 })])
        ])
        for place in document.benchmarks.indices { document.benchmarks[place].codeOf = nil }
        let table = Table(document)
        #expect(try #require(Findings(document, table)).lead.hasPrefix("Of 1 operation, swift is fastest"))
        #expect(Doubts(document, table).lines.contains { $0.hasPrefix("Gmp runs kernels of swift in some rows") })
    }

    @Test func `does not keep to itself what it does not know`() throws {
        var document = try PageSample.small([("a", [("swift", [100, 140, 90]), ("openssl", [100, 100, 120])])])
        document.tool.warnings = ["interrupted"]
        document.builds["A"]?.configuration = "debug"
        let lines = Doubts(document, Table(document)).lines
        for start in [
            "This is a debug build", "The run warns: interrupted.", "2 of 2 times are known no better",
            "1 ratio came from too few",
            "1 ratio cannot be told from 1×", "The machine is a virtual one", "The system does not tell",
        ] {
            #expect(lines.contains { $0.hasPrefix(start) }, "\(start)")
        }
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (16384, "16,384"), (-1000, "-1,000"), (1_234_567, "1,234,567"),
    ])
    func `has numbers that one can read`(_ number: Int, _ text: String) {
        #expect(Wording.grouped(number) == text)
    }
}
