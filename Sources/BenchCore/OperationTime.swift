extension WorkerCommand {
    /// About how many nanoseconds one operation takes, of the second one that a fresh worker performs.
    ///
    /// It chooses between ways that differ by powers of ten; it is no measurement.
    public func operationTime(_ id: String, seed: UInt64) throws(RunFailure) -> UInt64 {
        let worker = try WorkerProcess(self, padding: 0)
        _ = try worker.ask(.prepare(slot: 0, seed: seed, id: id), about: id)
        let reply = try worker.ask(.run(slot: 0, iterations: 1, refill: 1), about: id)
        guard case .batch(let batch) = reply else { throw .senselessAnswer(benchmark: id, said: reply.line) }
        return batch.wall
    }
}
