import BenchCore
import Testing

@testable import BenchGate

@Suite struct `The rule of a gate of counts` {
    private func judged(
        _ baseline: [Int],
        _ candidate: [Int],
        _ rules: CountRules = CountRules(),
        benchmarks: Int = 22
    ) -> CountedJudgement {
        let series = CountedSeries(id: "a/b", operations: 1, baseline: baseline, candidate: candidate)
        var judgement = CountedJudgement(id: "a/b")
        for seen in rules.repeats where !judgement.isDecided && baseline.count >= seen {
            judgement.look(series.first(seen), rules, benchmarks: benchmarks)
        }
        return judgement
    }

    /// Counts that vary by this share of them, the same for the same number.
    private func varied(_ count: Int, _ mean: Double, by share: Double, shift: Int = 0) -> [Int] {
        (0..<count).map { index in
            let place = Double((index + shift) * 7 % count) / Double(count - 1)
            return Int(mean + mean * share * (place - 0.5))
        }
    }

    @Test(arguments: [
        (1000, Verdict.unchanged), (1004, .unchanged), (1006, .regressed), (1010, .regressed), (996, .unchanged),
        (994, .improved), (500, .improved),
    ])
    func `blocks counts that repeat from half a percent on`(thousandths: Int, expected: Verdict) {
        let (old, new) = ([Int](repeating: 1_000_000, count: 8), [Int](repeating: thousandths * 1000, count: 8))
        #expect(judged(old, new).verdict == expected)
    }

    @Test func `takes a few dozen instructions more or less for the same`() throws {
        let judgement = judged([46_983, 47_011], [47_011, 46_983])
        #expect(judgement.verdict == .unchanged && judgement.isDecided)
        let effect = try #require(judgement.effect)
        #expect(effect.isRepeatable && effect.low < 0 && effect.high > 0 && effect.high < 0.001)
    }

    @Test func `counts again what would block, before it does`() {
        let (old, new) = ([Int](repeating: 1000, count: 2), [Int](repeating: 1010, count: 2))
        let first = judged(old, new)
        #expect(first.verdict == .regressed && !first.isDecided && first.looks == 1)
        // The two agreed by chance.
        let later = judged(old + [1010, 990, 1006, 996, 1003, 998], new + [990, 1010, 992, 1008, 997, 1004])
        #expect(later.verdict != .regressed)
    }

    @Test func `finds 1 % in counts that vary by as much, and nothing where nothing changed`() {
        let old = varied(24, 1_000_000, by: 0.01)
        #expect(judged(old, varied(24, 1_010_000, by: 0.01, shift: 5)).verdict == .regressed)
        #expect(judged(old, varied(24, 1_000_000, by: 0.01, shift: 5)).verdict == .unchanged)
        #expect(judged(old, varied(24, 980_000, by: 0.01, shift: 5)).verdict == .improved)
    }

    @Test func `says nothing of counts that vary too much`() {
        let judgement = judged(varied(24, 1_000_000, by: 0.2), varied(24, 1_010_000, by: 0.2, shift: 5))
        #expect(judgement.verdict == .inconclusive && judgement.isDecided && judgement.looks == 3)
    }

    @Test func `asks more of each benchmark the more there are`() {
        let (old, new) = (varied(8, 1_000_000, by: 0.006), varied(8, 1_008_000, by: 0.006, shift: 3))
        let rules = CountRules(repeats: [4, 8])
        #expect(judged(old, new, rules, benchmarks: 1).verdict == .regressed)
        let (few, many) = (
            judged(old, new, rules, benchmarks: 1).effect, judged(old, new, rules, benchmarks: 1000).effect
        )
        #expect((few?.low ?? 0) > (many?.low ?? 0))
    }

    @Test func `lets a single benchmark have a limit of its own`() {
        let rules = CountRules(perBenchmark: ["a/b": 0.02])
        #expect(judged([1000, 1000], [1010, 1010], rules).verdict == .unchanged)
    }

    @Test func `says nothing of one count, or of a baseline of nothing`() {
        #expect(CountedEffect([1000], [1000], tolerance: 0.001, confidence: 0.95) == nil)
        #expect(CountedEffect([0, 0], [1000, 1000], tolerance: 0.001, confidence: 0.95) == nil)
    }
}

@Suite struct `A session of counts` {
    @Test func `counts what is decided no more, and everything in its order`() {
        var session = CountedSession(["a/b", "c/d"], rules: CountRules())
        var shown: [String] = []
        let outcome = session.run { (series) throws(PairFailure) in
            series.operations = 1
            series.baseline.append(1000)
            series.candidate.append(series.id == "a/b" ? 1000 : 1010)
        } progress: { id, _, _ in
            shown.append(id)
        }
        #expect(outcome.judgements.map(\.verdict) == [.unchanged, .regressed])
        #expect(outcome.series.map(\.baseline.count) == [2, 8])
        #expect(shown == ["a/b", "a/b"] + [String](repeating: "c/d", count: 8) + [""])
    }

    @Test func `leaves alone what fails, and stops where nothing can be started`() {
        var session = CountedSession(["a/b", "c/d"], rules: CountRules())
        let outcome = session.run { (series) throws(PairFailure) in
            if series.id == "a/b" {
                throw PairFailure(side: .candidate, reason: .benchmark(id: "a/b", reason: "wrong"))
            }
            series.operations = 1
            series.baseline.append(1000)
            series.candidate.append(1000)
        } progress: { _, _, _ in
        }
        #expect(outcome.judgements.map(\.verdict) == [.failed, .unchanged])
        #expect(outcome.judgements[0].reason == "candidate: a/b failed: wrong")
        #expect(outcome.failure == nil)
        var stopped = CountedSession(["a/b"], rules: CountRules())
        let early = stopped.run { (_) throws(PairFailure) in
            throw PairFailure(side: .baseline, reason: .spawn(errno: 2))
        } progress: { _, _, _ in
        }
        #expect(early.failure?.reason == .spawn(errno: 2) && early.judgements.map(\.isDecided) == [false])
    }
}
