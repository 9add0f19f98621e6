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
        /// Why it stopped early; nil if it did not.
        public let failure: RunFailure?
    }

    /// Measures all of `groups`.
    ///
    /// - Parameter progress: told what is about to be measured, and how much is done of how much.
    public mutating func run(
        _ groups: [BenchmarkGroup],
        progress: (_ group: String, _ done: Int, _ total: Int) -> Void
    ) -> Outcome {
        var series = groups.map { GroupSeries($0, commands: commands.count) }
        let total = groups.count * schedule.generations
        var done = 0
        do throws(RunFailure) {
            for number in 0..<schedule.generations {
                for index in groups.indices.shuffled(using: &generator) {
                    progress(groups[index].id, done, total)
                    try measure(&series[index], number)
                    done += 1
                }
            }
        } catch {
            return Outcome(measurements: series.flatMap(\.measurements), failure: error)
        }
        progress("", total, total)
        return Outcome(measurements: series.flatMap(\.measurements), failure: nil)
    }

    /// One generation of one group.
    private mutating func measure(_ series: inout GroupSeries, _ number: Int) throws(RunFailure) {
        let start = clock.now()
        let steal = MachineDescription.stealTicksNow()
        let deadline = start + schedule.budget / UInt64(schedule.generations)
        let padding = Int.random(in: 0..<4096, using: &generator)
        let seed = generator.next()
        var seats: [Seat] = []
        for command in commands {
            let worker = try WorkerProcess(command, padding: padding)
            for (slot, benchmark) in series.group.benchmarks.enumerated() {
                var seat = try Seat(benchmark.id, in: worker, slot: slot, seed: seed)
                try seat.warmUp(schedule, clock, iterations: series.iterations[seats.count])
                series.iterations[seats.count] = seat.iterations
                seats.append(seat)
            }
        }
        // One batch at least, however slow the operation is; the lap is whole before the time is up.
        var batches: [[Batch]] = seats.map { _ in [] }
        var phases: [[[PhaseTime]]] = seats.map { _ in [] }
        let rows = LatinSquare.rows(seats.count, rounds: 4096, using: &generator)
        for row in rows {
            for place in row {
                batches[place].append(try seats[place].turn(schedule))
                let benchmark = series.group.benchmarks[place % series.group.benchmarks.count]
                if benchmark.isPhased { phases[place].append(try seats[place].phases()) }
            }
            if clock.now() >= deadline { break }
        }
        try verify(seats)
        let stolen = MachineDescription.stealTicksNow() - steal
        for place in seats.indices {
            series.generations[place].append(
                Generation(number: number, stealTicks: stolen, batches: batches[place], phases: phases[place])
            )
        }
    }

    /// Every workload checks what it did, and those whose results depend on nothing but the seed must agree.
    private func verify(_ seats: [Seat]) throws(RunFailure) {
        var first: (id: String, digest: String)?
        for seat in seats {
            let digest = try seat.check()
            guard !digest.isEmpty else { continue }
            if let first, first.digest != digest { throw .disagreement(id: seat.id, with: first.id) }
            first = first ?? (seat.id, digest)
        }
    }
}

/// A group, and what is known of it so far.
private struct GroupSeries {
    let group: BenchmarkGroup
    /// By command, and in each by benchmark; 0 until it is calibrated.
    var iterations: [Int]
    var generations: [[Generation]]

    init(_ group: BenchmarkGroup, commands: Int) {
        self.group = group
        iterations = Array(repeating: 0, count: commands * group.benchmarks.count)
        generations = Array(repeating: [], count: commands * group.benchmarks.count)
    }

    var measurements: [MeasuredBenchmark] {
        generations.indices.filter { !generations[$0].isEmpty }.map { place in
            MeasuredBenchmark(
                benchmark: group.benchmarks[place % group.benchmarks.count],
                command: place / group.benchmarks.count,
                iterations: iterations[place],
                generations: generations[place]
            )
        }
    }
}
