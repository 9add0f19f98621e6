/// The quantile of `probability` by linear interpolation between order statistics (Hyndman and Fan, type 7).
///
/// - Parameters:
///   - sorted: in ascending order, not empty.
///   - probability: 0 to 1.
public func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    precondition(!sorted.isEmpty, "a quantile needs a sample")
    let place = probability * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
}

/// The median of a sample in any order, not empty.
public func median(_ sample: [Double]) -> Double { quantile(sample.sorted(), 0.5) }

/// The median of the distances from the median, without a factor for any distribution.
public func medianAbsoluteDeviation(_ sample: [Double]) -> Double {
    let center = median(sample)
    return median(sample.map { abs($0 - center) })
}
