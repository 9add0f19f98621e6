import BenchStatistics
import Foundation
import Testing

@testable import BenchFleet
@testable import BenchReport

@Suite struct `A kind of machine` {
    private let id = "record-seal/aes-128-gcm/16384/swift"

    private func kind(_ documents: [ResultDocument]) throws -> (kind: MachineKind, definitions: [RowDefinition]) {
        let report = FleetReport(FleetSample.fleet(documents))
        return (try #require(report.kinds.first), report.fleet.definitions.list)
    }

    /// Machines by their factor, each with runs by theirs.
    private func machines(_ factors: [[Double]], labels: [[String: String]] = []) throws -> [ResultDocument] {
        try factors.enumerated().flatMap { machine, runs in
            try runs.enumerated().map { run, factor in
                try FleetSample.run(
                    100 * machine + run,
                    machine: "m\(machine)",
                    labels: labels.isEmpty ? [:] : labels[machine],
                    factors: ["swift": factor, "openssl": factor, "peer:libssl": factor]
                )
            }
        }
    }

    @Test func `has the spread between its machines beside the noise of their own runs`() throws {
        let (kind, definitions) = try kind(machines([[1, 1.01], [1.1, 1.11], [1.2, 1.21], [1.3, 1.31]]))
        let row = try #require(kind.rows.first { definitions[$0.definition].id == id })
        #expect(row.machines.count == 4 && row.runs == 8 && row.noiseSource == .runs)
        let values = [[1, 1.01], [1.1, 1.11], [1.2, 1.21], [1.3, 1.31]].map { $0.map { log($0) } }
        let spread = try #require(row.spread)
        #expect(abs(spread.between - standardDeviation(values.map(mean))) < 1e-9)
        let noise = try #require(SpreadSplit.pooledDeviation(values)) / 2.0.squareRoot()
        #expect(abs(spread.noise - noise) < 1e-9)
        let base = try #require(FleetSample.committed().benchmarks.first { $0.id == id }?.statistics).headline
        #expect(abs(row.time / base - exp(trimmedMean(values.map(mean)))) < 1e-9)
        #expect(abs(row.slowest / row.fastest - exp(mean(values[3]) - mean(values[0]))) < 1e-9)
    }

    @Test func `takes the noise from intervals where no machine has several runs`() throws {
        let (kind, definitions) = try kind(machines([[1], [1.05]]))
        let row = try #require(kind.rows.first { definitions[$0.definition].id == id })
        #expect(row.noiseSource == .intervals)
        // Five generations: three stay, with two degrees of freedom.
        let statistics = try #require(FleetSample.committed().benchmarks.first { $0.id == id }?.statistics)
        let error = try #require(statistics.halfWidth) / StudentT.quantile(0.975, degrees: 2)
        #expect(abs(try #require(row.spread).noise - error) < 1e-12)
        // Two machines: what both intervals cover.
        let ends = try #require(statistics.ci95.value)
        let reach = try #require(row.interval)
        #expect(abs(reach.low - ends[0]) < 1e-9 && abs(reach.high - ends[1] * 1.05) < 1e-9)
    }

    @Test func `has no spread with one machine`() throws {
        let (kind, _) = try kind(machines([[1, 1.01, 1.02, 1.03]]))
        #expect(kind.spread == nil && kind.rows.allSatisfy { $0.spread == nil } && !kind.rows.isEmpty)
        #expect(kind.machines.map(\.deviation) == [nil])
    }

    @Test func `names a machine that is far from the others`() throws {
        let (kind, _) = try kind(machines([[1], [1.001], [1.002], [1.003], [0.999], [1.2]]))
        #expect(kind.machines.filter(\.isOdd).map(\.name) == ["m5"])
        #expect(abs(try #require(kind.machines[5].deviation) - 0.198) < 0.005)
        // As alike as these are, less than 1 % is nobody's business.
        #expect(try self.kind(machines([[1], [1], [1], [1], [1], [1.009]])).kind.machines.allSatisfy { !$0.isOdd })
    }

    @Test func `names what differs between its machines`() throws {
        var documents = try machines([[1], [1], [1]])
        documents[2].machine.cpu.microcode = "0x2"
        let differences = try kind(documents).kind.differences
        #expect(differences.map(\.name) == ["microcode"])
        #expect(differences[0].values.map(\.value) == ["0x1000065", "0x2"])
        #expect(differences[0].values.map(\.runs) == [2, 1])
    }

    @Test func `shows what a label makes of times, and none that is another on each machine`() throws {
        let labels = (0..<8).map { ["cooling": $0 < 4 ? "air" : "water", "serial": "s\($0)"] }
        let factors = [1.04, 1.041, 1.042, 1.043, 1, 1.001, 1.002, 1.003].map { [$0] }
        let (kind, _) = try kind(machines(factors, labels: labels))
        #expect(kind.singleLabels == ["serial"])
        #expect(
            kind.labels.map { "\($0.key)=\($0.value) \($0.machines) \($0.others)" } == [
                "cooling=air 4 4", "cooling=water 4 4",
            ]
        )
        let air = try #require(kind.labels[0].difference)
        #expect(air.low > 0.03 && air.high < 0.05 && abs(air.estimate - 0.04) < 0.001)
        let few = try self.kind(machines([[1], [1.1]], labels: [["a": "x"], ["a": "x"]])).kind
        #expect(few.labels.count == 1 && few.labels[0].difference == nil && few.labels[0].others == 0)
    }

