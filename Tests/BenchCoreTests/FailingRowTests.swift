import Foundation
import Testing

@testable import BenchCore

/// A worker that a shell script plays, with one line of shell for each request about a benchmark that is to go wrong.
private final class FailingWorker {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "failing-\(UUID().uuidString)")
    let command: WorkerCommand

    /// - Parameter accidents: shell by request and benchmark, as in `run x/b`, after which nothing is answered any more.
    init(_ accidents: [String: String], digests: [String: String] = [:]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let cases = accidents.map { "    '\($0)') \($1); continue ;;" }.joined(separator: "\n")
        let results = digests.map { "            '\($0)') echo 'done \($1)' ;;" }.joined(separator: "\n")
        let script = """
            declare -A names
            echo 'tlsbench-worker \(WorkerLoop.protocolVersion)'
            while read -r request slot rest; do
                [[ $request != prepare ]] || names[$slot]=${rest#* }
                case "$request ${names[$slot]}" in
                \(cases.isEmpty ? "never) ;;" : cases)
                esac
                case $request in
                    calibrate) echo 'done 10' ;;
                    run) sleep 0.002; echo "batch 1000000 1000000 1000000 0 0 0 0" ;;
                    check) case ${names[$slot]} in
            \(results)
                        *) echo 'done 00' ;;
                        esac ;;
                    quit) exit 0 ;;
                    *) echo 'done' ;;
                esac
            done

            """
        let file = folder.appending(path: "worker")
        try Data(script.utf8).write(to: file)
        command = WorkerCommand(executable: "/bin/bash", arguments: [file.path])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

@Suite struct `A row that fails` {
    private static func group(_ op: String, _ backends: [String]) -> BenchmarkGroup {
        BenchmarkGroup(
            backends.map { backend in
                Benchmark(op: op, parameters: [], backend: backend) { (_) throws(WorkloadFailure) in
                    throw WorkloadFailure("never run")
                }
            }
        )
    }

    private let groups = [group("x", ["a", "b", "c"]), group("y", ["a", "b"])]
    private let schedule = Schedule(secondsPerGroup: 0.2, generations: 3, seed: 1)

    private func run(_ accidents: [String: String], digests: [String: String] = [:]) throws -> Coordinator.Outcome {
        let worker = try FailingWorker(accidents, digests: digests)
        var coordinator = Coordinator(schedule, .everybody(in: groups, of: worker.command))
        return withExtendedLifetime(worker) { coordinator.run(groups) { _, _, _ in } }
    }

    /// All rows but those in `failed` have their three generations.
    private func expect(_ outcome: Coordinator.Outcome, failed: [String], reason: String) {
        #expect(outcome.failure == nil)
        #expect(outcome.failed.map(\.benchmark.id) == failed)
        for row in outcome.failed { #expect(row.reason == reason) }
        let others = groups.flatMap(\.benchmarks).map(\.id).filter { !failed.contains($0) }
        #expect(outcome.measurements.map(\.benchmark.id) == others)
        for measured in outcome.measurements { #expect(measured.generations.map(\.number) == [0, 1, 2]) }
        #expect(outcome.done == 6 && outcome.total == 6)
    }

    @Test(arguments: ["prepare x/b", "calibrate x/b", "run x/b", "check x/b"])
    func `does not cost the others theirs, and has the library's own words`(request: String) throws {
        let outcome = try run([request: "echo 'failed error:1C800064:no luck'"])
        expect(outcome, failed: ["x/b"], reason: "error:1C800064:no luck")
    }

    @Test func `may take its process with it`() throws {
        expect(
            try run(["run x/b": "kill -SEGV $$"]),
            failed: ["x/b"],
            reason: "the worker of x/b was ended by signal 11"
        )
        expect(
            try run(["check y/a": "exit 3"]),
            failed: ["y/a"],
            reason: "the worker of y/a ended by itself with status 3"
        )
    }

    /// The numbers of before were of the code that then failed.
    @Test func `loses what it had`() throws {
        let counter = FileManager.default.temporaryDirectory.appending(path: "turns-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: counter) }
        let later =
            "echo >> '\(counter.path)'; if [ $(wc -l < '\(counter.path)') -gt 2 ]; then echo 'failed late'; else echo 'done 00'; fi"
        expect(try run(["check x/b": later]), failed: ["x/b"], reason: "late")
    }

    @Test func `is the one that a majority contradicts`() throws {
        let outcome = try run([:], digests: ["x/c": "01"])
        expect(outcome, failed: ["x/c"], reason: "x/c and x/a do not give the same result")
    }

    @Test func `is every one of two that disagree, for nobody knows which is right`() throws {
        let outcome = try run([:], digests: ["y/b": "01"])
        expect(outcome, failed: ["y/a", "y/b"], reason: "y/b and y/a do not give the same result")
    }

    @Test func `may be all of a group`() throws {
        let outcome = try run(["run y/a": "echo 'failed one'", "run y/b": "echo 'failed one'"])
        expect(outcome, failed: ["y/a", "y/b"], reason: "one")
    }

    @Test func `is known by its column where several have its name`() throws {
        let (good, bad) = (try FailingWorker([:]), try FailingWorker(["run y/a": "echo 'failed masked'"]))
        let columns = [good.command, bad.command].flatMap { [Column].everybody(in: groups, of: $0) }
        var coordinator = Coordinator(schedule, columns)
        let outcome = withExtendedLifetime((good, bad)) { coordinator.run([groups[1]]) { _, _, _ in } }
        #expect(outcome.failed.map(\.benchmark.id) == ["y/a"] && outcome.failed.map(\.column) == [3])
        #expect(outcome.measurements.map(\.benchmark.id) == ["y/a", "y/b", "y/b"])
        #expect(outcome.measurements.map(\.column) == [0, 1, 4])
    }

    /// What cannot be started at all is no row's fault.
    @Test func `is none where the worker is of another version`() throws {
        let command = WorkerCommand(executable: "/bin/echo", arguments: ["hello"])
        var coordinator = Coordinator(schedule, .everybody(in: groups, of: command))
        let outcome = coordinator.run(groups) { _, _, _ in }
        #expect(outcome.failure == .strangeWorker(said: "hello"))
        #expect(outcome.failed.isEmpty && outcome.measurements.isEmpty && outcome.done == 0)
    }

    @Test func `is told after each operation, as the others' numbers are`() throws {
        let worker = try FailingWorker(["run x/b": "echo 'failed one'"])
        var coordinator = Coordinator(schedule, .everybody(in: groups, of: worker.command))
        var seen: [Coordinator.Outcome] = []
        _ = withExtendedLifetime(worker) {
            coordinator.run(groups, checkpoint: { seen.append($0()) }, progress: { _, _, _ in })
        }
        #expect(seen.map(\.done) == [1, 2, 3, 4, 5, 6])
        #expect(seen.allSatisfy { $0.total == 6 && $0.failure == nil })
        #expect(seen.last?.failed.map(\.benchmark.id) == ["x/b"])
        #expect(seen[1].measurements.map(\.benchmark.id) == ["x/a", "x/c", "y/a", "y/b"])
    }
}
