internal import BenchCore
internal import Foundation

/// What a plug-in's own worker finds of it before it becomes a column: what offends against `tlsbench_plugin.h`, and which known answers
/// and handshakes fail.
struct PluginVerdict {
    /// The library and its version, and the file; the file alone where it was not loaded.
    let description: String
    /// A line each, which names the plug-in, the function and what to do.
    let faults: [String]
    /// What costs time, and is no fault.
    let notices: [String]
    /// What it is, offers and lacks, as its worker says; nothing of one that was not loaded.
    let facts: [[String]]

    /// Throws if somebody asked to stop.
    ///
    /// - Parameter command: a process of this build, as it is.
    init(_ library: NamedLibrary, like command: WorkerCommand) throws {
        let worker = library.worker(like: command)
        var description = PrintableLine(library.file.path, longest: 4000).text
        let name = library.name.isEmpty ? description : library.name
        var (findings, facts): (WorkerFindings, [[String]]) = (WorkerFindings(), [])
        do throws(RunFailure) {
            facts = try worker.description(of: library.who)
            let names = ["library", "version"].compactMap { fact in facts.first { $0.first == fact }?.last }
            description = (names + ["from", description]).joined(separator: " ")
            findings = try worker.findings(of: [library.who])
        } catch {
            if error == .interrupted { throw error }
            findings.faults.append(Self.words(error))
        }
        (self.description, self.facts) = (description, facts)
        faults = findings.faults.map { "\(name): \($0)" }
        notices = findings.notices.map { "\(name): \($0)" }
    }

    /// Of a worker that could not name the function.
    private static func words(_ failure: RunFailure) -> String {
        switch failure {
        case .benchmark(_, let reason): reason
        case .workerDied(_, let signal?, _):
            "a thread of its own, or nothing that can be named, ended the process with signal \(signal) (run it under a debugger)"
        case .workerDied(_, nil, let status):
            "it ended the process with status \(status ?? -1) (no function may call _exit(): return an error in its place)"
        case .workerHung(_, let seconds): "it has not answered for \(seconds) s (look for a lock or a loop in it)"
        default: "\(failure)"
        }
    }
}

/// The verdicts on all plug-ins that were named.
struct PluginVerdicts {
    /// What was found of those that have no column, by name.
    private(set) var lost: [String: [String]] = [:]
    /// What was seen of any that costs time, and is no fault.
    private(set) var notices: [String] = []

    /// Verifies each in a worker of its own.
    init(_ libraries: [NamedLibrary], like command: WorkerCommand) throws {
        for library in libraries where library.backend == .plugin {
            let verdict = try PluginVerdict(library, like: command)
            if !verdict.faults.isEmpty { lost[library.name] = verdict.faults }
            notices += verdict.notices
        }
    }

    /// All lines of those that have no column.
    var faults: [String] { lost.sorted { $0.key < $1.key }.flatMap(\.value) }
}
