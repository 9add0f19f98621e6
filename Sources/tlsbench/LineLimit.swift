/// How many lines may be written in a time, and the number of those that were too many.
struct LineLimit: Sendable {
    private let count: Int
    private let interval: Duration
    private var intervalEnd: ContinuousClock.Instant?
    private var admitted = 0
    private var leftOut = 0

    /// At most `count` lines in each `interval`, which begins with a line.
    init(_ count: Int, in interval: Duration) {
        self.count = count
        self.interval = interval
    }

    /// Whether a line may be written now; one that may not is counted.
    mutating func admits(at now: ContinuousClock.Instant) -> Bool {
        if intervalEnd.map({ now >= $0 }) ?? true {
            intervalEnd = now + interval
            admitted = 0
        }
        guard admitted < count else {
            leaveOut()
            return false
        }
        admitted += 1
        return true
    }

    /// Counts a line that is not written for another reason.
    mutating func leaveOut() { leftOut += 1 }

    /// What to say of the lines that were left out since this was asked last; nil if there were none.
    mutating func takeNotice() -> String? {
        defer { leftOut = 0 }
        return leftOut == 0 ? nil : "\(leftOut) more \(leftOut == 1 ? "line" : "lines") left out"
    }

    /// Whether lines were left out that nothing was said of.
    var hasNotice: Bool { leftOut > 0 }
}
