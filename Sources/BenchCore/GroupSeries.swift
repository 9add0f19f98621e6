internal import BenchStatistics

/// A group, and what is known of it so far. A place is a benchmark in one of the columns.
struct GroupSeries {
    let group: BenchmarkGroup
    private let places: [Place]
    /// By place; nil until it is calibrated.
    var paces: [Seat.Pace?]
    /// What its last visit in a crew took.
    var cost = Cost()
    private var generations: [[Generation]]
    private var failures: [RunFailure?]

    /// Nanoseconds; 0 before the first visit.
    struct Cost: Hashable {
        /// Of one lap.
        var lap: UInt64 = 0
        /// Of the shortest visit that there is.
        var least: UInt64 = 0
    }

    /// A benchmark of the group in a column.
    private struct Place {
        let column: Int
        let name: String
        let slot: Int
    }

    init(_ group: BenchmarkGroup, _ columns: [Column]) {
        self.group = group
        places = columns.enumerated().flatMap { number, column in
            group.benchmarks.indices.filter { column.has(group.benchmarks[$0]) }
                .map { Place(column: number, name: column.name, slot: $0) }
        }
        paces = places.map { _ in nil }
        generations = places.map { _ in [] }
        failures = places.map { _ in nil }
    }

    /// As its worker knows it.
    func benchmark(at place: Int) -> Benchmark { group.benchmarks[slot(at: place)] }

    func column(at place: Int) -> Int { places[place].column }

    /// Its number among those of its group in a worker.
    func slot(at place: Int) -> Int { places[place].slot }

    /// As the table has it.
    func row(at place: Int) -> Benchmark { benchmark(at: place).named(places[place].name) }

    /// What has not failed so far.
    var open: [Int] { failures.indices.filter { failures[$0] == nil } }

    mutating func append(_ generation: Generation, at place: Int) { generations[place].append(generation) }

    /// Takes all numbers from these places, for good: what fails once was not right before.
    mutating func fail(_ places: [Int], _ reason: RunFailure) {
        for place in places {
            failures[place] = reason
            generations[place] = []
        }
    }

    /// Of each place with a generation at least.
    var measurements: [MeasuredBenchmark] {
        generations.indices.compactMap { place in
            guard let pace = paces[place], !generations[place].isEmpty else { return nil }
            return MeasuredBenchmark(
                benchmark: row(at: place),
                column: column(at: place),
                iterations: pace.iterations,
                generations: generations[place]
            )
        }
    }

    /// Half of the widest 95 % interval among its rows, as a share of the time; infinite before there is one.
    var halfWidth: Double {
        open.map { place in
            let values = generations[place].map { generation in
                ProcessEstimator.lowerQuartile.value(of: generation.batches.map { Double($0.wall) })
            }
            return yuenInterval(values).map { $0.halfWidth / $0.estimate } ?? .infinity
        }
        .max() ?? 0
    }

    /// Of each place that failed.
    var failed: [FailedBenchmark] {
        failures.indices.compactMap { place in
            failures[place].map { FailedBenchmark(row(at: place), column: column(at: place), $0) }
        }
    }

    /// Who may live in one process: groups with the same rows, so that the same libraries are at work in it, and either none with
    /// threads or all, for in a process with threads the heap takes locks.
    struct Company: Hashable {
        let rows: [String]
        let startsThreads: Bool
    }

    /// Which process it may live in.
    var company: Company {
        Company(
            rows: group.benchmarks.map(\.backend),
            startsThreads: group.benchmarks.contains(where: \.startsThreads)
        )
    }
}
