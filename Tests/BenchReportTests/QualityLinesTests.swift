import Testing

@testable import BenchReport

@Suite struct `Quality lines` {
    /// A row of 16 processes at ±3 %, the others quiet.
    private var document: ResultDocument {
        var document = Sample.document
        for index in document.benchmarks.indices { document.benchmarks[index].stats["A"]?.quality = "quiet" }
        document.benchmarks[0].stats["A"]?.quality = "wide"
        document.benchmarks[0].stats["A"]?.ci95 = OrNull([97, 103])
        document.benchmarks[0].stats["A"]?.estimate = 100
        document.benchmarks[0].stats["A"]?.generations = 16
        document.benchmarks[0].stats["A"]?.cvWithin = 0.009
        document.benchmarks[0].stats["A"]?.cvBetween = 0.012
        return document
    }

    @Test func `count rows within 2 %, and by quality`() throws {
        let lines = try #require(QualityLines(document))
        let count = document.benchmarks.count
        #expect(lines.summary == "\(count - 1) of \(count) rows within ±2 %: \(count - 1) quiet, 1 wide")
    }

    @Test func `give each wide row the command that makes it narrower`() throws {
        var document = document
        document.tool.suite = "standard"
        let row = try #require(QualityLines(document)?.rows.first)
        let id = document.benchmarks[0].id
        #expect(row.text == "wide \(id) ±3.0%: batches differ by 0.9%, processes by 1.2%")
        // Twice as wide as 1.5 %: four times as many processes, and there are four to a second.
        #expect(row.remedy == "tlsbench run --time 16 --filter '^\(id)$'")
        document.tool.suite = "full"
        #expect(QualityLines(document)?.rows.first?.remedy?.hasPrefix("tlsbench run --suite full --time 16 ") == true)
    }

    @Test func `name the row as --filter knows it, with the mask and the backend that it needs`() throws {
        var document = document
        document.tool.suite = "standard"
        document.benchmarks[0].id = "a/null@-vaes,-sha"
        document.benchmarks[0].isa = "-vaes,-sha"
        document.benchmarks[0].backend = "null"
        let remedy = try #require(QualityLines(document)?.rows.first?.remedy)
        #expect(remedy == "tlsbench run --isa -vaes,-sha --backend null --time 16 --filter '^a/null$'")
    }

    @Test func `ask for no more than a minute, and for no suite that a file made up`() throws {
        var document = document
        document.benchmarks[0].stats["A"]?.ci95 = OrNull([50, 150])
        #expect(QualityLines(document)?.rows.first?.remedy?.contains(" --time 60 ") == true)
        document.tool.suite = "full; rm -rf /"
        #expect(QualityLines(document)?.rows.first?.remedy == nil)
    }

    @Test func `keep a command in one line however narrow the terminal is`() throws {
        let lines = try #require(QualityLines(document)).lines(on: Terminal(width: 40, isColoured: false))
        #expect(lines.contains { $0.hasPrefix("  tlsbench run ") && $0.hasSuffix("$'") })
        #expect(lines.filter { !$0.hasPrefix("  tlsbench run ") }.allSatisfy { $0.count <= 60 })
    }

    @Test func `count what old files call unusable as wide`() throws {
        var document = document
        document.benchmarks[0].stats["A"]?.quality = "unusable"
        let lines = try #require(QualityLines(document))
        #expect(lines.rows.count == 1 && lines.summary.hasSuffix("1 unusable"))
    }

    @Test func `say nothing of a gate`() {
        var document = Sample.document
        document.kind = "gate"
        #expect(QualityLines(document) == nil)
    }

    private static let words: [(Double?, Quality)] = [
        (0.0049, .quiet), (0.005, .ok), (0.0099, .ok), (0.01, .noisy), (0.0199, .noisy), (0.02, .wide), (nil, .wide),
    ]

    @Test(arguments: words)
    func `take the words from the width`(_ halfWidth: Double?, _ quality: Quality) {
        #expect(Quality(halfWidth: halfWidth) == quality)
        #expect(Quality(halfWidth: halfWidth).isWithinLimit == (halfWidth ?? 1 < 0.02))
    }
}
