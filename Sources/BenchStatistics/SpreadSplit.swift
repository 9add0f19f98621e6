/// How far the members of a group are apart, and how much of that their values would be apart if all members were equal: the
/// variance between the members' values less the mean variance of a value (the method of moments for a one-way layout with
/// random effects; Searle, Casella and McCulloch 1992, §3.6).
public struct SpreadSplit: Hashable, Sendable {
    /// The standard deviation of the members' values.
    public let between: Double
    /// The standard error of one member's value, as the root of the mean square over the members.
    public let noise: Double
    /// What of ``between`` is the members' own; 0 where noise explains all of it.
    public var beyondNoise: Double { max(0, between * between - noise * noise).squareRoot() }

    /// Nil below two members, and for values that are not finite.
    ///
    /// - Parameter errors: the standard error of each value.
    public init?(_ values: [Double], errors: [Double]) {
        guard values.count >= 2, errors.count == values.count, (values + errors).allSatisfy(\.isFinite) else {
            return nil
        }
        between = standardDeviation(values)
        noise = mean(errors.map { $0 * $0 }).squareRoot()
    }

    /// The standard deviation within members that all members share, from those with two values or more.
    ///
    /// - Returns: nil with less than `degrees` degrees of freedom, as what says too little of itself.
    public static func pooledDeviation(_ members: [[Double]], degrees least: Int = 3) -> Double? {
        let repeated = members.filter { $0.count >= 2 }
        let degrees = repeated.reduce(0) { $0 + $1.count - 1 }
        guard degrees >= max(1, least) else { return nil }
        let squares = repeated.reduce(0) { sum, values in
            let deviation = standardDeviation(values)
            return sum + deviation * deviation * Double(values.count - 1)
        }
        return (squares / Double(degrees)).squareRoot()
    }
}
