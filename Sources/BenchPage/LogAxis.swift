internal import Foundation

/// A logarithmic axis between two powers of a base.
struct LogAxis {
    /// The ends, as logarithms to the base.
    let low: Double
    let high: Double
    let base: Double
    /// Where the ends are.
    let from: Double
    let to: Double

    /// From the last power below all values to the first above; a tight one only a little beyond them.
    init(_ values: [Double], base: Double = 2, from: Double, to: Double, isTight: Bool = false) {
        let exponents = values.filter { $0 > 0 && $0.isFinite }.map { log($0) / log(base) }
        let (least, most) = (exponents.min() ?? 0, exponents.max() ?? 1)
        low = isTight ? least - 0.1 : floor(least + 1e-9)
        high = isTight ? max(most, least + 0.5) + 0.1 : max(low + 1, ceil(most - 1e-9))
        self.base = base
        self.from = from
        self.to = to
    }

    /// Where a value is; at an end, if it is beyond.
    func place(_ value: Double) -> Double {
        let exponent = value > 0 && value.isFinite ? log(value) / log(base) : low
        return from + (min(max(exponent, low), high) - low) / (high - low) * (to - from)
    }

    /// The numbers 1, 2 and 5 of each decade between the ends; of many decades the powers of 10 alone.
    var roundTicks: [Double] {
        let digits: [Double] = high - low > 3 ? [1] : [1, 2, 5]
        return stride(from: floor(low), through: high, by: 1).flatMap { decade in digits.map { $0 * pow(10, decade) } }
            .filter { (low...high).contains(log10($0)) }
    }

    /// Powers of the base, not more than a reader can take in.
    func ticks(most: Int = 8) -> [Double] {
        let step = max(1, ceil((high - low) / Double(most)))
        return stride(from: low, through: high, by: step).map { pow(base, $0) }
    }
}
