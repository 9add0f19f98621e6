import BenchStatistics
import Testing

@Suite struct `The spread between members beside noise` {
    @Test func `is what is left of the variance between values`() throws {
        let split = try #require(SpreadSplit([1, 2, 3, 4, 5], errors: [0.6, 0.8, 0.6, 0.8, 0.7071067811865476]))
        #expect(abs(split.between - 2.5.squareRoot()) < 1e-12)
        #expect(abs(split.noise - 0.5.squareRoot()) < 1e-12)
        #expect(abs(split.beyondNoise - 2.0.squareRoot()) < 1e-12)
    }

    @Test func `is nothing where noise explains more than there is`() throws {
        #expect(try #require(SpreadSplit([1, 1.1], errors: [5, 5])).beyondNoise == 0)
    }

    @Test(
        arguments: [
            ([1], [1]), ([1, 2], [1]), ([1, .nan], [1, 1]), ([1, 2], [1, .infinity]), ([], []),
        ] as [([Double], [Double])]
    ) func `is unknown of one member, and without numbers`(values: [Double], errors: [Double]) {
        #expect(SpreadSplit(values, errors: errors) == nil)
    }

    @Test func `has within members the deviation that all share`() throws {
        // Sums of squares 2, 0.5 and 8 with 2, 1 and 2 degrees.
        let pooled = try #require(SpreadSplit.pooledDeviation([[1, 2, 3], [5, 6], [7], [2, 4, 6]]))
        #expect(abs(pooled - (10.5 / 5).squareRoot()) < 1e-12)
        #expect(SpreadSplit.pooledDeviation([[1, 2], [3, 4]]) == nil)
        #expect(SpreadSplit.pooledDeviation([[1, 2], [3, 4]], degrees: 2) != nil)
        #expect(SpreadSplit.pooledDeviation([[1], [2]], degrees: 0) == nil)
    }

    /// 400 fleets of 30 machines with two runs each, seed 1: machines 2 % apart, runs 1 %.
    @Test func `finds what members were made with`() throws {
        var generator = Seeded(state: 1)
        func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) } }
        var (between, within) = ([Double](), [Double]())
        for _ in 0..<400 {
            let machines = (0..<30).map { _ in
                let own = 0.02 * normal()
                return [own + 0.01 * normal(), own + 0.01 * normal()]
            }
            let pooled = try #require(SpreadSplit.pooledDeviation(machines))
            let values = machines.map(mean)
            let errors = [Double](repeating: pooled / 2.0.squareRoot(), count: values.count)
            within.append(pooled)
            between.append(try #require(SpreadSplit(values, errors: errors)).beyondNoise)
        }
        #expect(abs(median(within) - 0.01) < 0.0005)
        #expect(abs(median(between) - 0.02) < 0.001)
    }
}

/// splitmix64.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
