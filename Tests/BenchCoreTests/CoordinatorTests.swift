import CIntrinsics
import Foundation
import Testing

@testable import BenchCore

@Suite struct `A run's coordinator` {
    private static func group(_ op: String, threads: Bool = false) -> BenchmarkGroup {
        BenchmarkGroup(
            ["a", "b"].map { backend in
                Benchmark(op: op, parameters: [], backend: backend, startsThreads: threads) {
                    (_) throws(WorkloadFailure) in throw WorkloadFailure("a script plays it")
                }
            }
        )
    }

    private static func run(
        _ groups: [BenchmarkGroup],
        in worker: ScriptedWorker,
        seconds: Double
    ) -> Coordinator.Outcome {
        let columns = [Column].everybody(in: groups, of: worker.command)
        var coordinator = Coordinator(Schedule(secondsPerGroup: seconds, seed: 1), columns)
        return withExtendedLifetime(worker) { coordinator.run(groups) { _, _, _ in } }
    }

    @Test func `lets groups share a worker, but never those with threads and those without`() throws {
        let worker = try ScriptedWorker()
        let groups = [Self.group("one"), Self.group("two"), Self.group("tcp", threads: true)]
        let outcome = Self.run(groups, in: worker, seconds: 0.1)
        #expect(outcome.failure == nil && outcome.measurements.count == 6)
        let seated = try worker.prepared()
        // Five generations, each with a fresh process for either company.
        #expect(seated.count == 10)
        for ids in seated.values { #expect(Set(ids.map { $0.hasPrefix("tcp/") }).count == 1) }
        #expect(seated.values.count { Set($0) == ["one/a", "one/b", "two/a", "two/b"] } == 5)
    }

    @Test func `takes as many turns of each backend of a group, two at least`() throws {
        let worker = try ScriptedWorker()
        let outcome = Self.run([Self.group("one"), Self.group("two")], in: worker, seconds: 0.1)
        for pair in [outcome.measurements.prefix(2), outcome.measurements.suffix(2)] {
            let counts = pair.map { $0.generations.map(\.batches.count) }
            #expect(counts[0] == counts[1] && counts[0].count == 5 && counts[0].allSatisfy { $0 >= 2 })
        }
    }

    @Test func `gives a batch no longer than four times what should count of it`() throws {
        // Of a millisecond that an operation takes a tenth counts: 25 operations would be a batch, and last 25 ms.
        let worker = try ScriptedWorker(calibrated: 25, wall: 100_000, span: 1_000_000)
        let outcome = Self.run([Self.group("client")], in: worker, seconds: 0.1)
        #expect(outcome.measurements.map(\.iterations) == [10, 10])
    }

    @Test func `gives the last generations of what is known well to what is not`() throws {
        let worker = try ScriptedWorker(noisy: "noisy")
        let outcome = Self.run([Self.group("noisy"), Self.group("steady")], in: worker, seconds: 1.6)
        #expect(outcome.failure == nil && outcome.done == outcome.total)
        let counts = outcome.measurements.map(\.generations.count)
        #expect(counts[2] == 8 && counts[3] == 8)
        #expect(counts[0] == counts[1] && counts[0] > 20, "\(counts)")
        // Numbers that no two generations share, for backends are paired by them.
        for measured in outcome.measurements {
            #expect(Set(measured.generations.map(\.number)).count == measured.generations.count)
        }
    }

    @Test func `comes to its end where all operations are so long that they sit out`() throws {
        let worker = try ScriptedWorker(seconds: 0.02)
        let outcome = Self.run([Self.group("long")], in: worker, seconds: 1.6)
        #expect(outcome.failure == nil && outcome.done == outcome.total)
        // Of 16 generations every third.
        for measured in outcome.measurements { #expect(measured.generations.count == 11) }
    }

    @Test func `begins a crew anew without what fails in it`() throws {
        let worker = try ScriptedWorker(failing: "two/b", after: 2)
        let outcome = Self.run([Self.group("one"), Self.group("two")], in: worker, seconds: 0.1)
        #expect(outcome.failure == nil && outcome.failed.map(\.benchmark.id) == ["two/b"])
        #expect(outcome.failed.map(\.reason) == ["told to"])
        #expect(outcome.measurements.map(\.benchmark.id) == ["one/a", "one/b", "two/a"])
        for measured in outcome.measurements { #expect(measured.generations.map(\.number) == [0, 1, 2, 3, 4]) }
    }

    @Test func `seats a column of another name in a worker of its own`() throws {
        let (own, other) = (try ScriptedWorker(), try ScriptedWorker())
        let groups = [Self.group("one")]
        let columns =
            [Column].everybody(in: groups, of: own.command) + [Column("b", named: "b-2", in: other.command, of: groups)]
        var coordinator = Coordinator(Schedule(secondsPerGroup: 0.1, seed: 1), columns)
        let outcome = withExtendedLifetime((own, other)) { coordinator.run(groups) { _, _, _ in } }
        #expect(outcome.failure == nil && outcome.measurements.map(\.benchmark.id) == ["one/a", "one/b", "one/b-2"])
        #expect(outcome.measurements.map(\.column) == [0, 1, 2])
        // The other knows it as its own.
        #expect(try other.prepared().values.allSatisfy { Set($0) == ["one/b"] })
        #expect(try own.prepared().values.allSatisfy { Set($0) == ["one/a", "one/b"] })
    }

    @Test func `goes back to the priority that it had`() throws {
        func scheduling() throws -> [Int32] {
            var scheduling = tlsbench_scheduling()
            try #require(unsafe tlsbench_get_scheduling(&scheduling) == 0)
            return [scheduling.policy, scheduling.priority, scheduling.nice]
        }
        let before = try scheduling()
        let priority = OwnPriority()
        let raised = Result { try scheduling() }
        priority.restore()
        if WorkerPriority.available != .ordinary { #expect(try raised.get() != before) }
        #expect(try scheduling() == before)
    }
}

/// A worker that a shell script plays; it writes down what it was asked to make ready, by process.
private final class ScriptedWorker {
    private let folder: URL
    let command: WorkerCommand

    /// - Parameters:
    ///   - calibrated: operations that it says make a batch.
    ///   - wall: nanoseconds that count of an operation.
    ///   - span: nanoseconds that it takes.
    ///   - seconds: that a batch really takes.
    ///   - noisy: an operation that takes another time in each process.
    ///   - failing: a benchmark that cannot be made ready.
    ///   - after: in how many processes it can.
    init(
        calibrated: Int = 10,
        wall: Int = 10_000,
        span: Int = 10_000,
        seconds: Double = 0,
        noisy: String = "none",
        failing: String = "none",
        after: Int = 0
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "scripted-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = """
            echo 'tlsbench-worker \(WorkerLoop.protocolVersion)'
            noise=$RANDOM
            while read -r request slot number rest; do
                case $request in
                    prepare)
                        names[$slot]=$rest
                        echo "$rest" >>'\(folder.path)'/$$.prepared
                        if [ "$rest" = '\(failing)' ] && [ "$(ls '\(folder.path)'/*.prepared | wc -l)" -gt \(after) ]; then
                            echo 'failed told to'
                        else
                            echo done
                        fi ;;
                    calibrate) echo 'done \(calibrated)' ;;
                    run)
                        [ \(seconds) = 0.0 ] || sleep \(seconds)
                        wall=\(wall)
                        [[ ${names[$slot]} != \(noisy)/* ]] || wall=$((wall + noise))
                        echo "batch $((number * wall)) $((number * \(span))) 0 0 0 0 0" ;;
                    quit) exit 0 ;;
                    *) echo done ;;
                esac
            done

            """
        let file = folder.appending(path: "worker")
        try Data(script.utf8).write(to: file)
        command = WorkerCommand(executable: "/bin/bash", arguments: [file.path])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The identifiers that each process was asked for, by its number.
    func prepared() throws -> [String: [String]] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return Dictionary(
            uniqueKeysWithValues: try files.filter { $0.pathExtension == "prepared" }.map { file in
                let text = try String(contentsOf: file, encoding: .utf8)
                return (file.lastPathComponent, text.split(separator: "\n").map(String.init))
            }
        )
    }
}
