import Testing

@testable import BenchReport

@Suite struct `Quality lines` {
    @Test func `count medians by quality, and name each poor one with what it differs by`() {
        var document = Sample.document
        document.benchmarks[0].stats["A"]?.quality = "noisy"
        document.benchmarks[0].stats["A"]?.ci95 = OrNull([98, 102])
        document.benchmarks[0].stats["A"]?.median = 100
        document.benchmarks[0].stats["A"]?.cvWithin = 0.009
        document.benchmarks[0].stats["A"]?.cvBetween = 0.012
        for index in document.benchmarks.indices.dropFirst() {
            document.benchmarks[index].stats["A"]?.quality = "quiet"
        }
        let lines = QualityLines(document).lines
        #expect(lines[0] == "\(document.benchmarks.count - 1) quiet, 1 noisy")
        #expect(
            lines.dropFirst() == [
                "noisy \(document.benchmarks[0].id) ±2.0%: batches differ by 0.9%, processes by 1.2%"
            ]
        )
    }

    @Test func `say nothing of a gate`() {
        var document = Sample.document
        document.kind = "gate"
        #expect(QualityLines(document).lines.isEmpty)
    }
}
