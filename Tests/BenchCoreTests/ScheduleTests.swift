import Testing

@testable import BenchCore

@Suite struct `The order of turns` {
    @Test(arguments: 1...6)
    func `has every benchmark once in each round and once in each place of a lap`(count: Int) {
        var generator = SeededGenerator(seed: 7)
        let rows = LatinSquare.rows(count, rounds: 4 * count, using: &generator)
        for row in rows { #expect(row.sorted() == Array(0..<count)) }
        for lap in 0..<4 {
            let part = rows[lap * count..<(lap + 1) * count]
            for place in 0..<count { #expect(Set(part.map { $0[place] }).count == count) }
        }
    }

    @Test func `is the same for the same seed and another for another`() {
        var one = SeededGenerator(seed: 1)
        var same = SeededGenerator(seed: 1)
        var other = SeededGenerator(seed: 2)
        let rows = LatinSquare.rows(6, rounds: 6, using: &one)
        #expect(rows == LatinSquare.rows(6, rounds: 6, using: &same))
        #expect(rows != LatinSquare.rows(6, rounds: 6, using: &other))
    }

    @Test(arguments: [3.0, 70, 9_000, 2e6, 3e7])
    func `calibration makes batches of the target's length, twice in a row`(nanoseconds: Double) throws {
        let target: UInt64 = 5_000_000
        var calls: [Int] = []
        let iterations = try Calibration.iterations(target: target) { (count) throws(WorkloadFailure) in
            calls.append(count)
            return UInt64(Double(count) * nanoseconds)
        }
        let time = Double(iterations) * nanoseconds
        #expect(time >= Double(target))
        #expect(iterations == 1 || time < 3 * Double(target))
        #expect(calls.suffix(2) == [iterations, iterations])
    }

    @Test func `the numbers of a seed are SplitMix64's`() {
        // The reference implementation's first outputs for the seed 1234567 (https://prng.di.unimi.it/splitmix64.c).
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }
}
