/// How well a time is known: a word for half of its 95 % interval, as a share of the time itself.
public enum Quality: String, Sendable, CaseIterable {
    /// Below 0.5 %.
    case quiet
    /// Below 1 %.
    case ok
    /// Below 2 %.
    case noisy
    /// 2 % and more, or no interval at all: measured longer, it would be better.
    case wide
    /// What old files call ``wide``.
    case unusable

    /// The half-width that a time has to keep below to be within the ± of the summary.
    static let limit = 0.02

    /// - Parameter halfWidth: as a share of the time; nil without an interval.
    init(halfWidth: Double?) {
        switch halfWidth ?? .infinity {
        case ..<0.005: self = .quiet
        case ..<0.01: self = .ok
        case ..<Self.limit: self = .noisy
        default: self = .wide
        }
    }

    /// Whether the time is known to better than ±2 %.
    public var isWithinLimit: Bool { self != .wide && self != .unusable }

    /// The words with their bounds.
    static let meaning = "quiet below ±0.5%, ok ±1%, noisy ±2%, wide from there"
}
