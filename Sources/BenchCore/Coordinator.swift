/// Measures groups of benchmarks: worker processes of their own for each group and generation, in which the backends of an
/// operation take turns batch by batch.
///
/// Groups are visited generation by generation in shuffled order, so that half a minute of noise spoils one generation of
/// many groups and not all of one.
public struct Coordinator {
    private let schedule: Schedule
    private let workerArguments: [String]
    private var generator: SeededGenerator
    private let clock = Clock()

    /// - Parameter workerArguments: what this executable takes to be a worker.
    public init(_ schedule: Schedule, workerArguments: [String]) {
        self.schedule = schedule
        self.workerArguments = workerArguments
        generator = SeededGenerator(seed: schedule.seed)
    }

    /// What a run gave: everything, or what there was when it stopped.
    public struct Outcome: Sendable {
        /// One for each benchmark with at least one generation, in the order of the groups.
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
        var series = groups.map { GroupSeries($0) }
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
        let deadline = start + schedule.budget / UInt64(schedule.generations)
        let benchmarks = series.group.benchmarks
        let worker = try WorkerProcess(arguments: workerArguments, padding: Int.random(in: 0..<4096, using: &generator))
        let seed = generator.next()
        for (slot, benchmark) in benchmarks.enumerated() {
            _ = try worker.ask(.prepare(slot: slot, seed: seed, id: benchmark.id), about: benchmark.id)
            try warmUp(worker, slot, &series)
        }
        // One batch at least, however slow the operation is; the lap is whole before the time is up.
        var batches: [[Batch]] = benchmarks.map { _ in [] }
        let rows = LatinSquare.rows(benchmarks.count, rounds: 4096, using: &generator)
        for row in rows {
            for slot in row { batches[slot].append(try turn(worker, slot, series)) }
            if clock.now() >= deadline { break }
        }
        try verify(worker, benchmarks)
        for slot in benchmarks.indices {
            series.generations[slot].append(Generation(number: number, batches: batches[slot]))
        }
    }

    /// Calibrates in the first generation; in each, runs until the warm-up is over.
    private func warmUp(_ worker: WorkerProcess, _ slot: Int, _ series: inout GroupSeries) throws(RunFailure) {
        let id = series.group.benchmarks[slot].id
        if series.iterations[slot] == 0 {
            let reply = try worker.ask(.calibrate(slot: slot, target: schedule.batch), about: id)
            guard case .done(let text) = reply, let iterations = Int(text), iterations > 0 else {
                throw .benchmark(id: id, reason: "no calibration: \(reply.line)")
            }
            series.iterations[slot] = iterations
        }
        let end = clock.now() + schedule.warmUp
        repeat { series.lastWall[slot] = try turn(worker, slot, series).wall } while clock.now() < end
    }

    /// One batch, after as many operations as fill half a millisecond, one at least.
    private func turn(_ worker: WorkerProcess, _ slot: Int, _ series: GroupSeries) throws(RunFailure) -> Batch {
        let id = series.group.benchmarks[slot].id
        let iterations = series.iterations[slot]
        let perOperation = max(1, series.lastWall[slot] / UInt64(iterations))
        let refill = max(1, min(iterations, Int(schedule.refill / perOperation)))
        let reply = try worker.ask(.run(slot: slot, iterations: iterations, refill: refill), about: id)
        guard case .batch(let batch) = reply else { throw .benchmark(id: id, reason: "no batch: \(reply.line)") }
        return batch
    }

    /// Every workload checks what it did, and those whose results depend on nothing but the seed must agree.
    private func verify(_ worker: WorkerProcess, _ benchmarks: [Benchmark]) throws(RunFailure) {
        var first: (id: String, digest: String)?
        for (slot, benchmark) in benchmarks.enumerated() {
            let reply = try worker.ask(.check(slot: slot), about: benchmark.id)
            guard case .done(let digest) = reply else {
                throw .benchmark(id: benchmark.id, reason: "no check: \(reply.line)")
            }
            guard !digest.isEmpty else { continue }
            if let first, first.digest != digest { throw .disagreement(id: benchmark.id, with: first.id) }
            first = first ?? (benchmark.id, digest)
        }
    }
}

/// A group, and what is known of it so far.
private struct GroupSeries {
    let group: BenchmarkGroup
    /// By slot; 0 until it is calibrated.
    var iterations: [Int]
    /// The time of the last batch, by slot.
    var lastWall: [UInt64]
    var generations: [[Generation]]

    init(_ group: BenchmarkGroup) {
        self.group = group
        iterations = group.benchmarks.map { _ in 0 }
        lastWall = group.benchmarks.map { _ in 1 }
        generations = group.benchmarks.map { _ in [] }
    }

    var measurements: [MeasuredBenchmark] {
        group.benchmarks.indices.filter { !generations[$0].isEmpty }.map { slot in
            MeasuredBenchmark(
                benchmark: group.benchmarks[slot],
                iterations: iterations[slot],
                generations: generations[slot]
            )
        }
    }
}
