/// Measures groups of benchmarks: fresh worker processes for each generation, in which the backends of an operation take turns
/// batch by batch, and several operations lap by lap. Where columns have workers of their own, such as one for each mask of CPU
/// features or for another build of a library, all of them are alive at once and take turns too.
///
/// All groups are visited in each generation, in shuffled order and company: half a minute of noise spoils one generation of
/// many groups and not all of one.
public struct Coordinator {
    private let schedule: Schedule
    private let columns: [Column]
    private var generator: SeededGenerator
    private let clock = Clock()

    /// - Parameter columns: who has rows, in the order of the table; not empty. All workers must keep to the same processor.
    public init(_ schedule: Schedule, _ columns: [Column]) {
        self.schedule = schedule
        self.columns = columns
        generator = SeededGenerator(seed: schedule.seed)
    }

    /// What a run gave: everything, or what there was when it stopped.
    public struct Outcome: Sendable {
        /// One for each benchmark and column with at least one generation, in the order of the groups, and in each of the
        /// columns.
        public let measurements: [MeasuredBenchmark]
        /// What failed while the others went on.
        public let failed: [FailedBenchmark]
        /// Why it stopped early; nil if it did not.
        public let failure: RunFailure?
        /// Generations of groups that are over.
        public let done: Int
        /// All that there are to be.
        public let total: Int
    }

    /// Measures all of `groups`. What fails is left out from then on, and the others go on without it.
    ///
    /// - Parameters:
    ///   - checkpoint: called whenever generations of groups are over, with what there is so far.
    ///   - progress: told what is about to be measured, and how much is done of how much.
    public mutating func run(
        _ groups: [BenchmarkGroup],
        checkpoint: (_ soFar: () -> Outcome) -> Void = { _ in },
        progress: (_ group: String, _ done: Int, _ total: Int) -> Void
    ) -> Outcome {
        var series = groups.map { GroupSeries($0, columns) }
        let total = groups.count * schedule.generations
        let end = clock.now() + UInt64(groups.count) * schedule.budget
        var done = 0
        func outcome(_ failure: RunFailure?) -> Outcome {
            Outcome(
                measurements: series.flatMap(\.measurements),
                failed: series.flatMap(\.failed),
                failure: failure,
                done: done,
                total: total
            )
        }
        /// One generation of each crew; all of those that take part are over then.
        func measure(_ crew: [Int], _ number: Int, within time: UInt64) throws(RunFailure) {
            try self.measure(crew, number, within: time, &series) { group, place in
                progress(groups[group].id, min(done + place, total), total)
            }
            done = min(done + crew.count, total)
            checkpoint { outcome(nil) }
        }
        /// Nanoseconds that those who are known well enough have left to the others.
        var spare: UInt64 = 0
        do throws(RunFailure) {
            for number in 0..<schedule.generations {
                let scheduled = groups.indices.filter { schedule.visits(lap: series[$0].cost.lap, in: number) }
                done += groups.count - scheduled.count
                if scheduled.isEmpty { continue }
                // What is late by now is made good by all generations that are still to come.
                let now = clock.now()
                let left = (end > now ? end - now : 0) / UInt64(schedule.generations - number)
                let level = FairShare.level(scheduled.map { series[$0].cost.least }, of: left)
                func time(_ group: Int) -> UInt64 { max(series[group].cost.least, level) }
                let generous = generous(scheduled, series, in: number)
                spare += generous.reduce(0) { $0 + time($1) }
                for crew in crews(scheduled.filter { !generous.contains($0) }, series) {
                    try measure(crew, number, within: crew.reduce(0) { $0 + time($1) })
                }
            }
            // An eighth more than was planned, which is what beginnings and ends of processes take.
            let latest = end + UInt64(groups.count) * schedule.budget / 8
            var number = schedule.generations
            while let precision = schedule.precision, number < precision.most * schedule.generations {
                let wide = groups.indices.filter { series[$0].halfWidth > precision.wide }
                var planned: UInt64 = 0
                let affordable = crews(wide, series).filter { crew in
                    let cost = crew.reduce(0) { $0 + series[$1].cost.least }
                    guard cost <= spare, clock.now() + planned + cost <= latest else { return false }
                    spare -= cost
                    planned += cost
                    return true
                }
                if affordable.isEmpty { break }
                for crew in affordable {
                    try measure(crew, number, within: crew.reduce(0) { $0 + series[$1].cost.least })
                }
                number += 1
            }
        } catch { return outcome(error) }
        done = total
        progress("", total, total)
        return outcome(nil)
    }

    /// Groups that are known well enough to leave this generation to others, if there are any that need it.
    private func generous(_ scheduled: [Int], _ series: [GroupSeries], in number: Int) -> Set<Int> {
        guard let precision = schedule.precision, number >= precision.fewest else { return [] }
        let widths = series.map(\.halfWidth)
        guard widths.contains(where: { $0 > precision.wide }) else { return [] }
        return Set(scheduled.filter { widths[$0] <= precision.enough })
    }

    /// Who lives with whom in the next generation: as many as may, in equal parts.
    private mutating func crews(_ visited: [Int], _ series: [GroupSeries]) -> [[Int]] {
        let most = max(1, schedule.crew / Set(columns.map(\.worker)).count)
        var companies: [GroupSeries.Company: [Int]] = [:]
        for index in visited.shuffled(using: &generator) { companies[series[index].company, default: []].append(index) }
        // In the order of the groups, for a dictionary's own changes from process to process.
        let sorted = companies.values.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
        let crews = sorted.flatMap { members -> [[Int]] in
            let count = (members.count + most - 1) / most
            return (0..<count).map { part in
                Array(members[members.count * part / count..<members.count * (part + 1) / count])
            }
        }
        return crews.shuffled(using: &generator)
    }

    /// One generation of a crew, begun anew without what fails in it.
    private mutating func measure(
        _ crew: [Int],
        _ number: Int,
        within time: UInt64,
        _ series: inout [GroupSeries],
        _ progress: (_ index: Int, _ place: Int) -> Void
    ) throws(RunFailure) {
        // Between two turns the workers wait for this process: a neighbour must not make them wait for longer.
        let priority = OwnPriority()
        defer { priority.restore() }
        while true {
            let open = crew.filter { !series[$0].open.isEmpty }
            if open.isEmpty { return }
            do throws(CrewFailure) { return try attempt(open, number, within: time, &series, progress) } catch {
                guard !error.failure.places.isEmpty else { throw error.failure.reason }
                series[error.group].fail(error.failure.places, error.failure.reason)
            }
        }
    }

    /// One generation of what has not failed so far.
    private mutating func attempt(
        _ indices: [Int],
        _ number: Int,
        within time: UInt64,
        _ series: inout [GroupSeries],
        _ progress: (_ index: Int, _ place: Int) -> Void
    ) throws(CrewFailure) {
        let deadline = clock.now() + time
        let steal = MachineDescription.stealTicksNow()
        let padding = Int.random(in: 0..<4096, using: &generator)
        var crew = try CrewFailure.blaming(indices[0], []) { () throws(RunFailure) in
            try Crew(columns, padding: padding, schedule, clock)
        }
        for (place, index) in indices.enumerated() {
            progress(index, place)
            try crew.add(&series[index], index, using: &generator)
        }
        try crew.takeLaps(until: deadline)
        try crew.verify()
        let stolen = MachineDescription.stealTicksNow() - steal
        for member in crew.members {
            series[member.index].cost = member.cost(schedule)
            for (place, generation) in member.generations(number, stealTicks: stolen) {
                series[member.index].append(generation, at: place)
            }
        }
    }
}
