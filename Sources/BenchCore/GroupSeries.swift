/// A group, and what is known of it so far. A place is a benchmark under one of the commands.
struct GroupSeries {
    let group: BenchmarkGroup
    /// By command, and in each by benchmark; 0 until it is calibrated.
    var iterations: [Int]
    private var generations: [[Generation]]
    private var failures: [RunFailure?]

    init(_ group: BenchmarkGroup, commands: Int) {
        self.group = group
        iterations = Array(repeating: 0, count: commands * group.benchmarks.count)
        generations = Array(repeating: [], count: commands * group.benchmarks.count)
        failures = Array(repeating: nil, count: commands * group.benchmarks.count)
    }

    func benchmark(at place: Int) -> Benchmark { group.benchmarks[place % group.benchmarks.count] }

    func command(at place: Int) -> Int { place / group.benchmarks.count }

    /// Its number in its worker.
    func slot(at place: Int) -> Int { place % group.benchmarks.count }

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
        generations.indices.filter { !generations[$0].isEmpty }.map { place in
            MeasuredBenchmark(
                benchmark: benchmark(at: place),
                command: command(at: place),
                iterations: iterations[place],
                generations: generations[place]
            )
        }
    }

    /// Of each place that failed.
    var failed: [FailedBenchmark] {
        failures.indices.compactMap { place in
            failures[place].map { FailedBenchmark(benchmark(at: place), command: command(at: place), $0) }
        }
    }
}
