internal import BenchCore

/// What runs on equal machines found of one benchmark, in order of time, and where that changed.
public struct HistorySeries: Sendable {
    /// The benchmark.
    public let id: String
    /// The machine's key.
    public let hwKey: String
    /// In order of time.
    public let points: [Point]

    /// One run.
    public struct Point: Sendable {
        /// What it found.
        public let row: HistoryRow
        /// What became of the time since the run before: beyond the margin, with intervals that have nothing in common. Nil
        /// where nothing can be said to have changed.
        public let change: Double?
        /// Whether kernel, compiler or libraries are others than in the run before.
        public let hasOtherSoftware: Bool
    }

    /// Whether any of its runs is a change point.
    public var hasChange: Bool { points.contains { $0.change != nil } }

    /// The series of all benchmarks that have two runs or more of equal meaning on equal machines.
    ///
    /// - Parameters:
    ///   - history: what a file of `compare --append` has.
    ///   - runs: whole results; what the history has of them too counts once.
    public static func all(_ history: History, _ runs: [ComparedRun]) -> [HistorySeries] {
        struct Meaning: Hashable { let hwKey, definitionHash, id, isa: String }
        var order: [Meaning] = []
        var groups: [Meaning: [HistoryRow]] = [:]
        var seen: Set<HistoryRow> = []
        for row in history.rows + runs.flatMap({ run in run.entries.map { HistoryRow(run, $0) } }) {
            guard seen.insert(row).inserted else { continue }
            let meaning = Meaning(hwKey: row.hwKey, definitionHash: row.definitionHash, id: row.id, isa: row.isa)
            if groups[meaning] == nil { order.append(meaning) }
            groups[meaning, default: []].append(row)
        }
        return order.compactMap { meaning in
            guard let rows = groups[meaning], rows.count >= 2 else { return nil }
            return HistorySeries(
                meaning.id,
                meaning.hwKey,
                rows.sorted { ($0.started, $0.commit) < ($1.started, $1.commit) }
            )
        }
    }

    private init(_ id: String, _ hwKey: String, _ rows: [HistoryRow]) {
        self.id = id
        self.hwKey = hwKey
        points = rows.enumerated().map { place, row in
            guard place > 0 else { return Point(row: row, change: nil, hasOtherSoftware: false) }
            let before = rows[place - 1]
            return Point(row: row, change: Self.change(before, row), hasOtherSoftware: before.swKey != row.swKey)
        }
    }

    private static func change(_ before: HistoryRow, _ after: HistoryRow) -> Double? {
        let change = after.median / before.median - 1
        guard let (oldLow, oldHigh) = before.interval, let (low, high) = after.interval,
            low > oldHigh || high < oldLow, abs(change) > BlockingLimit.smallest
        else { return nil }
        return change
    }
}

extension HistoryRow {
    fileprivate var interval: (low: Double, high: Double)? {
        if let low, let high { (low, high) } else { nil }
    }
}
