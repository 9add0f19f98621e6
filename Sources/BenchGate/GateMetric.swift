/// What a gate compares two builds by.
public enum GateMetric: String, Hashable, Sendable, CaseIterable {
    /// Times, taken in turns on one processor.
    case time
    /// Counted instructions of the timed part: the same on a busy machine as on an idle one.
    case instructions

    /// Whether it is counted, not timed.
    public var isCounted: Bool { self != .time }

    /// The smallest change that blocks unless somebody says otherwise, as a share (article GateByInstructions, "The rule").
    public var standardMinEffect: Double {
        switch self {
        case .time: 0.02
        case .instructions: 0.005
        }
    }

    /// The end of the sentence that a benchmark is, or is not, …
    public var moreThanAllowed: String {
        switch self {
        case .time: "slower than is allowed"
        case .instructions: "above its allowed instructions"
        }
    }
}
