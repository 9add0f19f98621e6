internal import BenchCore

/// An `isa` result as tables: one for each operation and backend, whose rows are sets of features.
struct FeatureMatrix {
    let study: FeatureStudy
    let tables: [OperationTable]

    /// One operation on one backend.
    struct OperationTable {
        /// The operation with its parameters.
        let operation: String
        let backend: String
        /// In the order of the sets.
        let rows: [Row]
    }

    /// One set of features.
    struct Row {
        let set: FeatureStudy.FeatureSet
        let benchmark: BenchmarkResult
        let statistics: BenchmarkResult.Statistics
        /// Speed beside the set that it is compared to; nil for that one itself.
        let speed: BenchmarkResult.Ratio?
        /// Speed beside the row above, where rows are steps of a ladder.
        let step: BenchmarkResult.Ratio?

        /// The code that ran, as far as the library tells.
        var path: String { benchmark.codePath ?? "" }
    }

    /// Nil if the document is of another kind.
    init?(_ document: ResultDocument) {
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
                let above = study.mode == "ladder" ? rows.last?.benchmark : nil
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
            return OperationTable(operation: any.operation, backend: any.backend, rows: rows)
        }
    }
}

extension BenchmarkResult {
    /// The operation with its parameters, for people.
    var operation: String { ([op] + params.list.map(\.value.description)).joined(separator: " ") }
}

extension BenchmarkResult.Ratio {
    /// Of two stored rows that took turns.
    init?(_ benchmark: BenchmarkResult, to reference: BenchmarkResult) {
        self.init(
            benchmark.raw.times(side: "A", iterations: benchmark.k).map(\.wall),
            to: reference.raw.times(side: "A", iterations: reference.k).map(\.wall),
            named: reference.id
        )
    }
}
