/// A benchmark that failed in a run whose others went on: it has a reason in place of numbers.
public struct FailedBenchmark: Sendable {
    /// What.
    public let benchmark: Benchmark
    /// Which of the coordinator's columns, from 0.
    public let column: Int
    /// Why, in the library's own words where it has any.
    public let reason: String

    /// All of it.
    public init(_ benchmark: Benchmark, column: Int = 0, _ failure: RunFailure) {
        self.benchmark = benchmark
        self.column = column
        reason = failure.reason
    }
}

extension RunFailure {
    /// What is said of a benchmark that is named already: of what failed by itself the library's own words.
    public var reason: String { if case .benchmark(_, let reason) = self { reason } else { description } }

    /// Whether the other benchmarks can go on: a wrong result or a crash is one benchmark's; what cannot be started, or speaks
    /// another language, is everybody's.
    public var isOfOneBenchmark: Bool {
        switch self {
        case .benchmark, .disagreement, .senselessAnswer, .workerDied, .workerHung: true
        case .spawn, .strangeWorker, .interrupted: false
        }
    }
}
