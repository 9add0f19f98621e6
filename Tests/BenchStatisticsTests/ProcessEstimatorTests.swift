import BenchStatistics
import Foundation
import Testing

@Suite struct `The value of a process` {
    /// `numpy.quantile(x, .25, method="inverted_cdf")` (numpy 2.4), which is R's `quantile(x, .25, type=1)`.
    @Test(arguments: [
        (Samples.x, 4.0), (Samples.d, 0.018), (Samples.e, -0.001), (Array(Samples.x.prefix(9)), 4.0),
        (Array(Samples.x.prefix(5)), 4.0), (Array(Samples.x.prefix(4)), 3.9), (Array(Samples.x.prefix(1)), 4.1),
    ])
    func `is numpy's lower quartile without interpolation`(_ sample: [Double], _ expected: Double) {
        #expect(ProcessEstimator.lowerQuartile.value(of: sample) == expected)
    }

    @Test func `is the median where that is asked for`() {
        #expect(isClose(ProcessEstimator.median.value(of: Samples.x), 4.15))
    }

    @Test func `does not move when two batches of three are disturbed`() {
        let calm = [100.0, 101, 102, 103, 104, 105]
        let disturbed = [100.0, 101, 152, 153, 154, 155]
        #expect(ProcessEstimator.lowerQuartile.value(of: calm) == ProcessEstimator.lowerQuartile.value(of: disturbed))
    }
}

/// A 95 % interval has to hold the value that ever more processes would come to in 95 % of all runs. Simulated: processes have luck,
/// batches take longer by chance, never less, and some of them lie in a neighbour's bursts.
@Suite struct `The interval over processes` {
    struct Machine: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Standard deviation of the luck of a process.
        let luck: Double
        /// Mean of what a batch takes longer.
        let delay: Double
        /// The share of batches in bursts, and what a burst adds.
        let bursts, burst: Double

        func process(batches: Int, using generator: inout SplitMix64) -> Double {
            let base = 100 * (1 + luck * generator.normal())
            let times = (0..<batches).map { _ in
                let extra = generator.uniform() < bursts ? burst : 0
                return base * (1 - delay * log(1 - generator.uniform()) + extra)
            }
            return ProcessEstimator.lowerQuartile.value(of: times)
        }
    }

    static let machines = [
        Machine(testDescription: "quiet", luck: 0.004, delay: 0.005, bursts: 0, burst: 0),
        Machine(testDescription: "shared", luck: 0.006, delay: 0.015, bursts: 0.15, burst: 0.3),
        Machine(testDescription: "beside a build", luck: 0.006, delay: 0.03, bursts: 0.4, burst: 0.5),
    ]

    @Test(arguments: machines)
    func `of 16 processes holds the truth in 95 % of all runs`(_ machine: Machine) throws {
        var generator = SplitMix64(state: 18)
        let many = (0..<40_000).map { _ in machine.process(batches: 6, using: &generator) }
        let truth = trimmedMean(many)
        let runs = 2000
        var held = 0
        for _ in 0..<runs {
            let values = (0..<16).map { _ in machine.process(batches: 6, using: &generator) }
            let interval = try #require(yuenInterval(values))
            if interval.low <= truth, truth <= interval.high { held += 1 }
        }
        // Three standard errors of a share of 95 % in 2,000 are 1.5 %.
        let coverage = Double(held) / Double(runs)
        #expect((0.93...0.98).contains(coverage), "\(coverage)")
    }

    @Test func `over batches, as if they were processes, does not`() throws {
        var generator = SplitMix64(state: 18)
        let runs = 1000
        var held = 0
        for _ in 0..<runs {
            let values = (0..<4).flatMap { _ -> [Double] in
                let base = 100 * (1 + 0.006 * generator.normal())
                return (0..<24).map { _ in base * (1 + 0.003 * generator.normal()) }
            }
            let interval = try #require(yuenInterval(values))
            if interval.low <= 100, 100 <= interval.high { held += 1 }
        }
        #expect(Double(held) / Double(runs) < 0.5)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 to below 1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Normal with a standard deviation of 1 (Box and Muller 1958).
    mutating func normal() -> Double { (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform()) }
}
