internal import BenchCore
internal import BenchReport

/// Rows of a column that some run of a kind has not, although another run of the fleet has them, and why.
public struct MissingRows: Hashable, Sendable {
    /// The column.
    public let backend: String
    /// Why they are missing.
    public let reason: String
    /// How many different benchmarks.
    public let benchmarks: Int
    /// One of them.
    public let example: String
    /// How many runs of the kind lack one of them for this reason.
    public let runs: Int
    /// How many runs the kind has.
    public let of: Int

    /// A column and a reason.
    private struct Cause: Hashable {
        let backend: String
        let reason: String
    }

    /// - Parameters:
    ///   - runs: of the kind.
    ///   - known: all benchmarks of the fleet by their identifiers, with their columns, in the fleet's order.
    static func all(
        _ runs: [FleetRun],
        known: [(id: String, backend: String)],
        _ definitions: [RowDefinition]
    ) -> [MissingRows] {
        var found: [Cause: (ids: Set<String>, example: String, runs: Int)] = [:]
        for run in runs {
            let own = Set(run.rows.map { definitions[$0.definition].id })
            let failures = Dictionary(run.failures.map { ($0.id, $0.reason) }) { first, _ in first }
            var seen: Set<Cause> = []
            for (id, backend) in known where !own.contains(id) {
                let cause = Cause(backend: backend, reason: reason(run, backend, failure: failures[id]))
                found[cause, default: ([], id, 0)].ids.insert(id)
                if seen.insert(cause).inserted { found[cause]?.runs += 1 }
            }
        }
        return found.map { cause, what in
            MissingRows(
                backend: cause.backend,
                reason: cause.reason,
                benchmarks: what.ids.count,
                example: what.example,
                runs: what.runs,
                of: runs.count
            )
        }.sorted { ($1.runs, $1.benchmarks, $0.backend, $0.reason) < ($0.runs, $0.benchmarks, $1.backend, $1.reason) }
    }

    private static func reason(_ run: FleetRun, _ backend: String, failure: String?) -> String {
        if let failure { return "failed: \(PrintableLine(failure, longest: 200).text)" }
        if !run.backends.contains(backend) { return "the column was not measured" }
        if run.isInterrupted { return "the run was interrupted" }
        if run.isFiltered { return "the run had --filter" }
        return "not in the \(run.suite) suite of tlsbench \(PrintableLine(run.tool, longest: 40).text)"
    }
}
