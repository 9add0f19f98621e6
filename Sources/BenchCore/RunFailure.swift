/// Why a run ended without numbers, or with fewer than it should have.
public enum RunFailure: Error, Hashable, Sendable {
    /// An operation failed or gave a wrong result.
    case benchmark(id: String, reason: String)
    /// Backends do not agree on what the operation gives.
    case disagreement(id: String, with: String)
    /// A worker could not be started, with the system's error number.
    case spawn(errno: Int32)
    /// A worker speaks another protocol, or something else altogether.
    case strangeWorker(said: String)
    /// A worker answers what cannot be: no reply at all, or a number out of its range.
    case senselessAnswer(benchmark: String, said: String)
    /// A worker is gone without being told; the signal that ended it, or its exit status.
    case workerDied(benchmark: String, signal: Int32?, status: Int32?)
    /// A worker says nothing more; it was killed.
    case workerHung(benchmark: String, seconds: Int)
    /// Somebody wants it to stop.
    case interrupted
}

extension RunFailure {
    /// Whether a worker's build is from before it could do what it was asked.
    public var isOfOlderBuild: Bool {
        if case .benchmark(_, let reason) = self { reason.hasPrefix(WorkerProtocol.notKnown) } else { false }
    }
}

extension RunFailure: CustomStringConvertible {
    /// One line for people.
    public var description: String {
        switch self {
        case .benchmark(let id, let reason): "\(id) failed: \(reason)"
        case .disagreement(let id, let other): "\(id) and \(other) do not give the same result"
        case .spawn(let errno): "cannot start a worker: \(systemMessage(errno))"
        case .strangeWorker(""): "what was started ended without '\(WorkerProtocol.greeting)'"
        case .strangeWorker(let said):
            "a worker said '\(PrintableLine(said, longest: 80))' in place of '\(WorkerProtocol.greeting)'"
        case .senselessAnswer(let benchmark, let said):
            "the worker of \(benchmark) gave an impossible answer: '\(PrintableLine(said, longest: 80))'"
        case .workerDied(let benchmark, let signal?, _): "the worker of \(benchmark) was ended by signal \(signal)"
        case .workerDied(let benchmark, nil, let status):
            "the worker of \(benchmark) ended by itself with status \(status ?? -1)"
        case .workerHung(let benchmark, let seconds):
            "the worker of \(benchmark) said nothing for \(seconds) s and was killed"
        case .interrupted: "interrupted"
        }
    }
}
