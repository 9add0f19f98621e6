internal import Foundation

/// One unit and one number of decimals for times that stand below each other, so that a larger number is a longer time.
public struct Scale: Hashable, Sendable {
    /// What the numbers are in.
    public let unit: Unit
    private let decimals: Int

    /// Units of time.
    public enum Unit: String, Sendable, CaseIterable {
        case nanoseconds = "ns"
        case microseconds = "µs"
        case milliseconds = "ms"
        case seconds = "s"

        /// In nanoseconds.
        fileprivate var length: Double {
            switch self {
            case .nanoseconds: 1
            case .microseconds: 1e3
            case .milliseconds: 1e6
            case .seconds: 1e9
            }
        }
    }

    /// The smallest time keeps three digits; what is none has no say.
    public init(_ nanoseconds: [Double]) { self.init(nanoseconds, digits: 3) }

    /// For parts beside their wholes: the smallest whole keeps four digits, and parts far below it become 0.
    public init(wholes nanoseconds: [Double]) { self.init(nanoseconds, digits: 4) }

    private init(_ nanoseconds: [Double], digits: Int) {
        let smallest = nanoseconds.filter { $0 > 0 && $0.isFinite }.min() ?? 1
        // What rounds to 1000 of a unit is 1 of the next.
        unit = Unit.allCases.last { smallest >= 0.9995 * $0.length } ?? .nanoseconds
        let value = smallest / unit.length
        let places = value < 9.995 ? 1 : value < 99.95 ? 2 : 3
        decimals = max(0, digits - places)
    }

    /// The number alone.
    public func number(_ nanoseconds: Double) -> String { String(format: "%.\(decimals)f", nanoseconds / unit.length) }

    /// The number with its unit.
    public func text(_ nanoseconds: Double) -> String { "\(number(nanoseconds)) \(unit.rawValue)" }
}
