internal import BenchCore
internal import BenchGate

extension JUnitSuite.Outcome {
    /// What blocks is a failure, unless somebody accepted it; what nobody knows was skipped.
    init(_ comparison: BenchmarkResult.Comparison?) {
        guard let comparison, let verdict = Verdict(rawValue: comparison.verdict) else {
            self = .passed
            return
        }
        let reason = PrintableLine(comparison.reason ?? "").text
        let change = GateTable.change(comparison.estimate, comparison.ci95) ?? reason
        let message = "\(change), p_holm \(Quantities.chance(comparison.pHolm))"
        switch verdict {
        case .regressed where comparison.accepted == nil: self = .failure(type: verdict.rawValue, message: message)
        case .missing: self = .failure(type: verdict.rawValue, message: change)
        case .failed: self = .error(type: verdict.rawValue, message: reason)
        case .inconclusive, .suspectLayout, .redefined:
            self = .skipped(message: "\(verdict.rawValue): \(message)")
        case .regressed, .improved, .unchanged, .new: self = .passed
        }
    }
}

extension JUnitSuite.Case {
    /// A benchmark whose builds were compared by counts.
    init(_ counted: ResultDocument.Gate.Counted) {
        let row = GateTable.Row(counted)
        let outcome: JUnitSuite.Outcome =
            switch Verdict(rawValue: counted.verdict) {
            case .regressed where counted.accepted == nil: .failure(type: counted.verdict, message: row.line)
            case .failed: .error(type: counted.verdict, message: row.change)
            case .inconclusive: .skipped(message: "\(counted.verdict): \(row.line)")
            default: .passed
            }
        self.init(gated: counted.id, outcome, output: "\(row.times), \(row.line)")
    }

    /// Without a time of its own.
    private init(gated id: String, _ outcome: JUnitSuite.Outcome, output: String) {
        let words = PrintableLine(id).text.split(separator: "/").map(String.init)
        self.init(
            className: "tlsbench.\(words.first ?? "")",
            name: ([words.last ?? ""] + words.dropFirst().dropLast()).joined(separator: "/"),
            seconds: 0,
            outcome: outcome,
            output: output
        )
    }

    /// A benchmark without times of both builds.
    init(_ unmeasured: ResultDocument.Gate.Unmeasured) {
        let reason = PrintableLine(unmeasured.reason ?? "").text
        let outcome: JUnitSuite.Outcome =
            switch Verdict(rawValue: unmeasured.verdict) {
            case .missing: .failure(type: unmeasured.verdict, message: reason)
            case .failed: .error(type: unmeasured.verdict, message: reason)
            case .unchanged, .new: .passed
            default: .skipped(message: "\(unmeasured.verdict): \(reason)")
            }
        self.init(gated: unmeasured.id, outcome, output: reason)
    }
}

extension JUnitSuite.Case {
    /// A gate that was not finished is a test that broke, whatever its benchmarks say; nil for one that was.
    init?(unfinished gate: ResultDocument.Gate) {
        guard gate.unfinished != nil else { return nil }
        self.init(
            className: "tlsbench",
            name: "gate",
            seconds: 0,
            outcome: .error(
                type: GateStatus.unfinished.description,
                message: PrintableLine(gate.summary, longest: GateTable.longestSummary).text
            )
        )
    }
}
