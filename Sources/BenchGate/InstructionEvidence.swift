/// How many instructions each build executes for the same work: whether a slowdown has a cause in the code.
public struct InstructionEvidence: Hashable, Sendable {
    /// Who counted.
    public let source: String
    /// Of the baseline.
    public let baseline: Int
    /// Of the candidate.
    public let candidate: Int
    /// Which code of the library was counted, if it is not known to be the code that was timed in both builds: valgrind's processor
    /// has fewer features, and such a count says nothing of the time. ``unknownPath`` if the library does not tell. Nil if it is
    /// the same.
    public let otherPath: String?

    /// What was counted.
    public init(source: String, baseline: Int, candidate: Int, otherPath: String?) {
        self.source = source
        self.baseline = baseline
        self.candidate = candidate
        self.otherPath = otherPath
    }

    /// The change, as a share of the baseline.
    public var change: Double { (Double(candidate) - Double(baseline)) / Double(max(1, baseline)) }

    /// Whether it shows that the candidate runs the same instructions. Counts differ by far less than 0.02 % where nothing
    /// changed: process start and the like are not counted. In a short count, of some 50,000, a few dozen more may come of where
    /// the heap happens to lie; of one of a few hundred, as many are a change.
    public var acquits: Bool {
        let tolerated = min(100, Double(baseline) / 200)
        return otherPath == nil && baseline > 0 && candidate > 0
            && (abs(change) <= 0.0002 || abs(Double(candidate) - Double(baseline)) <= tolerated)
    }

    /// ``otherPath`` of a library that does not tell which code it runs.
    public static let unknownPath = "unknown"
}

/// What came of counting one benchmark's instructions.
public enum CountOutcome: Hashable, Sendable {
    /// They are known.
    case counted(InstructionEvidence)
    /// They are not, and why.
    case notCounted(String)
}
