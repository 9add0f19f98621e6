import BenchCore
import Glibc
import Testing

@testable import BenchGate

/// Sixteen generations around a change, spread by `spread` to both sides.
private func effect(_ change: Double, spread: Double = 0.002) -> PairedEffect? {
    PairedEffect(differences: (0..<16).map { log1p(change) + spread * (Double($0) - 7.5) / 7.5 })
}

@Suite struct `The rule of a gate` {
    private func verdict(
        _ effect: PairedEffect?,
        rules: GateRules = GateRules(maxLooks: 1),
        evidence: InstructionEvidence? = nil
    ) -> Verdict {
        var judgement = Judgement(["a"], rules)
        judgement.look([effect]) { _ in evidence.map { [0: .counted($0)] } ?? [:] }
        return judgement.benchmarks[0].verdict
    }

    @Test func `does not block what may be 1 %, however large it looks`() {
        // A standard error of 0.9 %: 2.3 % is more than 0 beyond doubt, but not more than 1 %.
        let wide = effect(0.023, spread: 0.037)
        #expect((wide?.pSlower ?? 1) < 0.05 / 3)
        #expect(verdict(wide) == .inconclusive)
        #expect(verdict(effect(0.023, spread: 0.01)) == .regressed)
    }

    @Test(arguments: [
        (0.05, Verdict.regressed), (0.03, .regressed), (0.021, .regressed), (0.018, .unchanged), (0.01, .unchanged),
        (0, .unchanged), (-0.01, .unchanged), (-0.03, .improved),
    ])
    func `blocks from 2 % on`(change: Double, expected: Verdict) {
        #expect(verdict(effect(change)) == expected)
    }

    @Test func `does not block what chance explains`() {
        #expect(verdict(effect(0.03, spread: 0.4)) == .inconclusive)
    }

    @Test func `says nothing with too few generations`() {
        #expect(verdict(PairedEffect(differences: [0.1, 0.1, 0.1])) == .inconclusive)
    }

    @Test func `takes the same instructions for a matter of layout, up to a limit`() {
        let same = InstructionEvidence(source: "x", baseline: 1_000_000, candidate: 1_000_100, otherPath: nil)
        let more = InstructionEvidence(source: "x", baseline: 1_000_000, candidate: 1_000_300, otherPath: nil)
        let other = InstructionEvidence(source: "x", baseline: 1_000_000, candidate: 1_000_000, otherPath: "aes-ni")
        #expect(verdict(effect(0.03), evidence: same) == .suspectLayout)
        let short = InstructionEvidence(source: "x", baseline: 29_080, candidate: 29_108, otherPath: nil)
        #expect(verdict(effect(0.03), evidence: short) == .suspectLayout)
        #expect(verdict(effect(0.03), evidence: more) == .regressed)
        #expect(verdict(effect(0.03), evidence: other) == .regressed)
        #expect(verdict(effect(0.08), evidence: same) == .regressed)
    }

    @Test func `asks for evidence only where it would block`() {
        var asked: [[Int]] = []
        var judgement = Judgement(["a", "b", "c", "d"], GateRules(maxLooks: 1))
        judgement.look([effect(0), effect(0.05), effect(-0.05), effect(0.06)]) { indices in
            asked.append(indices)
            return [:]
        }
        #expect(asked == [[1, 3]])
        judgement.look([nil, nil, nil, nil]) { _ in
            Issue.record("nothing is open")
            return [:]
        }
    }

    @Test func `blocks what was not counted, and keeps the reason`() {
        var judgement = Judgement(["a"], GateRules(maxLooks: 1))
        judgement.look([effect(0.03)]) { _ in [0: .notCounted("there was no time")] }
        #expect(judgement.benchmarks[0].verdict == .regressed)
        #expect(judgement.benchmarks[0].notCounted == "there was no time")
        #expect(judgement.benchmarks[0].evidence == nil)
    }

    @Test(arguments: [
        (300, 390, false), (29_080, 29_108, true), (1_000_000, 1_000_200, true), (1_000_000, 1_000_201, false),
        (0, 0, false),
        (-5, -5, false), (Int.min, Int.max, false), (Int.max, Int.max, true),
    ])
    func `counts acquit where they are as good as equal`(baseline: Int, candidate: Int, acquits: Bool) {
        func evidence(_ path: String?) -> InstructionEvidence {
            InstructionEvidence(source: "x", baseline: baseline, candidate: candidate, otherPath: path)
        }
        #expect(evidence(nil).acquits == acquits)
        // An unknown path is never the same.
        #expect(!evidence(InstructionEvidence.unknownPath).acquits)
    }

    @Test func `a benchmark may have a limit of its own, but no lower one`() {
        let rules = GateRules(perBenchmark: ["a": 0.04], maxLooks: 1)
        #expect(verdict(effect(0.03), rules: rules) == .unchanged)
        #expect(verdict(effect(0.05), rules: rules) == .regressed)
        #expect(GateRules(perBenchmark: ["a": 0.001]).minEffect(of: "a") == 0.02)
    }

