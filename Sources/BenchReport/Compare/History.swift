internal import BenchStatistics
public import Foundation

/// What earlier runs found, a line for each run and benchmark: from it one learns how much a benchmark moves by itself.
public struct History: Sendable {
    /// In the file's order.
    public private(set) var rows: [HistoryRow] = []
    /// The file as it is, to which lines are only added.
    private var text = ""

    /// None at all.
    public init() {}

    /// Reads the text of a history, in which every line must be as a run writes it.
    public init(_ data: Data) throws(UnreadableHistory.Problem) {
        let records: [CommaSeparated.Record]
        do { records = try CommaSeparated.parse([UInt8](data)) } catch {
            throw .line(error.line, reason: error.reason)
        }
        guard records.first?.fields == HistoryRow.header else { throw .otherHeader }
        var seen: Set<HistoryRow> = []
        for record in records.dropFirst() {
            do { rows.append(try HistoryRow(record.fields)) } catch {
                throw .line(record.line, reason: error.reason)
            }
            guard seen.insert(rows[rows.count - 1]).inserted else {
                throw .line(record.line, reason: "the run and the benchmark are there twice")
            }
        }
        text = String(decoding: data, as: UTF8.self)
    }

    /// Reads a file.
    ///
    /// - Parameter isToBeMade: whether a file that is missing, or empty since another process is about to begin it, is a history
    ///   without lines.
    public static func read(_ path: String, isToBeMade: Bool = false) throws(UnreadableHistory) -> History {
        let data: Data
        if isToBeMade, unsafe access(path, F_OK) != 0 { return History() }
        do { data = try ResultFile.contents(path, isShared: true) } catch {
            switch error {
            case .missing(let reason): throw UnreadableHistory(path: path, problem: .missing(reason: reason))
            default: throw UnreadableHistory(path: path, problem: .line(1, reason: "the file is too long"))
            }
        }
        if isToBeMade, data.isEmpty { return History() }
        do { return try History(data) } catch { throw UnreadableHistory(path: path, problem: error) }
    }

    /// The file with a line for each benchmark of `run` that it does not have yet.
    ///
    /// Throws where a value of the run is none that a history may have, so that whatever was written can be read again.
    public func appending(_ run: ComparedRun) throws(UnreadableHistory.Problem) -> Data {
        Data((text + (try addition(of: run))).utf8)
    }

    /// What must stand behind the file for it to have all of `run`: whole lines, or nothing.
    func addition(of run: ComparedRun) throws(UnreadableHistory.Problem) -> String {
        guard run.build?.configuration == "release" else { throw .unwritable("times of a debug build") }
        let known = Set(rows)
        let added = run.entries.map { HistoryRow(run, $0) }.filter { !known.contains($0) }
        for row in added {
            do { _ = try HistoryRow(row.fields) } catch { throw .unwritable("\(row.id): \(error.reason)") }
        }
        // A file that somebody's editor gave other ends keeps them.
        let end = text.isEmpty || text.utf8.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
        let lines = added.map { CommaSeparated.line($0.fields) + end }.joined()
        if text.isEmpty { return CommaSeparated.line(HistoryRow.header) + end + lines }
        return (lines.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? "" : end) + lines
    }

    /// What was learned of one benchmark.
    struct Lesson: Hashable {
        /// Rows that may be held against each other.
        let rows: Int
        /// The change that is no longer usual, as a share; nil with too few rows.
        let unusual: Double?
    }

    /// Fewer rows teach nothing.
    static let fewestRows = 10

    /// What all runs but `run` itself teach: Q3 + 3 · IQR of the changes between neighbours in time, as rustc-perf has it.
    func lesson(of entry: ComparedRun.Entry, in run: ComparedRun) -> Lesson {
        let own = HistoryRow(run, entry)
        let others = rows.filter { $0.key == own.key && $0 != own }.sorted { $0.started < $1.started }
        guard others.count >= Self.fewestRows else { return Lesson(rows: others.count, unusual: nil) }
        let changes = zip(others, others.dropFirst()).map { abs($1.median / $0.median - 1) }.sorted()
        let (lower, upper) = (quantile(changes, 0.25), quantile(changes, 0.75))
        return Lesson(rows: others.count, unusual: upper + 3 * (upper - lower))
    }
}

/// A history that cannot be used.
public struct UnreadableHistory: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it.
    public let problem: Problem

    /// All of it.
    public init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// What can be wrong with a history.
    public enum Problem: Error, Hashable, Sendable {
        /// It is not there, or may not be read; the system's words.
        case missing(reason: String)
        /// Its first line is another table's.
        case otherHeader
        /// No run wrote this line; what is wrong there.
        case line(Int, reason: String)
        /// The run has a value that no line may have.
        case unwritable(String)
    }

    /// One line for people.
    public var description: String {
        switch problem {
        case .missing(let reason): "\(path): \(reason)"
        case .otherHeader: "\(path): no history: the first line is not \(CommaSeparated.line(HistoryRow.header))"
        case .unwritable(let reason): withoutControls("\(path): no line may have this: \(reason)")
        case .line(let number, let reason): withoutControls("\(path): line \(number): \(reason)")
        }
    }
}
