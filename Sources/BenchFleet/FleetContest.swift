internal import BenchStatistics
internal import Glibc

/// Which library is the fastest for one operation on a kind of machine. Peers, which do other work, take no part, and neither do
/// columns in which the code of another one runs.
public struct FleetContest: Sendable {
    /// The operation with its parameters.
    public let operation: String
    /// The places in the kind's rows of the fastest, and of those that cannot be told from it, the fastest first.
    public let winners: [Int]
    /// The place of the next one, and how many times as long it takes as the fastest; nil where nobody was beaten.
    public let runnerUp: Lead?
    /// How many took part.
    public let entrants: Int

    /// How far the fastest is ahead.
    public struct Lead: Sendable {
        /// The place of the other in the kind's rows.
        public let row: Int
        /// Its time over the fastest's.
        public let ratio: Double
        /// At 95 % over machines that have both; nil with less than four, which are all machines of either.
        public let interval: FleetRow.Reach?
    }

    /// All contests of a kind, in the order of its rows; none with less than two entrants.
    static func all(_ rows: [KindRow], _ definitions: [RowDefinition]) -> [FleetContest] {
        var order: [String] = []
        var entrants: [String: [Int]] = [:]
        for (place, row) in rows.enumerated() {
            let definition = definitions[row.definition]
            guard row.takesPart, !definition.backend.hasPrefix("peer:") else { continue }
            // What means another thing is another contest.
            let key = "\(definition.operation)/\(definition.definitionHash)"
            if entrants[key] == nil { order.append(key) }
            entrants[key, default: []].append(place)
        }
        return order.compactMap { key in
            FleetContest(entrants[key] ?? [], rows, definitions)
        }
    }

    private init?(_ entrants: [Int], _ rows: [KindRow], _ definitions: [RowDefinition]) {
        let order = entrants.sorted { (rows[$0].time, $0) < (rows[$1].time, $1) }
        guard order.count >= 2, let best = order.first else { return nil }
        operation = definitions[rows[best].definition].operation
        self.entrants = order.count
        let beaten = order.dropFirst().compactMap { place in Self.lead(rows[best], over: rows[place], place) }
        runnerUp = beaten.min { $0.ratio < $1.ratio }
        let losers = Set(beaten.map(\.row))
        winners = order.filter { !losers.contains($0) }
    }

    /// Nil where the two cannot be told apart.
    private static func lead(_ best: KindRow, over other: KindRow, _ place: Int) -> Lead? {
        let others = Dictionary(uniqueKeysWithValues: zip(other.machines, other.logarithms))
        let differences = zip(best.machines, best.logarithms).compactMap { machine, own in
            others[machine].map { $0 - own }
        }
        if let paired = yuenInterval(differences) {
            guard paired.low > 0 else { return nil }
            return Lead(
                row: place,
                ratio: exp(paired.estimate),
                interval: FleetRow.Reach(low: exp(paired.low), high: exp(paired.high))
            )
        }
        // With few machines: where all that their runs cover has nothing in common. Of others the machines may be the difference.
        guard best.machines == other.machines else { return nil }
        guard let own = best.interval, let its = other.interval, own.high < its.low else { return nil }
        return Lead(row: place, ratio: other.time / best.time, interval: nil)
    }
}
