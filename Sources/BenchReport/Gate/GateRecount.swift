internal import BenchCore
public import BenchGate
internal import Foundation

/// Everything that a stored gate concludes, computed again from its raw data.
public struct GateRecount {
    /// What is known of each benchmark with times, in the file's order.
    public let benchmarks: [BenchmarkJudgement]
    /// Those without times of both builds, as the file has them.
    public let unmeasured: [BenchmarkJudgement]
    /// The session's own control.
    public let nullControl: [NullControl]
    /// What follows.
    public let conclusion: GateConclusion
    /// Where the file says something else; one line each.
    public let differences: [String]

    /// Nil if the document is no gate's.
    ///
    /// What callgrind counted is taken from the file, for it is measured and not computed.
    public init?(_ document: ResultDocument) {
        guard document.kind == "gate", let gate = document.gate else { return nil }
        let problem = gate.rules.problem
        let storedRules = problem == nil ? gate.rules : .init(GateRules(), GatePolicy())
        let rules = GateRules(
            minEffect: storedRules.minEffect,
            perBenchmark: Dictionary(
                document.benchmarks.compactMap { benchmark in benchmark.compare.map { (benchmark.id, $0.minEffect) } }
            ) { first, _ in first },
            hardEffect: storedRules.hardEffect,
            alpha: storedRules.alpha,
            maxLooks: storedRules.maxLooks,
            generationsPerLook: storedRules.generationsPerLook
        )
        let series = document.benchmarks.map { PairedSeries(id: $0.id, iterations: $0.k, $0.raw) }
        let failed = document.benchmarks.map { $0.compare?.verdict == Verdict.failed.rawValue }
        var judgement = Judgement(document.benchmarks.map(\.id), rules)
        for look in 1...rules.maxLooks {
            let seen = look * rules.generationsPerLook
            // A failure came in the look whose generations are not whole.
            for index in series.indices where failed[index] && (series[index]?.generations.count ?? 0) < seen {
                judgement.fail(index, document.benchmarks[index].compare?.reason ?? "")
            }
            guard !judgement.open.isEmpty else { break }
            // Nobody looked at a look that was not finished.
            let isWhole = judgement.open.allSatisfy { (series[$0]?.generations.count ?? 0) >= seen }
            guard gate.unfinished == nil || isWhole else { break }
            judgement.look(
                series.map { series in series.flatMap { PairedEffect(Array($0.generations.prefix(seen))) } }
            ) { indices in
                Dictionary(
                    indices.compactMap { index in
                        document.benchmarks[index].compare.flatMap(CountOutcome.init).map { (index, $0) }
                    }
                ) { first, _ in first }
            }
        }
        let controls = gate.nullControl.map { sentinel in
            let series = PairedSeries(id: sentinel.id, iterations: sentinel.k, sentinel.raw)
            let effect = series.flatMap { PairedEffect($0.generations) }
            return NullControl(id: sentinel.id, effect, rules, sentinels: gate.nullControl.count)
        }
        let hasMachineChanged = gate.machineChanged ?? false
        if hasMachineChanged || !controls.allSatisfy(\.isGood) { judgement.distrust() }

        let counted = CountedRecount(gate, gate.counted ?? [])
        benchmarks = judgement.benchmarks + counted.judgements.map(\.judgement)
        nullControl = controls
        unmeasured = gate.unmeasured.map {
            BenchmarkJudgement(id: $0.id, unmeasured: Verdict(rawValue: $0.verdict) ?? .inconclusive)
        }
        let policy = GatePolicy(
            isStrict: gate.rules.isStrict,
            allowsMissing: gate.rules.allowsMissing,
            accepted: Dictionary(
                document.benchmarks.compactMap { benchmark in
                    benchmark.compare?.accepted.map { (benchmark.id, $0) }
                } + (gate.counted ?? []).compactMap { row in row.accepted.map { (row.id, $0) } }
            ) { first, _ in first }
        )
        // Nothing measured and nothing named is nothing to compare.
        let isIdentical =
            benchmarks.isEmpty && !unmeasured.isEmpty && unmeasured.allSatisfy { $0.verdict == .unchanged }
        conclusion =
            if let reason = gate.unfinished {
                .unfinished(
                    reason,
                    decided: judgement.decided + counted.judgements.count { $0.isDecided },
                    of: benchmarks.count
                )
            } else if isIdentical {
                .identical
            } else {
                GateConclusion(
                    benchmarks + unmeasured,
                    controls,
                    machineChanged: hasMachineChanged,
                    policy,
                    gate.metric.flatMap(GateMetric.init) ?? .time
                )
            }
        var lines = problem.map { [$0] } ?? []
        lines += zip(document.benchmarks, benchmarks).flatMap { Self.differences($0, $1) } + counted.differences
        for (stored, computed) in zip(gate.nullControl, controls) where stored.isGood != computed.isGood {
            lines.append("\(stored.id): the file says \(stored.isGood ? "unbiased" : "biased"), its data say otherwise")
        }
        if Int(conclusion.status.rawValue) != gate.exit {
            lines.append("the file says \(gate.verdict), its data say \(conclusion.status)")
        }
        if isIdentical, let old = document.builds["A"]?.loads, let new = document.builds["B"]?.loads,
            !old.isSame(as: new)
        {
            lines.append("the file says that both builds are the same, but they load different files")
        }
        differences = lines.map { PrintableLine($0).text }
    }

    private static func differences(_ benchmark: BenchmarkResult, _ judged: BenchmarkJudgement) -> [String] {
        guard let stored = benchmark.compare else { return ["\(benchmark.id): the file has no comparison"] }
        let numbers = [
            StoredNumber("estimate", stored.estimate, judged.effect?.estimate),
            StoredNumber("ci95[0]", stored.ci95?.first, judged.effect?.low),
            StoredNumber("ci95[1]", stored.ci95?.last, judged.effect?.high),
            StoredNumber("se", stored.se, judged.effect?.standardError),
            StoredNumber("df", stored.df, judged.effect?.degrees),
            StoredNumber("p", stored.p, judged.effect?.pSlower),
            StoredNumber("p_holm", stored.pHolm, judged.pSlower),
            StoredNumber("p_holm_faster", stored.pHolmFaster, judged.pFaster),
        ]
        var lines = numbers.compactMap(\.difference).map { "\(benchmark.id): \($0)" }
        if stored.verdict != judged.verdict.rawValue {
            lines.append("\(benchmark.id): the file says \(stored.verdict), its data say \(judged.verdict.rawValue)")
        }
        return lines
    }
}

extension CountOutcome {
    fileprivate init?(_ comparison: BenchmarkResult.Comparison) {
        if let counted = comparison.instructions {
            self = .counted(
                InstructionEvidence(
                    source: counted.source,
                    baseline: counted.baseline,
                    candidate: counted.candidate,
                    otherPath: counted.otherPath
                )
            )
        } else if let reason = comparison.notCounted {
            self = .notCounted(reason)
        } else {
            return nil
        }
    }
}

extension ResultDocument.Gate.Rules {
    /// Why no gate has such rules; nil if one may.
    fileprivate var problem: String? {
        let isRight =
            (1...20).contains(maxLooks) && (1...1000).contains(generationsPerLook) && (0...1).contains(minEffect)
            && (0...10).contains(hardEffect) && (0...0.5).contains(alpha) && (repeats?.isEmpty != true)
        return isRight ? nil : "gate.rules are out of range"
    }
}
