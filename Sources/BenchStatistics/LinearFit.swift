/// What a thing costs whose price has a fixed part and one for each unit: a straight line through measured costs by least
/// squares of their relative errors, for a long and a short measurement are wrong by the same share rather than by the same time.
public struct LinearFit: Hashable, Sendable {
    /// What none of the units costs, with its 95 % interval.
    public let fixedCost: Interval
    /// What each further unit costs, with its 95 % interval.
    public let perUnit: Interval
    /// The standard deviation of the costs around the line, as a share of each: what a line does not explain.
    public let relativeError: Double

    /// Nil below three different numbers of units, through which any line would go, and for costs that are not above 0.
    public init?(_ points: [(units: Double, cost: Double)]) {
        guard Set(points.map(\.units)).count >= 3,
            points.allSatisfy({ $0.units.isFinite && $0.cost.isFinite && $0.cost > 0 })
        else { return nil }
        let weights = points.map { 1 / ($0.cost * $0.cost) }
        let weight = weights.reduce(0, +)
        let units = zip(weights, points).reduce(0) { $0 + $1.0 * $1.1.units } / weight
        let cost = zip(weights, points).reduce(0) { $0 + $1.0 * $1.1.cost } / weight
        let spread = zip(weights, points).reduce(0) { $0 + $1.0 * ($1.1.units - units) * ($1.1.units - units) }
        let slope = zip(weights, points).reduce(0) { $0 + $1.0 * ($1.1.units - units) * ($1.1.cost - cost) } / spread
        let intercept = cost - slope * units

        let degrees = Double(points.count - 2)
        let residuals = points.map { ($0.cost - intercept - slope * $0.units) / $0.cost }
        let variance = residuals.reduce(0) { $0 + $1 * $1 } / degrees
        let t = StudentT.quantile(0.975, degrees: degrees)
        let slopeReach = t * (variance / spread).squareRoot()
        let interceptReach = t * (variance * (1 / weight + units * units / spread)).squareRoot()
        fixedCost = Interval(estimate: intercept, low: intercept - interceptReach, high: intercept + interceptReach)
        perUnit = Interval(estimate: slope, low: slope - slopeReach, high: slope + slopeReach)
        relativeError = variance.squareRoot()
    }
}
