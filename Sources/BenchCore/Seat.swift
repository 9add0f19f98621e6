/// One benchmark made ready in one worker, as the coordinator sees it: where turns are taken.
struct Seat {
    /// The row's identifier.
    let id: String
    /// Operations in each batch; 0 until it has warmed up.
    private(set) var iterations = 0
    private let worker: WorkerProcess
    private let slot: Int
    /// Nanoseconds that an operation took in the last batch, with what does not count of it; 0 before the first.
    private var span: UInt64 = 0
    /// Workers are in this process's control groups. Without a limit, asking costs nothing.
    private let quota = ProcessorQuota()

    /// How a benchmark runs: what one worker finds out, and the next ones are told.
    struct Pace: Hashable {
        /// Operations in each batch.
        let iterations: Int
        /// Nanoseconds that an operation takes, with what does not count of it.
        let span: UInt64
    }

    /// What is known of it.
    var pace: Pace { Pace(iterations: iterations, span: span) }

    /// Lets `worker` make the benchmark ready.
    ///
    /// - Parameters:
    ///   - id: as the worker knows it.
    ///   - row: as the table has it; the same unless given.
    init(
        _ id: String,
        named row: String? = nil,
        in worker: WorkerProcess,
        slot: Int,
        seed: UInt64
    ) throws(RunFailure) {
        self.id = row ?? id
        self.worker = worker
        self.slot = slot
        _ = try worker.ask(.prepare(slot: slot, seed: seed, id: id), about: self.id)
    }

    /// The same, for a benchmark whose pace may be known.
    ///
    /// Where little of an operation counts, such as a client's share of a handshake, a batch is over once all of it has taken
    /// four times as long as what should count.
    mutating func warmUp(_ schedule: Schedule, _ clock: Clock, pace: Pace?) throws(RunFailure) {
        span = pace?.span ?? 0
        var iterations = pace?.iterations ?? 0
        if pace == nil {
            iterations = try calibrated(schedule)
            self.iterations = iterations
            _ = try turn(schedule)
            iterations = max(1, min(iterations, Int(4 * schedule.batch / max(1, span))))
        }
        try warmUp(schedule, clock, iterations: iterations)
    }

    /// Runs for as long as a warm-up takes, and on until three batches in a row agree within 2 %, but not for ever.
    ///
    /// - Parameter iterations: operations in each batch; 0 lets the worker find out.
    mutating func warmUp(_ schedule: Schedule, _ clock: Clock, iterations: Int) throws(RunFailure) {
        self.iterations = iterations == 0 ? try calibrated(schedule) : iterations
        let began = clock.now()
        var walls: [UInt64] = []
        repeat {
            walls.append(try turn(schedule).wall)
        } while !isWarm(walls, clock.now() - began, schedule)
    }

    private func isWarm(_ walls: [UInt64], _ elapsed: UInt64, _ schedule: Schedule) -> Bool {
        guard elapsed >= schedule.warmUp else { return false }
        let last = walls.suffix(3)
        guard elapsed < schedule.longestWarmUp, let low = last.min(), let high = last.max() else { return true }
        return last.count == 3 && Double(high) <= 1.02 * Double(low)
    }

    /// How many operations last as long as a batch should; one, if a single operation does.
    func calibrated(_ schedule: Schedule) throws(RunFailure) -> Int {
        let reply = try worker.ask(.calibrate(slot: slot, target: schedule.batch), about: id)
        // No operation takes less than a tenth of a nanosecond.
        guard case .done(let text) = reply,
            let iterations = PlausibleNumber.count(text, 1...10 * Int(clamping: schedule.batch))
        else { throw .senselessAnswer(benchmark: id, said: reply.line) }
        return iterations
    }

    /// One batch, after as many operations as fill half a millisecond, one at least. One of ten milliseconds needs none before it:
    /// it refills the caches within its own first hundredth.
    mutating func turn(_ schedule: Schedule) throws(RunFailure) -> Batch {
        let isLong = span >= 20 * schedule.refill
        let refill = isLong ? 0 : max(1, min(iterations, Int(schedule.refill / max(1, span))))
        let throttles = quota.throttles()
        let reply = try worker.ask(.run(slot: slot, iterations: iterations, refill: refill), about: id)
        guard case .batch(var batch) = reply else { throw .senselessAnswer(benchmark: id, said: reply.line) }
        batch.isThrottled = quota.throttles() > throttles
        span = max(1, batch.span / UInt64(iterations))
        return batch
    }

    /// As many operations as a batch has, by phase.
    func phases() throws(RunFailure) -> [PhaseTime] {
        let reply = try worker.ask(.phases(slot: slot, iterations: iterations), about: id)
        guard case .done(let text) = reply, let times = [PhaseTime](line: text) else {
            throw .senselessAnswer(benchmark: id, said: reply.line)
        }
        return times
    }

    /// Lets the workload verify what it did; the digest of its results, empty if they are random.
    func check() throws(RunFailure) -> String {
        let reply = try worker.ask(.check(slot: slot), about: id)
        guard case .done(let digest) = reply, digest.utf8.allSatisfy({ hexadecimalDigits.contains($0) }) else {
            throw .senselessAnswer(benchmark: id, said: reply.line)
        }
        return digest
    }
}

private let hexadecimalDigits = Set("0123456789abcdef".utf8)
