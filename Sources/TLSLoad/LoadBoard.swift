internal import Synchronization

/// Where threads leave what they have counted, and where they see that they are to stop.
final class LoadBoard: Sendable {
    private struct Notes: Sendable {
        var interval = LoadInterval()
        /// How many connections each thread had open when it was here last: a level, of which the last is the one that holds.
        var open: [Int: Int] = [:]
        var tally = Tally()
        var finished = 0
    }

    private let notes = Mutex(Notes())
    private let stopped = Atomic(false)

    /// Whether a stop was asked for.
    var isStopped: Bool { stopped.load(ordering: .relaxed) }

    func stop() { stopped.store(true, ordering: .relaxed) }

    /// Adds what a thread counted since it was here last.
    func publish(_ interval: LoadInterval, thread: Int) {
        notes.withLock {
            $0.interval.add(interval)
            $0.open[thread] = interval.open
        }
    }

    /// Takes all that threads have published since this was called last, and what is open by the last that each said of it.
    func takeInterval() -> LoadInterval {
        notes.withLock { notes in
            var taken = notes.interval
            taken.open = notes.open.values.reduce(0, +)
            notes.interval = LoadInterval()
            return taken
        }
    }

    /// Adds the whole of what a thread has counted.
    func finish(_ tally: Tally) {
        notes.withLock {
            $0.tally.add(tally)
            $0.finished += 1
        }
    }

    /// How many threads are done.
    var finished: Int { notes.withLock { $0.finished } }

    /// What all threads together have counted.
    var tally: Tally { notes.withLock { $0.tally } }
}
