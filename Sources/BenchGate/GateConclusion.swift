/// What a team lets pass.
public struct GatePolicy: Hashable, Sendable {
    /// Whether an inconclusive benchmark blocks.
    public let isStrict: Bool
    /// Whether a benchmark may be missing in the candidate.
    public let allowsMissing: Bool
    /// Slowdowns that somebody wants, with the reason, by identifier.
    public let accepted: [String: String]

    /// All of it.
    public init(isStrict: Bool = false, allowsMissing: Bool = false, accepted: [String: String] = [:]) {
        self.isStrict = isStrict
        self.allowsMissing = allowsMissing
        self.accepted = accepted
    }
}

/// What follows from all verdicts.
public struct GateConclusion: Hashable, Sendable {
    /// How the gate ends.
    public let status: GateStatus
    /// In one line.
    public let summary: String

    /// Nothing was measured, for there is nothing that could differ.
    public static let identical = GateConclusion(
        status: .pass,
        summary: "both builds load the same code and data, and the same libraries"
    )

    /// Somebody stopped it: whatever it found so far, nothing is decided.
    public static func unfinished(_ reason: String, decided: Int, of count: Int) -> GateConclusion {
        GateConclusion(
            status: .unfinished,
            summary: "not finished: \(reason) when \(decided) of \(count) benchmarks were decided; this is no verdict"
        )
    }

    private init(status: GateStatus, summary: String) {
        self.status = status
        self.summary = summary
    }

    /// A benchmark that failed comes first, for it makes all else doubtful; then what is missing, which no noise explains;
    /// then the session itself, without which no slowdown counts.
    public init(
        _ benchmarks: [BenchmarkJudgement],
        _ nullControl: [NullControl],
        machineChanged: Bool = false,
        _ policy: GatePolicy,
        _ metric: GateMetric = .time
    ) {
        let ids = { (verdict: Verdict) in benchmarks.filter { $0.verdict == verdict }.map(\.id) }
        let regressed = ids(.regressed).filter { policy.accepted[$0] == nil }
        let missing = policy.allowsMissing ? [] : ids(.missing)
        let biased = nullControl.filter { !$0.isGood }.map(\.id)
        let measured = benchmarks.filter { ![.missing, .new, .redefined].contains($0.verdict) }
        func name(_ ids: [String]) -> String { ids.joined(separator: ", ") }

        if !ids(.failed).isEmpty {
            (status, summary) = (.failed, "failed: \(name(ids(.failed)))")
        } else if !missing.isEmpty {
            (status, summary) = (.regressed, "missing in the candidate: \(name(missing))")
        } else if measured.isEmpty {
            (status, summary) = (.notComparable, "the builds have no benchmark in common that means the same")
        } else if machineChanged {
            (status, summary) = (.inconclusive, "this became another machine meanwhile: no number counts")
        } else if !biased.isEmpty {
            (status, summary) = (
                .inconclusive, "the null control failed (\(name(biased))): the baseline differs from its own copy"
            )
        } else if !regressed.isEmpty {
            (status, summary) = (.regressed, "\(metric.moreThanAllowed): \(name(regressed))")
        } else if policy.isStrict, !ids(.inconclusive).isEmpty {
            (status, summary) = (.inconclusive, "inconclusive: \(name(ids(.inconclusive)))")
        } else {
            (status, summary) = (.pass, "no benchmark is \(metric.moreThanAllowed)")
        }
    }
}

extension GateStatus: CustomStringConvertible {
    /// Its name in results.
    public var description: String {
        switch self {
        case .pass: "pass"
        case .regressed: "regressed"
        case .inconclusive: "inconclusive"
        case .notComparable: "not-comparable"
        case .failed: "failed"
        case .unfinished: "unfinished"
        }
    }
}
