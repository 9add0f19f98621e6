/// One group in one crew: what of it has not failed takes turns.
struct CrewMember {
    /// The group's number in the run.
    let index: Int
    let group: BenchmarkGroup
    /// What takes turns, by its place in the group's series.
    let places: [Int]
    /// How many rounds there were.
    private(set) var laps = 0
    /// Nanoseconds that they took.
    private(set) var time: UInt64 = 0
    private var seats: [Seat]
    private let order: LatinSquare
    private var batches: [[Batch]]
    private var phases: [[[PhaseTime]]]
    /// Nanoseconds before the first lap, and after the last.
    private var around: UInt64

    init(_ index: Int, _ group: BenchmarkGroup, places: [Int], seats: [Seat], order: LatinSquare, setUp: UInt64) {
        self.index = index
        self.group = group
        self.places = places
        self.seats = seats
        self.order = order
        batches = seats.map { _ in [] }
        phases = seats.map { _ in [] }
        around = setUp
    }

    /// One turn for each.
    mutating func takeLap(_ schedule: Schedule, _ clock: Clock) throws(CrewFailure) {
        let start = clock.now()
        let isPhased = group.benchmarks.contains(where: \.isPhased)
        for turn in order.row(laps) {
            try CrewFailure.blaming(index, [places[turn]]) { () throws(RunFailure) in
                batches[turn].append(try seats[turn].turn(schedule))
                if isPhased { phases[turn].append(try seats[turn].phases()) }
            }
        }
        laps += 1
        time += clock.now() - start
    }

    /// Every workload checks what it did, and those whose results depend on nothing but the seed must agree.
    mutating func verify(_ clock: Clock) throws(CrewFailure) {
        let start = clock.now()
        var digests: [(place: Int, id: String, digest: String)] = []
        for (seat, place) in zip(seats, places) {
            let digest = try CrewFailure.blaming(index, [place]) { () throws(RunFailure) in try seat.check() }
            digests.append((place, seat.id, digest))
        }
        if let failure = PlaceFailure.disagreement(digests) { throw CrewFailure(group: index, failure: failure) }
        around += clock.now() - start
    }

    /// What it took.
    func cost(_ schedule: Schedule) -> GroupSeries.Cost {
        let lap = time / UInt64(max(1, laps))
        return GroupSeries.Cost(lap: lap, least: around + lap * UInt64(schedule.fewestLaps))
    }

    /// What it measured, by place.
    func generations(_ number: Int, stealTicks: Int) -> [(place: Int, generation: Generation)] {
        places.enumerated().map { turn, place in
            (place, Generation(number: number, stealTicks: stealTicks, batches: batches[turn], phases: phases[turn]))
        }
    }
}
