import Foundation
import Testing

@testable import BenchFleet
@testable import BenchReport

@Suite struct `A fleet` {
    @Test func `takes each run once, and names the file that has it again`() throws {
        let run = try FleetSample.run(1)
        let fleet = FleetSample.fleet([run, run])
        #expect(fleet.runs.map(\.file) == ["0.json"])
        #expect(fleet.leftOut == [LeftOutFile(file: "1.json", reason: "the same run as 0.json", isFault: false)])
    }

    @Test func `refuses a run that says two things`() throws {
        let fleet = FleetSample.fleet([try FleetSample.run(1), try FleetSample.run(1, factors: ["swift": 1.01])])
        #expect(fleet.runs.count == 1)
        #expect(fleet.leftOut.map(\.isFault) == [true])
        #expect(fleet.leftOut[0].line == "1.json: has the id of 0.json, and says something else")
    }

    /// What a checkpoint left, and what came of it.
    @Test func `keeps the whole of a run and not the part, whichever comes first`() throws {
        let whole = try FleetSample.run(1)
        var part = whole
        part.benchmarks.removeLast()
        part.partial = .init(done: 1, planned: 2)
        for documents in [[whole, part], [part, whole]] {
            let fleet = FleetSample.fleet(documents)
            #expect(fleet.runs.map(\.isInterrupted) == [false])
            #expect(fleet.leftOut.count == 1 && !fleet.leftOut[0].isFault)
        }
    }

    @Test func `leaves out what says nothing of a machine, and says why`() throws {
        var (gate, isa, phases, debug) = (
            try FleetSample.run(1), try FleetSample.run(2), try FleetSample.run(3), try FleetSample.run(4)
        )
        gate.kind = "gate"
        isa.kind = "isa"
        phases.tool.argv = ["phases"]
        debug.builds["A"]?.configuration = "debug"
        var fleet = FleetSample.fleet([gate, isa, phases, debug])
        #expect(fleet.runs.isEmpty)
        #expect(fleet.leftOut.map(\.isFault) == [false, false, false, false])
        for (file, word) in zip(fleet.leftOut, ["gate", "CPU features", "phases", "debug"]) {
            #expect(file.reason.contains(word), "\(file.reason)")
        }
        fleet.add("bad\n.json", .failure(UnreadableResult(path: "bad\n.json", problem: .truncatedOrNotJSON)))
        #expect(fleet.leftOut[4].line == #"bad\n.json: truncated, or no JSON"# && fleet.leftOut[4].isFault)
    }

    @Test func `groups runs by kind, and by the label that names a machine`() throws {
        let report = FleetReport(
            FleetSample.fleet([
                try FleetSample.run(1, machine: "a"), try FleetSample.run(2, machine: "b"),
                try FleetSample.run(3, machine: "a"), try FleetSample.run(4, machine: "a", kind: "000000000001"),
                try FleetSample.run(5), try FleetSample.run(6),
            ])
        )
        #expect(report.kinds.map(\.key) == ["570c2a2bed31", "000000000001"])
        #expect(report.kinds[0].machines.map(\.name) == ["a", "b", "4.json", "5.json"])
        #expect(report.kinds[0].machines.map(\.runs) == [[0, 2], [1], [4], [5]])
        #expect(report.kinds.map(\.unnamed) == [2, 0])
        #expect(report.machines == 5)
    }

    @Test func `never puts rows together that mean different things`() throws {
        var (other, newer) = (try FleetSample.run(2), try FleetSample.run(3))
        for index in other.benchmarks.indices { other.benchmarks[index].definitionHash = "000000000000" }
        newer.builds["A"]?.libs["openssl"]?.version = "3.5.9"
        let fleet = FleetSample.fleet([try FleetSample.run(1), other, newer])
        let id = "record-seal/aes-128-gcm/16384/openssl"
        let libraries = fleet.definitions.list.filter { $0.id == id }.map { "\($0.library) \($0.definitionHash)" }
        let definition = try #require(fleet.definitions.list.first { $0.id == id }).definitionHash
        #expect(
            libraries == ["openssl 3.0.19 \(definition)", "openssl 3.0.19 000000000000", "openssl 3.5.9 \(definition)"]
        )
        for row in FleetReport(fleet).kinds[0].rows where libraries.count == 3 {
            #expect(row.runs == (fleet.definitions.list[row.definition].backend == "openssl" ? 1 : 2) || row.runs == 1)
        }
    }
}
