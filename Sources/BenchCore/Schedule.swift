/// How much is measured of every group.
public struct Schedule: Hashable, Sendable {
    /// Fresh worker processes for each group: the unit of analysis, for a process has luck of its own.
    public let generations: Int
    /// Nanoseconds for each group, in all its generations together.
    public let budget: UInt64
    /// Nanoseconds that a batch should last.
    public let batch: UInt64
    /// Nanoseconds that each benchmark runs in each worker before it counts.
    public let warmUp: UInt64
    /// Nanoseconds after which it counts even if batches do not agree yet.
    public let longestWarmUp: UInt64
    /// Nanoseconds that each turn begins with, not timed: the one before has just used the caches.
    public let refill: UInt64
    /// Decides all orders, and all inputs.
    public let seed: UInt64

    /// For two builds beside each other: short batches, so that whatever lasts longer than a round of four disturbs both
    /// alike, and little warming up, for what is still cold is so for both (article Gate, "Turns").
    ///
    /// - Parameter secondsPerBenchmark: for both builds, in all generations together.
    public init(pairedSeconds secondsPerBenchmark: Double, generations: Int, seed: UInt64) {
        self.generations = generations
        self.seed = seed
        budget = UInt64(secondsPerBenchmark * 1e9)
        batch = 2_500_000
        refill = 500_000
        warmUp = 10_000_000
        longestWarmUp = 20_000_000
    }

    /// For many seats beside each other, such as one for each set of CPU features: all of them warm up in a quarter of the
    /// time, and a lap takes two batches' worth for each.
    ///
    /// - Parameters:
    ///   - secondsPerGroup: for each group, in all its generations together.
    ///   - seats: how many take turns.
    public init(secondsPerGroup: Double, generations: Int, seats: Int, seed: UInt64) {
        self.generations = generations
        self.seed = seed
        budget = UInt64(secondsPerGroup * 1e9)
        batch = 2_500_000
        refill = 500_000
        let share = budget / UInt64(generations) / UInt64(max(1, seats))
        warmUp = min(100_000_000, share / 6)
        longestWarmUp = min(200_000_000, share / 4)
    }

    /// - Parameter secondsPerGroup: for each group, in all its generations together.
    public init(secondsPerGroup: Double, generations: Int = 5, seed: UInt64) {
        self.generations = generations
        self.seed = seed
        budget = UInt64(secondsPerGroup * 1e9)
        batch = 5_000_000
        refill = 500_000
        // Each backend of a group warms up: some tenth of the time goes into that, and no more than a quarter.
        warmUp = min(100_000_000, budget / UInt64(generations) / 30)
        longestWarmUp = min(1_000_000_000, budget / UInt64(generations) / 12)
    }
}
