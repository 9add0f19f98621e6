import Testing

@testable import BenchCore

@Suite struct `A column` {
    private static func benchmark(_ op: String, _ backend: String, codeOf: String? = nil) -> Benchmark {
        Benchmark(op: op, parameters: [], backend: backend, codeOf: codeOf) { (_) throws(WorkloadFailure) in
            throw WorkloadFailure("never run")
        }
    }

    private let groups = [
        BenchmarkGroup([benchmark("seal", "a"), benchmark("seal", "b", codeOf: "a")]),
        BenchmarkGroup([benchmark("decrypt", "a"), benchmark("decrypt", "b")]),
        BenchmarkGroup([benchmark("decrypt-plain", "b")]),
    ]
    private let worker = WorkerCommand(arguments: ["worker"])

    @Test func `has the rows of its backend that are wanted, by the names that the table has for them`() {
        let column = Column("b", named: "b-2", in: worker, of: groups) { $0.codeOf == "b-2" && $0.op == "decrypt" }
        #expect(groups.flatMap(\.benchmarks).filter(column.has).map(\.id) == ["decrypt/b"])
        #expect(column.anyID == "decrypt/b" && !column.isEmpty)
        #expect(Column("c", in: worker, of: groups).isEmpty)
    }

    @Test func `of each backend is there once, in the order of the rows`() {
        let columns = [Column].everybody(in: groups, of: worker)
        #expect(columns.map(\.name) == ["a", "b"])
        #expect(groups.map { columns.rows(of: $0) } == [2, 2, 1])
    }

    @Test func `shares the process of those with an equal worker`() {
        let other = WorkerCommand(arguments: ["worker"], environment: ["X": "1"])
        let columns = [
            Column("a", in: worker, of: groups), Column("b", named: "b-2", in: other, of: groups),
            Column("b", in: worker, of: groups),
        ]
        #expect(columns.byWorker.map { $0.columns.map(\.name) } == [["a", "b"], ["b-2"]])
        #expect(columns.byWorker.map(\.worker) == [worker, other])
    }

    @Test func `keeps all of a benchmark but whose it is`() {
        let row = Self.benchmark("seal", "b", codeOf: "a").named("b-2")
        #expect(row.id == "seal/b-2" && row.codeOf == "a")
        #expect(Self.benchmark("seal", "b").named("b-2").codeOf == "b-2")
        #expect(row.definitionHash == Self.benchmark("seal", "b").definitionHash)
    }
}
