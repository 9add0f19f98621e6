internal import BenchCore
internal import CryptoBackend
internal import Foundation

/// Known answers and handshakes where the numbers are made: in workers, each with its own libraries and mask. Plug-ins have been verified
/// by then (``PluginVerdicts``).
enum ColumnVerification {
    /// Ends the command with 5 and the names of what failed, if anything did. The null backend and peers have no answers to know.
    static func require(
        _ columns: [Column],
        _ libraries: [NamedLibrary],
        _ verbosity: Verbosity
    ) throws {
        let progress = Progress(verbosity)
        let backends = Set(Registry.backends.map { $0.identity.name })
        var lines: [String] = []
        for (worker, columns) in columns.byWorker {
            let verified = columns.filter { backends.contains($0.who) }
            guard !verified.isEmpty else { continue }
            progress.show("verifying \(verified.map(\.name).joined(separator: ", "))")
            lines += try NamedLibrary.naming(libraries, columns) { () throws(RunFailure) in
                try faults(verified, worker)
            }
        }
        progress.clear()
        guard lines.isEmpty else { throw Ending(.failed, lines) }
        verbosity.say("known answers hold, and every client shakes hands with every server")
    }

    /// What does not hold, with the column's name where the worker has another for it.
    static func faults(_ columns: [Column], _ worker: WorkerCommand) throws(RunFailure) -> [String] {
        let others = columns.filter { $0.name != $0.who }.map(\.name)
        let prefix = others.isEmpty ? "" : others.joined(separator: ", ") + ": "
        do throws(RunFailure) { return try worker.findings(of: columns.map(\.who)).faults.map { prefix + $0 } } catch {
            guard error.isOfOneBenchmark, !others.isEmpty else { throw error }
            return ["\(prefix)\(error)"]
        }
    }
}
