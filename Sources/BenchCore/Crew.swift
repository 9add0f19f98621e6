/// Groups that live in the same workers for one generation.
///
/// A process takes as long to start as several batches, so groups share one where they can. Their laps alternate for as long as
/// the crew lives, which spreads the batches of each over all of that time: a burst of noise that lasts for tenths of a second
/// spoils some batches of many groups, and not all of one.
struct Crew {
    private(set) var members: [CrewMember] = []
    /// By column; several may be the same.
    private let workers: [WorkerProcess]
    private let schedule: Schedule
    private let clock: Clock

    /// Starts a worker for all columns that share it.
    init(_ columns: [Column], padding: Int, _ schedule: Schedule, _ clock: Clock) throws(RunFailure) {
        var started: [WorkerCommand: WorkerProcess] = [:]
        var workers: [WorkerProcess] = []
        for column in columns {
            if let worker = started[column.worker] {
                workers.append(worker)
                continue
            }
            let worker = try WorkerProcess(column.worker, padding: padding)
            started[column.worker] = worker
            workers.append(worker)
        }
        self.workers = workers
        self.schedule = schedule
        self.clock = clock
    }

    /// Lets what has not failed of a group in: made ready, and warmed up, in each worker.
    ///
    /// - Parameter index: the group's own.
    mutating func add(
        _ series: inout GroupSeries,
        _ index: Int,
        using generator: inout SeededGenerator
    ) throws(CrewFailure) {
        let start = clock.now()
        let seed = generator.next()
        let first = members.reduce(0) { $0 + $1.group.benchmarks.count }
        let places = series.open
        var seats: [Seat] = []
        for place in places {
            let (worker, slot) = (workers[series.column(at: place)], first + series.slot(at: place))
            let (benchmark, known) = (series.benchmark(at: place), series.paces[place])
            let seat = try CrewFailure.blaming(index, [place]) { () throws(RunFailure) in
                var seat = try Seat(benchmark.id, named: series.row(at: place).id, in: worker, slot: slot, seed: seed)
                try seat.warmUp(schedule, clock, pace: known)
                return seat
            }
            series.paces[place] = seat.pace
            seats.append(seat)
        }
        let order = LatinSquare(seats.count, using: &generator)
        let setUp = clock.now() - start
        members.append(CrewMember(index, series.group, places: places, seats: seats, order: order, setUp: setUp))
    }

    /// Each member takes ``Schedule/fewestLaps`` laps, however long they are, and then the one that has had the least time takes
    /// the next, until the time is up.
    mutating func takeLaps(until deadline: UInt64) throws(CrewFailure) {
        while let member = next(clock.now() >= deadline) { try members[member].takeLap(schedule, clock) }
    }

    private func next(_ isLate: Bool) -> Int? {
        let waiting = members.indices.filter { members[$0].laps < schedule.fewestLaps }
        if let member = waiting.min(by: { members[$0].laps < members[$1].laps }) { return member }
        return isLate ? nil : members.indices.min { members[$0].time < members[$1].time }
    }

    /// Every workload checks what it did.
    mutating func verify() throws(CrewFailure) {
        for member in members.indices { try members[member].verify(clock) }
    }
}

/// What keeps a crew from finishing its generation: which group, and which of its places; of what is nobody's, none.
struct CrewFailure: Error {
    let group: Int
    let failure: PlaceFailure

    static func blaming<Result>(
        _ group: Int,
        _ places: [Int],
        _ body: () throws(RunFailure) -> Result
    ) throws(CrewFailure) -> Result {
        do throws(PlaceFailure) { return try PlaceFailure.blaming(places, body) } catch {
            throw CrewFailure(group: group, failure: error)
        }
    }
}