    @Test func `has no label of a machine whose runs do not agree in it, and names it`() throws {
        var documents = try machines([[1, 1], [1], [1]], labels: [["cooling": "air"], ["cooling": "air"], [:]])
        documents[1].labels?["cooling"] = "water"
        documents[0].labels?["rack"] = "7"
        let (kind, _) = try kind(documents)
        #expect(kind.changingLabels == ["cooling", "rack"] && kind.singleLabels == ["cooling"])
        #expect(kind.labels.isEmpty)
        let (same, _) = try self.kind(machines([[1, 1], [1]], labels: [["cooling": "air"], ["cooling": "air"]]))
        #expect(same.changingLabels.isEmpty && same.labels.map(\.machines) == [2])
    }

    @Test func `has the fastest library of each operation, by pairs of the same machines`() throws {
        // Machines differ by more than libraries: within each one swift takes 2 % less than openssl.
        let documents = try [1, 1.5, 2, 2.5].enumerated().map { number, factor in
            let base = try FleetSample.committed()
            func time(_ backend: String) throws -> Double {
                let row = base.benchmarks.first { $0.id == "record-seal/aes-128-gcm/16384/\(backend)" }
                return try #require(row?.statistics).headline
            }
            let factors = try ["swift": factor * 98 / time("swift"), "openssl": factor * 100 / time("openssl")]
            return try FleetSample.run(number, machine: "m\(number)", factors: factors) {
                $0.id.hasPrefix("record-seal/aes-128-gcm/16384/")
                    && ["swift", "openssl", "peer:libssl"].contains($0.backend)
            }
        }
        let (kind, definitions) = try kind(documents)
        #expect(kind.contests.count == 1)
        let contest = kind.contests[0]
        #expect(contest.operation == "record-seal aes-128-gcm 16384" && contest.entrants == 2)
        #expect(contest.winners.map { definitions[kind.rows[$0].definition].backend } == ["swift"])
        let lead = try #require(contest.runnerUp)
        #expect(abs(lead.ratio - 100.0 / 98) < 1e-9 && lead.interval != nil)
        // Three machines have no interval over machines, and those of their runs overlap.
        let few = try self.kind(Array(documents.prefix(3))).kind
        #expect(few.contests[0].winners.count == 2 && few.contests[0].runnerUp == nil)
    }

    @Test func `has no winner of libraries that were measured on different machines`() throws {
        // Nine slow machines have swift alone. On the fast one it takes half as long as openssl.
        let documents = try (0..<10).map { number in
            let isFast = number == 9
            return try FleetSample.run(
                number,
                machine: "m\(number)",
                factors: isFast ? ["swift": 0.001, "openssl": 0.002] : ["swift": 1 + 0.001 * Double(number)]
            ) {
                $0.id == "record-seal/aes-128-gcm/16384/swift"
                    || isFast && $0.id == "record-seal/aes-128-gcm/16384/openssl"
            }
        }
        let (kind, _) = try kind(documents)
        #expect(kind.contests.count == 1 && kind.contests[0].entrants == 2)
        #expect(kind.contests[0].winners.count == 2 && kind.contests[0].runnerUp == nil)
    }

    @Test func `has for what is missing the reason that the run gives`() throws {
        let whole = try FleetSample.run(0, machine: "a")
        var (failed, interrupted, filtered, without, small) = (
            try FleetSample.run(1), try FleetSample.run(2), try FleetSample.run(3), try FleetSample.run(4),
            try FleetSample.run(5)
        )
        let lost = whole.benchmarks.first { $0.id == id }
        func drop(_ document: inout ResultDocument) { document.benchmarks.removeAll { $0.id == id } }
        drop(&failed)
        let text = """
            [{"id":"\(id)","op":"record-seal","backend":"swift","isa":"native","params":{},"reason":"error \\u001b[2J of it"}]
            """
        failed.failed = try JSONDecoder().decode([FailedResult].self, from: Data(text.utf8))
        drop(&interrupted)
        interrupted.partial = .init(done: 1, planned: 2)
        drop(&filtered)
        filtered.tool.argv += ["--filter", "rsa"]
        without.benchmarks.removeAll { $0.backend == "swift" }
        without.builds["A"]?.libs["swift"] = nil
        drop(&small)
        let (kind, _) = try kind([whole, failed, interrupted, filtered, without, small])
        #expect(lost != nil)
        let reasons = kind.missing.filter { $0.backend == "swift" }.map { "\($0.runs) of \($0.of): \($0.reason)" }
            .sorted()
        #expect(
            reasons == [
                #"1 of 6: failed: error \u{1b}[2J of it"#, "1 of 6: not in the standard suite of tlsbench 0.1.0",
                "1 of 6: the column was not measured", "1 of 6: the run had --filter",
                "1 of 6: the run was interrupted",
            ]
        )
        #expect(try #require(kind.missing.first { $0.reason.hasPrefix("the column") }).benchmarks > 1)
    }
}
