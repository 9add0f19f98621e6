/// Measures groups of benchmarks: worker processes of their own for each group and generation, in which the backends of an
/// operation take turns batch by batch. Where there are several commands, such as one for each mask of CPU features, all of
/// their workers are alive at once and take turns too.
///
/// Groups are visited generation by generation in shuffled order, so that half a minute of noise spoils one generation of
/// many groups and not all of one.
public struct Coordinator {
    private let schedule: Schedule
    private let commands: [WorkerCommand]
    private var generator: SeededGenerator
    private let clock = Clock()

    /// - Parameter commands: each starts a worker; not empty. All must keep to the same processor.
    public init(_ schedule: Schedule, _ commands: [WorkerCommand]) {
        self.schedule = schedule
        self.commands = commands
        generator = SeededGenerator(seed: schedule.seed)
    }

    /// What a run gave: everything, or what there was when it stopped.
    public struct Outcome: Sendable {
        /// One for each benchmark and command with at least one generation, in the order of the groups, and in each of the
        /// commands.
        public let measurements: [MeasuredBenchmark]
        /// What failed while the others went on.
        public let failed: [FailedBenchmark]
        /// Why it stopped early; nil if it did not.
        public let failure: RunFailure?
        /// Generations of groups that are over.
        public let done: Int
        /// All that there are to be.
        public let total: Int
    }

    /// Measures all of `groups`. What fails is left out from then on, and the others go on without it.
    ///
    /// - Parameters:
    ///   - checkpoint: called after each generation of a group, with what there is so far.
    ///   - progress: told what is about to be measured, and how much is done of how much.
    public mutating func run(
        _ groups: [BenchmarkGroup],
        checkpoint: (_ soFar: () -> Outcome) -> Void = { _ in },
        progress: (_ group: String, _ done: Int, _ total: Int) -> Void
    ) -> Outcome {
        var series = groups.map { GroupSeries($0, commands: commands.count) }
        let total = groups.count * schedule.generations
        var done = 0
        func outcome(_ failure: RunFailure?) -> Outcome {
            Outcome(
                measurements: series.flatMap(\.measurements),
                failed: series.flatMap(\.failed),
                failure: failure,
                done: done,
                total: total
            )
        }
        do throws(RunFailure) {
            for number in 0..<schedule.generations {
                for index in groups.indices.shuffled(using: &generator) {
                    progress(groups[index].id, done, total)
                    try measure(&series[index], number)
                    done += 1
                    checkpoint { outcome(nil) }
                }
            }
        } catch { return outcome(error) }
        progress("", total, total)
        return outcome(nil)
    }

    /// One generation of one group, begun anew without what fails in it.
    private mutating func measure(_ series: inout GroupSeries, _ number: Int) throws(RunFailure) {
        while !series.open.isEmpty {
            do throws(PlaceFailure) { return try attempt(&series, number) } catch {
                guard !error.places.isEmpty else { throw error.reason }
                series.fail(error.places, error.reason)
            }
        }
    }

    /// One generation of what has not failed so far.
    private mutating func attempt(_ series: inout GroupSeries, _ number: Int) throws(PlaceFailure) {
        let start = clock.now()
        let steal = MachineDescription.stealTicksNow()
        let deadline = start + schedule.budget / UInt64(schedule.generations)
        let padding = Int.random(in: 0..<4096, using: &generator)
        let seed = generator.next()
        let places = series.open
        var seats: [Seat] = []
        for (index, command) in commands.enumerated() where places.contains(where: { series.command(at: $0) == index })
        {
            let worker = try PlaceFailure.blaming([]) { () throws(RunFailure) in
                try WorkerProcess(command, padding: padding)
            }
            for place in places where series.command(at: place) == index {
                let known = series.iterations[place]
                let seat = try PlaceFailure.blaming([place]) { () throws(RunFailure) in
                    let slot = series.slot(at: place)
                    var seat = try Seat(series.benchmark(at: place).id, in: worker, slot: slot, seed: seed)
                    try seat.warmUp(schedule, clock, iterations: known)
                    return seat
                }
                series.iterations[place] = seat.iterations
                seats.append(seat)
            }
        }
        // One batch at least, however slow the operation is; the lap is whole before the time is up.
        var batches: [[Batch]] = seats.map { _ in [] }
        var phases: [[[PhaseTime]]] = seats.map { _ in [] }
        let rows = LatinSquare.rows(seats.count, rounds: 4096, using: &generator)
        for row in rows {
            for turn in row {
                try PlaceFailure.blaming([places[turn]]) { () throws(RunFailure) in
                    batches[turn].append(try seats[turn].turn(schedule))
                    if series.benchmark(at: places[turn]).isPhased { phases[turn].append(try seats[turn].phases()) }
                }
            }
            if clock.now() >= deadline { break }
        }
        try verify(seats, at: places)
        let stolen = MachineDescription.stealTicksNow() - steal
        for (turn, place) in places.enumerated() {
            series.append(
                Generation(number: number, stealTicks: stolen, batches: batches[turn], phases: phases[turn]),
                at: place
            )
        }
    }

    /// Every workload checks what it did, and those whose results depend on nothing but the seed must agree.
    private func verify(_ seats: [Seat], at places: [Int]) throws(PlaceFailure) {
        var digests: [(place: Int, id: String, digest: String)] = []
        for (seat, place) in zip(seats, places) {
            let digest = try PlaceFailure.blaming([place]) { () throws(RunFailure) in try seat.check() }
            digests.append((place, seat.id, digest))
        }
        if let failure = PlaceFailure.disagreement(digests) { throw failure }
    }
}
