/// A column of the table: whose rows it has, and the process that makes them.
///
/// Masks of CPU features, other builds of a library and the built-in backends are all lists of these.
public struct Column: Hashable, Sendable {
    /// What the head of the table says: `openssl`, `openssl-3.5`.
    public let name: String
    /// The backend or peer of the worker: `openssl`.
    public let who: String
    /// Starts the process. Columns with equal workers share one.
    public let worker: WorkerCommand
    /// Its benchmarks, by the identifiers that the worker knows them by.
    private let ids: Set<String>

    /// - Parameters:
    ///   - name: `who` unless given.
    ///   - groups: what there is to measure.
    ///   - isWanted: which of the rows, as the table has them.
    public init(
        _ who: String,
        named name: String? = nil,
        in worker: WorkerCommand,
        of groups: [BenchmarkGroup],
        where isWanted: (Benchmark) -> Bool = { _ in true }
    ) {
        let name = name ?? who
        self.name = name
        self.who = who
        self.worker = worker
        let own = groups.flatMap(\.benchmarks).filter { $0.backend == who && isWanted($0.named(name)) }
        ids = Set(own.map(\.id))
    }

    /// Whether it has a row of this benchmark, which is as the worker knows it.
    public func has(_ benchmark: Benchmark) -> Bool { ids.contains(benchmark.id) }

    /// Whether it has no row at all.
    public var isEmpty: Bool { ids.isEmpty }

    /// One of its benchmarks, the same every time; nil if it has none.
    public var anyID: String? { ids.min() }
}

extension [Column] {
    /// Every backend and peer that has a benchmark in `groups`, in the order in which they come, all in one process.
    public static func everybody(
        in groups: [BenchmarkGroup],
        of worker: WorkerCommand,
        where isWanted: (Benchmark) -> Bool = { _ in true }
    ) -> [Column] {
        var names: [String] = []
        for benchmark in groups.flatMap(\.benchmarks) where !names.contains(benchmark.backend) {
            names.append(benchmark.backend)
        }
        return names.map { Column($0, in: worker, of: groups, where: isWanted) }
    }

    /// How many rows they have of a group.
    public func rows(of group: BenchmarkGroup) -> Int {
        reduce(0) { count, column in count + group.benchmarks.count(where: column.has) }
    }

    /// Each process that they need, once, with the columns that share it.
    public var byWorker: [(worker: WorkerCommand, columns: [Column])] {
        reduce(into: []) { all, column in
            if let place = all.firstIndex(where: { $0.worker == column.worker }) {
                all[place].columns.append(column)
            } else {
                all.append((column.worker, [column]))
            }
        }
    }
}
