import Testing

@testable import BenchCore

@Suite struct `The order of turns` {
    @Test(arguments: 1...6)
    func `has every benchmark once in each round and once in each place of a lap`(count: Int) {
        var generator = SeededGenerator(seed: 7)
        let square = LatinSquare(count, using: &generator)
        let rows = (0..<4 * count).map(square.row)
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
        let rows = (0..<6).map(LatinSquare(6, using: &one).row)
        #expect(rows == (0..<6).map(LatinSquare(6, using: &same).row))
        #expect(rows != (0..<6).map(LatinSquare(6, using: &other).row))
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

@Suite struct `A run's schedule` {
    @Test(arguments: [(0.1, 5), (0.5, 5), (1, 10), (1.6, 16), (2.3, 16), (4, 16), (8, 32), (16, 64), (3600, 64)])
    func `has as many processes as the time is good for`(_ seconds: Double, _ generations: Int) {
        #expect(Schedule(secondsPerGroup: seconds, seed: 0).generations == generations)
    }

    @Test func `names the time that so many processes are good for`() {
        for generations in [24, 40, 64] {
            let seconds = Schedule.seconds(forGenerations: Double(generations))
            #expect(Schedule(secondsPerGroup: seconds, seed: 0).generations == generations)
        }
    }

    @Test func `lets a group whose laps are long sit out every third generation, if there are many`() {
        let schedule = Schedule(secondsPerGroup: 2.4, seed: 0)
        let visits = { (lap: UInt64) in (0..<schedule.generations).count { schedule.visits(lap: lap, in: $0) } }
        #expect(visits(0) == 16 && visits(40_000_000) == 16 && visits(60_000_000) == 11)
        let short = Schedule(secondsPerGroup: 1, seed: 0)
        #expect((0..<10).allSatisfy { short.visits(lap: 1_000_000_000, in: $0) })
    }

    @Test(
        arguments: [
            ([0, 0, 0, 0], 400, 100), ([250, 0, 0, 0], 400, 50), ([250, 120, 0, 0], 400, 15), ([100, 100], 200, 100),
            ([300, 300], 400, 0), ([500, 0], 400, 0), ([], 400, 0),
        ] as [([UInt64], UInt64, UInt64)]
    )
    func `gives what the greedy leave to the others in equal parts`(_ needs: [UInt64], _ total: UInt64, _ level: UInt64)
    {
        #expect(FairShare.level(needs, of: total) == level)
    }
}
