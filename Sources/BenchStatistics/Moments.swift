internal import Glibc

/// The arithmetic mean of a sample that is not empty.
public func mean(_ sample: [Double]) -> Double { sample.reduce(0, +) / Double(sample.count) }

/// The standard deviation with n − 1 in the denominator; 0 for one value.
public func standardDeviation(_ sample: [Double]) -> Double {
    guard sample.count > 1 else { return 0 }
    let center = mean(sample)
    return (sample.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(sample.count - 1)).squareRoot()
}
