/// The mean without the lowest and highest `fraction` of a sample, each rounded down to whole values.
public func trimmedMean(_ sample: [Double], fraction: Double = 0.2) -> Double {
    let cut = Int(fraction * Double(sample.count))
    return mean(Array(sample.sorted()[cut..<sample.count - cut]))
}

/// The variance of a sample whose lowest and highest `fraction` were pulled in to the nearest value that stays.
func winsorizedVariance(_ sample: [Double], fraction: Double) -> Double {
    let sorted = sample.sorted()
    let cut = Int(fraction * Double(sample.count))
    let lowest = sorted[cut]
    let highest = sorted[sorted.count - 1 - cut]
    let deviation = standardDeviation(sorted.map { min(max($0, lowest), highest) })
    return deviation * deviation
}
