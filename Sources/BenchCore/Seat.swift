/// One benchmark made ready in one worker, as the coordinator sees it: where turns are taken.
struct Seat {
    /// The benchmark's identifier.
    let id: String
    /// Operations in each batch; 0 until ``warmUp(_:_:iterations:)``.
    private(set) var iterations = 0
    private let worker: WorkerProcess
    private let slot: Int
    /// Nanoseconds that the last batch took.
    private var lastWall: UInt64 = 1
    /// Workers are in this process's control groups. Without a limit, asking costs nothing.
    private let quota = ProcessorQuota()

    /// Lets `worker` make the benchmark ready.
    init(_ id: String, in worker: WorkerProcess, slot: Int, seed: UInt64) throws(RunFailure) {
        self.id = id
        self.worker = worker
        self.slot = slot
        _ = try worker.ask(.prepare(slot: slot, seed: seed, id: id), about: id)
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

    /// One batch, after as many operations as fill half a millisecond, one at least.
    mutating func turn(_ schedule: Schedule) throws(RunFailure) -> Batch {
        let perOperation = max(1, lastWall / UInt64(iterations))
        let refill = max(1, min(iterations, Int(schedule.refill / perOperation)))
        let throttles = quota.throttles()
        let reply = try worker.ask(.run(slot: slot, iterations: iterations, refill: refill), about: id)
        guard case .batch(var batch) = reply else { throw .senselessAnswer(benchmark: id, said: reply.line) }
        batch.isThrottled = quota.throttles() > throttles
        lastWall = batch.wall
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
