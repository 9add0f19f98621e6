/// How many instructions each build executes for the same work: whether a slowdown has a cause in the code.
public struct InstructionEvidence: Hashable, Sendable {
    /// Who counted.
    public let source: String
    /// Of the baseline.
    public let baseline: Int
    /// Of the candidate.
    public let candidate: Int
    /// Which code of the library was counted, if it is not the code that was timed: valgrind's processor has fewer features,
    /// and such a count says nothing of the time. Nil if it is the same.
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
    /// the heap happens to lie.
    public var acquits: Bool { otherPath == nil && (abs(change) <= 0.0002 || abs(candidate - baseline) <= 100) }
}
