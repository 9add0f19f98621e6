/// When something has to be over; answers of several workers may have one in common.
public struct Deadline: Sendable {
    /// Of ``Clock/monotonic()``; nil for one that never comes.
    private let end: UInt64?

    /// Never.
    public static let none = Deadline(end: nil)

    private init(end: UInt64?) { self.end = end }

    /// - Parameter seconds: from now on; one that is infinite never comes.
    public init(seconds: Double) {
        end = seconds == .infinity ? nil : Clock.monotonic() &+ UInt64(max(0, min(seconds, 1e9)) * 1e9)
    }

    /// Seconds that remain; infinite if it never comes.
    public var seconds: Double {
        guard let end else { return .infinity }
        let now = Clock.monotonic()
        return now < end ? Double(end - now) / 1e9 : 0
    }

    /// The earlier one of this and `seconds` from now on.
    public func atMost(_ seconds: Double) -> Deadline { Deadline(seconds: min(seconds, self.seconds)) }

    /// Milliseconds that remain, and no more than `longest`.
    func milliseconds(atMost longest: Int32) -> Int32 { Int32(min(Double(longest), seconds * 1000)) }
}