    @Test func `looks again at what is open, and at nothing else`() {
        var judgement = Judgement(["noisy", "slow"], GateRules(maxLooks: 3))
        judgement.look([effect(0.03, spread: 0.4), effect(0.05)]) { _ in [:] }
        #expect(judgement.open == [0])
        #expect(judgement.benchmarks[1].verdict == .regressed)
        // What is decided stays: more data are no second chance.
        judgement.look([effect(0.03, spread: 0.4), effect(0)]) { _ in [:] }
        #expect(judgement.benchmarks[1].verdict == .regressed)
        judgement.look([effect(0.03, spread: 0.4), nil]) { _ in [:] }
        #expect(judgement.open == [])
        #expect(judgement.benchmarks[0].verdict == .inconclusive)
        #expect(judgement.benchmarks[0].looks == 3)
    }

    @Test func `asks for more evidence of each benchmark the more there are`() throws {
        let doubtful = try #require(effect(0.03, spread: 0.05))
        #expect(doubtful.pSlower < 0.05 / 3)
        #expect(doubtful.pSlower * 20 > 0.05 / 3)
        var judgement = Judgement((0..<20).map(String.init), GateRules(maxLooks: 1, generationsPerLook: 16))
        judgement.look([doubtful] + (1..<20).map { _ in effect(0) }) { _ in [:] }
        #expect(judgement.benchmarks[0].verdict != .regressed)
    }

    @Test func `no slowdown counts once the session is not trusted`() {
        var judgement = Judgement(["a", "b"], GateRules(maxLooks: 1))
        judgement.look([effect(0.05), effect(0)]) { _ in [:] }
        judgement.distrust()
        #expect(judgement.benchmarks.map(\.verdict) == [.inconclusive, .unchanged])
    }
}

@Suite struct `The conclusion of a gate` {
    private func judged(_ verdict: Verdict, id: String = "a") -> BenchmarkJudgement {
        BenchmarkJudgement(id: id, unmeasured: verdict)
    }

    private let biased = NullControl(id: "s", effect(0.03), GateRules(), sentinels: 3)
    private let good = NullControl(id: "s", effect(0.003), GateRules(), sentinels: 3)

    @Test func `tells a biased sentinel from a good one`() {
        #expect(good.isGood)
        #expect(!biased.isGood)
        // A wide interval that holds 0 shows no bias.
        #expect(NullControl(id: "s", effect(0.03, spread: 0.4), GateRules(), sentinels: 3).isGood)
        #expect(!NullControl(id: "s", effect(-0.03), GateRules(), sentinels: 3).isGood)
    }

    @Test(arguments: [
        (Verdict.unchanged, GateStatus.pass), (.improved, .pass), (.suspectLayout, .pass), (.inconclusive, .pass),
        (.regressed, .regressed), (.missing, .regressed), (.failed, .failed), (.redefined, .notComparable),
        (.new, .notComparable),
    ])
    func `one verdict decides where there is no other`(verdict: Verdict, status: GateStatus) {
        #expect(GateConclusion([judged(verdict)], [good], GatePolicy()).status == status)
    }

    @Test func `the worst decides where there are several`() {
        let all: [Verdict] = [.unchanged, .inconclusive, .regressed, .missing, .failed]
        for count in 1...all.count {
            let status = GateConclusion(all[..<count].map { judged($0) }, [], GatePolicy()).status
            #expect(status == [.pass, .pass, .regressed, .regressed, .failed][count - 1])
        }
    }

    @Test func `a biased session and another machine say nothing of times`() {
        #expect(GateConclusion([judged(.regressed)], [good, biased], GatePolicy()).status == .inconclusive)
        #expect(GateConclusion([judged(.unchanged)], [biased], GatePolicy()).status == .inconclusive)
        #expect(GateConclusion([judged(.unchanged)], [], machineChanged: true, GatePolicy()).status == .inconclusive)
        #expect(GateConclusion([judged(.missing)], [biased], GatePolicy()).status == .regressed)
        #expect(GateConclusion([judged(.failed)], [biased], GatePolicy()).status == .failed)
    }

    @Test func `one that was not finished is no verdict, whatever it found`() {
        let conclusion = GateConclusion.unfinished("interrupted", decided: 3, of: 16)
        #expect(conclusion.status == .unfinished)
        #expect("\(conclusion.status)" == "unfinished" && conclusion.status.rawValue == 130)
        #expect(conclusion.summary.contains("interrupted when 3 of 16 benchmarks were decided"))
    }

    @Test func `a team may be stricter, or let pass`() {
        #expect(GateConclusion([judged(.inconclusive)], [], GatePolicy(isStrict: true)).status == .inconclusive)
        let lenient = GatePolicy(allowsMissing: true, accepted: ["slow": "on purpose"])
        #expect(GateConclusion([judged(.regressed, id: "slow"), judged(.missing)], [], lenient).status == .pass)
        #expect(GateConclusion([judged(.regressed, id: "other")], [], lenient).status == .regressed)
    }
}
