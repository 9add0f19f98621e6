/// All counts of one benchmark in two builds.
public struct CountedSeries: Hashable, Sendable {
    /// The benchmark's identifier.
    public let id: String
    /// Who counted.
    public var source: String
    /// Operations in each count, the same in all.
    public var operations: Int
    /// Of the baseline, one for each process.
    public var baseline: [Int]
    /// Of the candidate.
    public var candidate: [Int]
    /// Which code was counted, if it is not known to be the code that runs outside of a counter in both builds
    /// (``InstructionEvidence/otherPath``); nil if it is the same.
    public var otherPath: String?

    /// What was counted.
    public init(
        id: String,
        source: String = "",
        operations: Int = 0,
        baseline: [Int] = [],
        candidate: [Int] = [],
        otherPath: String? = nil
    ) {
        self.id = id
        self.source = source
        self.operations = operations
        self.baseline = baseline
        self.candidate = candidate
        self.otherPath = otherPath
    }

    /// What the first counts of each build are.
    public func first(_ repeats: Int) -> CountedSeries {
        var copy = self
        copy.baseline = Array(baseline.prefix(repeats))
        copy.candidate = Array(candidate.prefix(repeats))
        return copy
    }
}
