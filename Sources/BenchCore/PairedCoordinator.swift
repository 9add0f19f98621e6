/// Measures two builds of one benchmark beside each other: in each generation a fresh worker of each, both alive and on one
/// processor, take turns batch by batch in the order ABBA, then BAAB, and so on.
///
/// Turns of 2.5 ms (``Schedule``) cancel drift and bursts; fresh processes average out the luck that a process has with its
/// memory. Orders alternate because bursts that cover the two turns in the middle would favour one side (article
/// HowAGateMeasures).
public struct PairedCoordinator {
    private let schedule: Schedule
    private let baseline: WorkerCommand
    private let candidate: WorkerCommand
    private var generator: SeededGenerator
    private let clock = Clock()

    /// Both commands must keep their workers on the same processor.
    public init(_ schedule: Schedule, baseline: WorkerCommand, candidate: WorkerCommand) {
        self.schedule = schedule
        self.baseline = baseline
        self.candidate = candidate
        generator = SeededGenerator(seed: schedule.seed)
    }

    /// The next generation of `series`; what failed names the build that is to blame.
    public mutating func measure(_ series: inout PairedSeries) throws(PairFailure) {
        let number = series.generations.count
        let deadline = clock.now() + schedule.budget / UInt64(schedule.generations)
        let steal = MachineDescription.stealTicksNow()
        let padding = Int.random(in: 0..<4096, using: &generator)
        let seed = generator.next()

        // Who is started first alternates too.
        let order: [BuildSide] = number.isMultiple(of: 2) ? [.baseline, .candidate] : [.candidate, .baseline]
        var seats: [BuildSide: Seat] = [:]
        for side in order {
            seats[side] = try blaming(side) { () throws(RunFailure) in
                let worker = try WorkerProcess(command(side), padding: padding)
                return try Seat(series.id, in: worker, slot: 0, seed: seed)
            }
        }
        guard var first = seats[.baseline], var second = seats[.candidate] else { return }
        // The same number of operations for both, and as many as the slower one does in the time of a batch.
        if series.iterations == 0 {
            series.iterations = min(
                try blaming(.baseline) { () throws(RunFailure) in try first.calibrated(schedule) },
                try blaming(.candidate) { () throws(RunFailure) in try second.calibrated(schedule) }
            )
        }
        try blaming(.baseline) { () throws(RunFailure) in
            try first.warmUp(schedule, clock, iterations: series.iterations)
        }
        try blaming(.candidate) { () throws(RunFailure) in
            try second.warmUp(schedule, clock, iterations: series.iterations)
        }

        var turns: [PairedTurn] = []
        var round = 0
        repeat {
            for side in BuildSide.order(generation: number, round: round) {
                let batch = try blaming(side) { () throws(RunFailure) in
                    side == .baseline ? try first.turn(schedule) : try second.turn(schedule)
                }
                turns.append(PairedTurn(side: side, round: round, batch: batch))
            }
            round += 1
        } while clock.now() < deadline

        let digests = (
            try blaming(.baseline) { () throws(RunFailure) in try first.check() },
            try blaming(.candidate) { () throws(RunFailure) in try second.check() }
        )
        guard digests.0 == digests.1 else {
            let reason = "the baseline's result is another; where that is wanted, its revision counts up"
            throw PairFailure(side: .candidate, reason: .benchmark(id: series.id, reason: reason))
        }
        let stolen = MachineDescription.stealTicksNow() - steal
        series.generations.append(
            PairedGeneration(number: number, padding: padding, stealTicks: stolen, turns: turns)
        )
    }

    private func command(_ side: BuildSide) -> WorkerCommand { side == .baseline ? baseline : candidate }

    private func blaming<Result>(
        _ side: BuildSide,
        _ body: () throws(RunFailure) -> Result
    ) throws(PairFailure) -> Result {
        do throws(RunFailure) { return try body() } catch { throw PairFailure(side: side, reason: error) }
    }
}

/// Which of two builds did not do its part, and how.
public struct PairFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Who.
    public let side: BuildSide
    /// How.
    public let reason: RunFailure

    /// Both of it.
    public init(side: BuildSide, reason: RunFailure) {
        self.side = side
        self.reason = reason
    }

    /// One line for people.
    public var description: String { "\(side.description): \(reason)" }
}
