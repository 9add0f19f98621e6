public import BenchCore

/// A benchmark that failed while the others of its run went on: never with a number.
public struct FailedResult: Codable, Sendable, Hashable {
    /// As a row would have it.
    public var id: String
    /// The operation.
    public var op: String
    /// The backend, or `peer:…`.
    public var backend: String
    /// `native`, unless features were masked.
    public var isa: String
    /// In their stable order.
    public var params: OrderedParameters
    /// The library's own words, where it has any.
    public var reason: String

    /// - Parameter isa: `native`, or the mask of CPU features that the backend ran under.
    public init(_ failed: FailedBenchmark, isa: String = "native") {
        let benchmark = failed.benchmark
        id = BenchmarkResult.id(of: benchmark, isa)
        op = benchmark.op
        backend = benchmark.backend
        self.isa = isa
        params = OrderedParameters(benchmark.parameters)
        reason = failed.reason
    }

    /// One line for people. A library may say much, and a file anything.
    public var line: String { withoutControls("\(id) failed: \(reason.prefix(500))") }

    /// Where reports list all of them.
    static let heading = "failed, and without numbers"

    /// The parameters in the order that the identifier has their values in, which an object in a file has not.
    var withOrderedParameters: FailedResult {
        var ordered = self
        ordered.params.order(by: id)
        return ordered
    }
}

extension ResultDocument {
    /// How much of a run has been measured.
    public struct Partial: Codable, Sendable, Hashable {
        /// Worker processes of groups that are over.
        public var done: Int
        /// All that there are to be.
        public var planned: Int

        /// Both.
        public init(done: Int, planned: Int) {
            self.done = done
            self.planned = planned
        }
    }
}
