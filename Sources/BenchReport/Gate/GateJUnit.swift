internal import BenchGate

extension JUnitSuite.Outcome {
    /// What blocks is a failure, unless somebody accepted it; what nobody knows was skipped.
    init(_ comparison: BenchmarkResult.Comparison?) {
        guard let comparison, let verdict = Verdict(rawValue: comparison.verdict) else {
            self = .passed
            return
        }
        let change = GateTable.change(comparison.estimate, comparison.ci95) ?? comparison.reason ?? ""
        let message = "\(change), p_holm \(Quantities.chance(comparison.pHolm))"
        switch verdict {
        case .regressed where comparison.accepted == nil: self = .failure(type: verdict.rawValue, message: message)
        case .missing: self = .failure(type: verdict.rawValue, message: change)
        case .failed: self = .error(type: verdict.rawValue, message: comparison.reason ?? "")
        case .inconclusive, .suspectLayout, .redefined:
            self = .skipped(message: "\(verdict.rawValue): \(message)")
        case .regressed, .improved, .unchanged, .new: self = .passed
        }
    }
}

extension JUnitSuite.Case {
    /// A benchmark without times of both builds.
    init(_ unmeasured: ResultDocument.Gate.Unmeasured) {
        let words = unmeasured.id.split(separator: "/").map(String.init)
        let reason = unmeasured.reason ?? ""
        let outcome: JUnitSuite.Outcome =
            switch Verdict(rawValue: unmeasured.verdict) {
            case .missing: .failure(type: unmeasured.verdict, message: reason)
            case .failed: .error(type: unmeasured.verdict, message: reason)
            case .unchanged, .new: .passed
            default: .skipped(message: "\(unmeasured.verdict): \(reason)")
            }
        self.init(
            className: "tlsbench.\(words.first ?? "")",
            name: ([words.last ?? ""] + words.dropFirst().dropLast()).joined(separator: "/"),
            seconds: 0,
            outcome: outcome,
            output: reason
        )
    }
}
