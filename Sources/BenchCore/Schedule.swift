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
    /// Groups that may live in one worker, lap by lap.
    let crew = 12
    /// Turns that each benchmark takes in each generation, however long they are.
    let fewestLaps = 2
    /// Who gives time to others, and who takes it; nil where all groups have the same.
    let precision: Precision?

    /// How well the rows of a group are known, by half of the widest interval as a share of the time. What is known well enough by
    /// then leaves its last generations to what is not.
    struct Precision: Hashable, Sendable {
        /// At most: such a group has had enough.
        let enough = 0.01
        /// Above that a group takes what others leave.
        let wide = 0.015
        /// Generations before anybody gives time away.
        let fewest = 8
        /// As many generations as a group gets at most, in those of the schedule.
        let most = 4
    }

    /// For two builds beside each other: short batches, so that whatever lasts longer than a round of four disturbs both
    /// alike, and little warming up, for what is still cold is so for both (article HowAGateMeasures, "Turns").
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
        precision = nil
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
        precision = nil
    }

    /// For a report: as many processes as the time is good for, with short batches and little warming up, for the lower
    /// quartile of a process does not see its first batch (article NumbersAndIntervals, "Statistics").
    ///
    /// - Parameters:
    ///   - secondsPerGroup: for each group, in all its generations together.
    ///   - generations: as many as the time is good for unless given.
    public init(secondsPerGroup: Double, generations: Int? = nil, seed: UInt64) {
        let generations = generations ?? Self.generations(seconds: secondsPerGroup)
        self.generations = generations
        self.seed = seed
        budget = UInt64(secondsPerGroup * 1e9)
        batch = 2_500_000
        refill = 500_000
        // Each backend of a group warms up: some tenth of the time goes into that.
        warmUp = min(20_000_000, budget / UInt64(generations) / 30)
        longestWarmUp = warmUp
        precision = Precision()
    }

    /// 16, which is where more of them begin to cost more than they bring (article NumbersAndIntervals, "Statistics").
    /// Below 1.6 s one for each tenth of a second, but 5 at least; above 4 s four for each second, as far as 64.
    private static func generations(seconds: Double) -> Int {
        let short = min(16, 10 * seconds)
        return Int(max(5, short, min(64, perSecond * seconds)))
    }

    /// The time of a group that is good for so many processes.
    public static func seconds(forGenerations generations: Double) -> Double { generations / perSecond }

    private static let perSecond = 4.0

    /// Whether a group takes part in a generation. One whose single lap takes a third of a generation's time or more sits out
    /// every third: ten processes with two laps tell more of it than twice as many with one, and the others get the time.
    ///
    /// - Parameter lap: nanoseconds; 0 where nobody knows.
    func visits(lap: UInt64, in generation: Int) -> Bool {
        guard generations > 14, 3 * lap * UInt64(generations) > budget else { return true }
        return generation % 3 != 2
    }
}
