import BenchCore
import Testing

@testable import BenchGate

@Suite struct `A session of a gate` {
    private let rules = GateRules(maxLooks: 2, generationsPerLook: 4)

    private func run(
        _ baseline: ScriptedBuild,
        _ candidate: ScriptedBuild,
        copy: ScriptedBuild? = nil,
        ids: [String] = ["a/swift"]
    ) -> GateSession.Outcome {
        var session = GateSession(
            ids,
            rules: rules,
            schedule: Schedule(pairedSeconds: 0.4, generations: 4, seed: 1),
            baseline: baseline.command,
            candidate: candidate.command,
            copy: copy?.command,
            sentinels: ["b/swift"]
        )
        return session.run(evidence: { _ in [:] }, progress: { _, _, _ in })
    }

    /// Times that differ a little from batch to batch.
    private func jitter(_ nanoseconds: Int) -> String { "\(nanoseconds) + RANDOM % 2000" }

    @Test func `finds a slowdown of 5 % in the first look`() throws {
        let outcome = try run(
            ScriptedBuild(nanoseconds: jitter(1_000_000)),
            ScriptedBuild(nanoseconds: jitter(1_050_000))
        )
        #expect(outcome.judgement.benchmarks[0].verdict == .regressed)
        #expect(outcome.judgement.benchmarks[0].looks == 1)
        #expect(outcome.series[0].generations.count == 4)
        #expect(outcome.series[0].iterations == 10)
        #expect(abs((outcome.judgement.benchmarks[0].effect?.ratio ?? 0) - 1.05) < 0.002)
    }

    @Test func `measures on where it does not know, and keeps all data`() throws {
        let noisy = "1000000 + RANDOM * 20"
        let outcome = try run(ScriptedBuild(nanoseconds: noisy), ScriptedBuild(nanoseconds: noisy + " + 15000"))
        let judged = outcome.judgement.benchmarks[0]
        #expect(outcome.series[0].generations.map(\.number) == Array(0..<4 * judged.looks))
    }

    @Test func `notices a copy that is not like the baseline`() throws {
        let fast = try ScriptedBuild(nanoseconds: jitter(1_000_000))
        let outcome = try run(fast, fast, copy: ScriptedBuild(nanoseconds: jitter(1_030_000)))
        #expect(outcome.nullControl.map(\.isGood) == [false])
        // It was asked again in the second look, though every benchmark was decided.
        #expect(outcome.sentinels[0].generations.count == 8)
        let good = run(fast, fast, copy: fast)
        #expect(good.nullControl.map(\.isGood) == [true])
        #expect(good.sentinels[0].generations.count == 4)
    }

    @Test func `refuses to compare different results`() throws {
        let outcome = try run(ScriptedBuild(digest: "aa"), ScriptedBuild(digest: "bb"))
        #expect(outcome.judgement.benchmarks[0].verdict == .failed)
        #expect(outcome.failure == nil)
    }

    @Test func `a crash is one benchmark's, and the others go on`() throws {
        let outcome = try run(
            ScriptedBuild(nanoseconds: jitter(1_000_000)),
            ScriptedBuild(nanoseconds: jitter(1_000_000), onRun: "[ \"$turn\" != 3 ] || kill -SEGV $$"),
            ids: ["a/swift", "b/swift"]
        )
        #expect(outcome.judgement.benchmarks.map(\.verdict) == [.failed, .failed])
        #expect(outcome.judgement.benchmarks[0].reason?.contains("signal 11") == true)
        #expect(outcome.failure == nil)
    }

    @Test(arguments: [
        "batch 18446744073709551615 1 1 0 0 0 0", "batch 1 1 99999999999999999999 0 0 0 0", "batch 0 0 0 0 0 0 0",
        "batch 1 1 1 18446744073709551615 0 0 0", "batch nan nan nan 0 0 0 0", "batch", "done", "hello", "",
    ])
    func `a batch that cannot be is that benchmark's failure`(batch: String) throws {
        let outcome = try run(ScriptedBuild(), ScriptedBuild(batch: batch))
        #expect(outcome.judgement.benchmarks[0].verdict == .failed)
        let reason = outcome.judgement.benchmarks[0].reason ?? ""
        #expect(reason.hasPrefix("candidate: the worker of a/swift gave an impossible answer: '"))
        #expect(outcome.failure == nil)
    }

    @Test(arguments: ["9223372036854775807", "18446744073709551616", "0", "-1", "nan", "", "1e3", "25000001"])
    func `a number of operations that cannot be is one too, and nobody waits for it`(calibration: String) throws {
        let began = ContinuousClock.now
        for build in [try ScriptedBuild(calibration: calibration), try ScriptedBuild()] {
            let other = try ScriptedBuild(calibration: calibration)
            let outcome = run(build, other)
            #expect(outcome.judgement.benchmarks[0].verdict == .failed)
            #expect(outcome.failure == nil)
        }
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func `both builds have a say in how many operations make a batch`() throws {
        for (old, new) in [("25000000", "10"), ("10", "25000000"), ("10", "12")] {
            let outcome = try run(ScriptedBuild(calibration: old), ScriptedBuild(calibration: new))
            #expect(outcome.series[0].iterations == 10)
        }
    }

    @Test func `a line without an end is not read for ever`() throws {
        let outcome = try run(ScriptedBuild(), ScriptedBuild(onRun: "yes | tr -d '\\n'"))
        #expect(outcome.judgement.benchmarks[0].verdict == .failed)
        #expect(outcome.judgement.benchmarks[0].reason?.contains("a line without an end") == true)
    }

    @Test func `another protocol stops everything`() throws {
        let outcome = try run(ScriptedBuild(greeting: "tlsbench-worker 999"), ScriptedBuild())
        #expect(outcome.failure?.side == .baseline)
        #expect(outcome.failure?.reason == .strangeWorker(said: "tlsbench-worker 999"))
    }

    @Test func `who says nothing and ends is no worker`() throws {
        #expect(throws: RunFailure.strangeWorker(said: "")) {
            try WorkerCommand(executable: "/bin/true", arguments: []).catalogue()
        }
    }

    @Test func `a worker tells what it knows`() throws {
        let build = try ScriptedBuild()
        let catalogue = try build.command.catalogue()
        #expect(catalogue.entries.map(\.id) == ["a/swift", "b/swift"])
        #expect(catalogue.entries.map(\.isGated) == [true, false])
    }
}
