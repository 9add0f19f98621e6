internal import BenchStatistics
internal import Glibc

/// How much the place of its code moves a benchmark: what relinks of the same objects differ by, noise aside.
public struct LayoutSpread: Hashable, Sendable {
    /// The benchmark's identifier.
    public let id: String
    /// ln(relinked / as built), one for each relink; 0, for the build itself, is not among them.
    public let estimates: [Double]
    /// What single estimates are off by: the root of the mean of their squared standard errors.
    public let noise: Double
    /// The standard deviation that is left of all builds' estimates when the noise is taken off, as a share; 0 if noise is
    /// all there is.
    public let floor: Double

    /// Nil without two relinks that could be measured.
    ///
    /// - Parameter effects: one for each relink; nil for one that could not be measured.
    public init?(id: String, _ effects: [PairedEffect?]) {
        let measured = effects.compactMap(\.self)
        guard measured.count >= 2 else { return nil }
        self.id = id
        estimates = measured.map(\.estimate)
        let error = mean(measured.map { $0.standardError * $0.standardError })
        noise = error.squareRoot()
        // The build itself is one of the layouts, and the only one without noise: it was measured anew beside each.
        let count = Double(measured.count)
        let deviation = standardDeviation([0] + estimates)
        let explained = error * count / (count + 1)
        floor = max(0, deviation * deviation - explained).squareRoot()
    }

    /// From the fastest to the slowest of all builds, as a share.
    public var range: Double { exp(([0] + estimates).max() ?? 0) - exp(([0] + estimates).min() ?? 0) }

    /// The smallest slowdown that a gate should block: twice what layout alone does (`gate --per-benchmark`).
    public var minEffect: Double { 2 * floor }
}
