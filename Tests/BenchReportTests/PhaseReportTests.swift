import BenchCore
import Foundation
import Testing

@testable import BenchReport

@Suite struct `The report on phases` {
    /// One side of a handshake with two phases; the whole takes a microsecond.
    private func document(rest: Double, sides: [String] = ["server"], backends: [String] = ["swift"]) -> ResultDocument
    {
        var document = Sample.document
        document.benchmarks = sides.flatMap { side in
            backends.map { backend in
                BenchmarkResult(measured(backend, side, rest: rest), reference: nil)
            }
        }
        return document
    }

    private func measured(_ backend: String, _ side: String, rest: Double) -> MeasuredBenchmark {
        let benchmark = Benchmark(
            op: "handshake-phases",
            parameters: [.init("suite", "S"), .init("bits", 2048), .init("side", side)],
            backend: backend,
            isPhased: true
        ) { _ throws(WorkloadFailure) in throw WorkloadFailure("nothing to run") }
        let generations = (0..<5).map { number in
            Generation(
                number: number,
                batches: (0..<8).map { _ in Batch(wall: 4000) },
                // One round in eight is far off, which interquartile means do not see.
                phases: (0..<8).map { round in
                    [
                        PhaseTime(name: "RSA", nanoseconds: round == 3 ? 50_000 : 800),
                        PhaseTime(name: "the rest", nanoseconds: rest),
                        PhaseTime(name: PhaseTime.whole, nanoseconds: 1000),
                    ]
                }
            )
        }
        return MeasuredBenchmark(benchmark: benchmark, iterations: 4, generations: generations)
    }

    @Test func `has a line for each phase, and their sum beside the whole`() throws {
        let lines = PhaseReport(document(rest: 190)).lines(on: .plain)
        #expect(lines.contains("handshake-phases S 2048 server"))
        #expect(lines.contains { $0.contains(#/RSA +0\.800 µs +80%/#) })
        #expect(lines.contains { $0.contains(#/the rest +0\.190 µs +19%/#) })
        #expect(lines.contains { $0.contains(#/sum +0\.990 µs +99%/#) })
        #expect(lines.contains { $0.contains(#/whole, without stamps +1\.000 µs/#) })
        #expect(lines.contains { $0.contains(#/unaccounted +\+1\.0%$/#) })
    }

    @Test(arguments: [(140.0, "+6.0%"), (251, "-5.1%")])
    func `says so where five percent or more are in no phase`(rest: Double, share: String) {
        let document = document(rest: rest)
        #expect(PhaseReport(document).lines(on: .plain).contains { $0.contains("\(share) TOO MUCH") })
        let warning = "handshake-phases/S/2048/server/swift: \(share) of the whole is in no phase"
        #expect(document.phaseWarnings == [warning])
        #expect(self.document(rest: 160).phaseWarnings.isEmpty)
    }

    @Test func `is in the terminal's report and in the page, and in no other table`() throws {
        var document = document(rest: 200, sides: ["client", "server"], backends: ["swift", "openssl"])
        document.benchmarks += Sample.document.benchmarks
        let text = String(decoding: try ReportFormat.table.render(document), as: UTF8.self)
        #expect(text.split(separator: "\n").filter { $0.contains("handshake-phases S 2048 client") }.count == 1)
        let page = String(decoding: try ReportFormat.markdown.render(document), as: UTF8.self)
        #expect(page.contains("| phase | swift | openssl |"))
        #expect(page.contains("| *sum* | 1.000 µs  100% | 1.000 µs  100% |"))
        #expect(PhaseReport(Sample.document).isEmpty)
    }

    @Test func `puts both sides beside the handshake over TCP`() throws {
        var document = document(rest: 200, sides: ["client", "server"])
        func row(_ op: String, _ parameters: [Benchmark.Parameter], _ nanoseconds: UInt64) -> BenchmarkResult {
            let benchmark = Benchmark(op: op, parameters: parameters, backend: "swift") {
                _ throws(WorkloadFailure) in throw WorkloadFailure("nothing to run")
            }
            let batches = (0..<4).map { _ in Batch(wall: nanoseconds) }
            let generations = (0..<5).map { Generation(number: $0, batches: batches) }
            return BenchmarkResult(
                MeasuredBenchmark(benchmark: benchmark, iterations: 1, generations: generations),
                reference: nil
            )
        }
        #expect(PhaseTable.tables(document).count == 2)
        document.benchmarks.append(row("tcp-connect", [], 500))
        document.benchmarks.append(
            row(
                "handshake-full",
                [.init("suite", "S"), .init("bits", 2048), .init("transport", "tcp"), .init("side", "both")],
                4000
            )
        )
        let table = try #require(PhaseTable.tables(document).last)
        #expect(table.title == "handshake over TCP S 2048")
        #expect(
            table.rows.map { [$0.name] + $0.cells } == [
                ["TCP handshake", "0.500 µs   12%"], ["client", "1.000 µs   25%"], ["server", "1.000 µs   25%"],
                ["transport, and waking up", "1.500 µs   38%"], ["whole over TCP", "4.000 µs  100%"],
            ]
        )
    }

    @Test func `can be computed again from a file`() throws {
        var document = try ResultFile.decode(try ResultFile.encode(document(rest: 190)))
        #expect(RunRecount(document).differences.isEmpty)
        document.benchmarks[0].phases?.parts[0].ns = 700
        #expect(RunRecount(document).differences.contains { $0.contains("phases.parts[0].ns") })
    }
}
