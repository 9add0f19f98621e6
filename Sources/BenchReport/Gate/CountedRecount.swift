internal import BenchCore
internal import BenchGate

/// What a stored gate of counts concludes, computed again from its counts.
struct CountedRecount {
    let judgements: [CountedJudgement]
    /// Where the file says something else; one line each.
    let differences: [String]

    init(_ gate: ResultDocument.Gate, _ rows: [ResultDocument.Gate.Counted]) {
        let repeats = gate.rules.repeats ?? CountRules.standardRepeats
        // Those without a single count were benchmarks of the gate too.
        let uncounted = gate.unmeasured.count {
            [Verdict.failed, .inconclusive].map(\.rawValue).contains($0.verdict)
        }
        let judgements = rows.map { row in
            let rules = CountRules(minEffect: row.minEffect, alpha: gate.rules.alpha, repeats: repeats)
            let benchmarks = rows.count + uncounted
            return Self.judgement(row, rules, benchmarks: benchmarks, unfinished: gate.unfinished != nil)
        }
        self.judgements = judgements
        differences = zip(rows, judgements).flatMap(Self.differences)
    }

    private static func judgement(
        _ row: ResultDocument.Gate.Counted,
        _ rules: CountRules,
        benchmarks: Int,
        unfinished: Bool
    ) -> CountedJudgement {
        var judgement = CountedJudgement(id: row.id)
        let counted = min(row.baseline.count, row.candidate.count)
        for seen in rules.repeats where !judgement.isDecided && counted >= seen {
            // Nobody looked at counts that came when somebody waited for the end.
            guard !unfinished || judgement.looks < row.looks else { break }
            judgement.look(row.series.first(seen), rules, benchmarks: benchmarks)
        }
        // A failure came in the look whose counts are not whole.
        if row.verdict == Verdict.failed.rawValue, !judgement.isDecided { judgement.fail(row.reason ?? "") }
        return judgement
    }

    private static func differences(_ row: ResultDocument.Gate.Counted, _ judged: CountedJudgement) -> [String] {
        let numbers = [
            StoredNumber("change", row.change, judged.effect?.change),
            StoredNumber("interval[0]", row.interval?.first, judged.effect?.low),
            StoredNumber("interval[1]", row.interval?.last, judged.effect?.high),
            StoredNumber("looks", Double(row.looks), Double(judged.looks)),
        ]
        let id = PrintableLine(row.id).text
        var lines = numbers.compactMap(\.difference).map { "\(id): \($0)" }
        if row.verdict != judged.verdict.rawValue {
            let verdict = PrintableLine(row.verdict).text
            lines.append("\(id): the file says \(verdict), its counts say \(judged.verdict.rawValue)")
        }
        return lines
    }
}
