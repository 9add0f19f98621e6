internal import BenchCore

/// An `isa` result as tables: one for each operation and backend, whose rows are sets of features.
public struct FeatureMatrix: Sendable {
    /// What was varied.
    public let study: FeatureStudy
    /// In the document's order.
    public let tables: [OperationTable]

    /// The backend whose first set the others are drawn beside: the one that everybody knows, where it was measured.
    public var reference: String {
        let known = "openssl"
        return tables.contains { $0.backend == known } ? known : tables.first?.backend ?? ""
    }

    /// One operation on one backend.
    public struct OperationTable: Sendable {
        /// The operation with its parameters.
        public let operation: String
        /// The backend.
        public let backend: String
        /// In the order of the sets.
        public let rows: [Row]
        /// Whether it has the first set, which all speeds are beside; it may have failed.
        public let hasBase: Bool
    }

    /// One set of features.
    public struct Row: Sendable {
        /// The set.
        public let set: FeatureStudy.FeatureSet
        /// What was measured with it.
        public let benchmark: BenchmarkResult
        /// What was computed of that.
        public let statistics: BenchmarkResult.Statistics
        /// Speed beside the set that it is compared to; nil for that one itself.
        public let speed: BenchmarkResult.Ratio?
        /// Speed beside the row above, where rows are steps of a ladder.
        public let step: BenchmarkResult.Ratio?

        /// The code that ran, as far as the library tells.
        public var path: String { benchmark.codePath ?? "" }
    }

    /// Nil if the document is of another kind.
    public init?(_ document: ResultDocument) {
        guard let study = document.isa else { return nil }
        self.study = study
        let sets = Dictionary(study.sets.map { ($0.name, $0) }) { first, _ in first }
        var order: [String] = []
        var groups: [String: [BenchmarkResult]] = [:]
        for benchmark in document.benchmarks {
            let key = benchmark.operation + "\t" + benchmark.backend
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(benchmark)
        }
        tables = order.compactMap { key in
            guard let benchmarks = groups[key], let any = benchmarks.first else { return nil }
            var rows: [Row] = []
            for benchmark in benchmarks {
                guard let set = sets[benchmark.isa], let statistics = benchmark.statistics else { continue }
                // The row above may have failed: a step over two features is the effect of neither.
                let place = study.sets.firstIndex { $0.name == set.name } ?? 0
                let previous = place > 0 ? study.sets[place - 1].name : nil
                let above = study.mode == "ladder" && rows.last?.set.name == previous ? rows.last?.benchmark : nil
                rows.append(
                    Row(
                        set: set,
                        benchmark: benchmark,
                        statistics: statistics,
                        speed: benchmark.ratio.value,
                        step: above.flatMap { BenchmarkResult.Ratio(benchmark, to: $0) }
                    )
                )
            }
            return OperationTable(
                operation: any.operation,
                backend: any.backend,
                rows: rows,
                hasBase: rows.first?.set.name == study.sets.first?.name
            )
        }
    }
}

extension BenchmarkResult {
    /// The operation with its parameters, for people.
    public var operation: String { ([op] + params.list.map(\.value.description)).joined(separator: " ") }
}

extension BenchmarkResult.Ratio {
    /// Of two stored rows that took turns.
    public init?(_ benchmark: BenchmarkResult, to reference: BenchmarkResult) {
        self.init(
            benchmark.raw.times(side: "A", iterations: benchmark.k).map(\.wall),
            to: reference.raw.times(side: "A", iterations: reference.k).map(\.wall),
            named: reference.id
        )
    }
}
