/// How much slower a benchmark may become before that blocks, and before it is worth a word.
public struct BlockingLimit: Hashable, Sendable {
    /// The slowdown that blocks, as a share.
    public let share: Double
    /// The change that a report names, as a share.
    public let margin: Double
    /// How many rows of the history it was learned from; 0 if there were too few.
    public let rows: Int

    /// What changes less than this is unchanged, whatever the history says.
    static let smallest = 0.02
    /// Without a history, a slowdown from here on is rarely the machine's.
    static let untaught = 0.1

    /// With a lesson both are what is no longer usual; without one, 10 % and 2 %.
    init(_ lesson: History.Lesson) {
        if let unusual = lesson.unusual {
            share = max(Self.smallest, unusual)
            margin = share
            rows = lesson.rows
        } else {
            share = Self.untaught
            margin = Self.smallest
            rows = 0
        }
    }
}
