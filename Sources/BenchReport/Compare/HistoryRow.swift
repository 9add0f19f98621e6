internal import BenchStatistics

/// What one run found of one benchmark, as a line of the history has it.
///
/// A history has no two equal lines, and so no run twice. Two runs of equal machines that began in the same second differ in
/// what they found, and both stay.
public struct HistoryRow: Hashable, Sendable {
    /// When the run began, in UTC.
    public let started: String
    /// The commit that was measured; empty where nobody knew.
    public let commit: String
    /// The machine's key.
    public let hwKey: String
    /// The software's key.
    public let swKey: String
    /// What the identifier means.
    public let definitionHash: String
    /// The benchmark.
    public let id: String
    /// `native`, unless features were masked.
    public let isa: String
    /// Nanoseconds for one operation.
    public let median: Double
    /// The lower end of the median's 95 % interval; nil with too few generations.
    public let low: Double?
    /// Its upper end.
    public let high: Double?
    /// Worker processes.
    public let generations: Int
    /// Batches.
    public let n: Int

    /// The names of the columns, which a history begins with.
    static let header = [
        "started", "commit", "hw_key", "sw_key", "definition_hash", "id", "isa", "median_ns", "ci95_low", "ci95_high",
        "generations", "n",
    ]

    /// Rows with equal keys may be held against each other.
    struct Key: Hashable {
        let hwKey, swKey, definitionHash, id, isa: String
    }

    /// What it is about.
    var key: Key { Key(hwKey: hwKey, swKey: swKey, definitionHash: definitionHash, id: id, isa: isa) }

    /// The values in the order of the columns.
    var fields: [String] {
        [
            started, commit, hwKey, swKey, definitionHash, id, isa, "\(median)", low.map { "\($0)" } ?? "",
            high.map { "\($0)" } ?? "", "\(generations)", "\(n)",
        ]
    }
}

extension HistoryRow {
    /// Takes what a run found of one benchmark.
    init(_ run: ComparedRun, _ entry: ComparedRun.Entry) {
        started = run.document.started
        commit = run.commit ?? ""
        hwKey = run.document.machine.hwKey
        swKey = run.document.machine.swKey
        definitionHash = entry.benchmark.definitionHash
        id = entry.benchmark.id
        isa = entry.benchmark.isa
        median = entry.statistics.median
        // A line is comparable with those of before only as what its name says, however its run makes its headline.
        let interval =
            entry.estimator == .median
            ? entry.statistics.ci95.value
            : yuenInterval(entry.times.map { BenchStatistics.median($0) }).map { [$0.low, $0.high] }
        low = interval?[0]
        high = interval?[1]
        generations = entry.statistics.generations
        n = entry.statistics.n
    }

    /// A value that no run writes; in one line.
    struct Invalid: Error, Hashable {
        let reason: String
    }

    /// Takes the fields of a line, each exactly as ``fields`` gives them.
    init(_ fields: [String]) throws(Invalid) {
        guard fields.count == Self.header.count else {
            throw Invalid(reason: "\(fields.count) fields, not \(Self.header.count)")
        }
        func field(_ index: Int, _ isRight: (String) -> Bool) throws(Invalid) -> String {
            guard isRight(fields[index]) else {
                throw Invalid(reason: "\(Self.header[index]) is '\(fields[index].prefix(40))'")
            }
            return fields[index]
        }
        func number(_ index: Int) throws(Invalid) -> Double {
            let text = try field(index) { Double($0).map(\.isFinite) ?? false }
            return Double(text) ?? .nan
        }
        func count(_ index: Int) throws(Invalid) -> Int {
            let text = try field(index) { Int($0).map { $0 >= 1 } ?? false }
            return Int(text) ?? 0
        }
        started = try field(0) { isMoment($0) }
        commit = try field(1) { $0.isEmpty || isCommit($0) }
        hwKey = try field(2, isKey)
        swKey = try field(3, isKey)
        definitionHash = try field(4, isKey)
        id = try field(5, isIdentifier)
        isa = try field(6, isFeatureSet)
        let time = try number(7)
        _ = try field(7) { _ in time > 0 }
        median = time
        let hasInterval = !fields[8].isEmpty || !fields[9].isEmpty
        let ends = hasInterval ? (low: try number(8), high: try number(9)) : nil
        _ = try field(9) { _ in ends.map { $0.low <= $0.high } ?? true }
        low = ends?.low
        high = ends?.high
        generations = try count(10)
        n = try count(11)
    }
}
