/// What a gate says of one benchmark.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Slower than is allowed, and not by chance. Blocks.
    case regressed
    /// As slow, but the same instructions ran: the linker moved them. A warning.
    case suspectLayout = "suspect-layout"
    /// Faster, and not by chance.
    case improved
    /// No slowdown that would count.
    case unchanged
    /// The data do not tell. Blocks if the gate is strict.
    case inconclusive
    /// The baseline has it, the candidate does not. Blocks unless it is allowed.
    case missing
    /// Only the candidate has it.
    case new
    /// Both have the name, with another meaning: their times say nothing of each other.
    case redefined
    /// It crashed or gave a wrong result. Blocks.
    case failed
}

/// How a gate ends.
public enum GateStatus: Int32, Hashable, Sendable {
    /// Nothing blocks.
    case pass = 0
    /// Something is slower, or missing.
    case regressed = 1
    /// The machine was too noisy to say.
    case inconclusive = 3
    /// There is nothing to compare.
    case notComparable = 4
    /// A benchmark failed or gave a wrong result.
    case failed = 5
    /// It was stopped before it could say: what it found so far is no verdict.
    case unfinished = 130
}
