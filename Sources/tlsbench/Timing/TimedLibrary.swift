internal import BenchCore
internal import BenchReport
internal import Foundation

/// A library that was named, timed by a `timing` of its own: what is timed runs in the command's process, and that has one library.
struct TimedLibrary {
    let trials: [TimingDocument.Trial]
    let failed: [TimingDocument.Failed]

    /// Throws ``ExitStatus/interrupted`` if somebody asked to stop.
    ///
    /// - Parameters:
    ///   - arguments: those of `timing`, without backends and outputs.
    ///   - folder: where the lock of that command lies, for this one holds the host's, and its result, for a library may print.
    init(_ library: NamedLibrary, _ arguments: [String], lockIn folder: URL) throws {
        let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let result = folder.appending(path: "\(library.name).json")
        let command = library.worker(
            like: WorkerCommand(
                executable: executable,
                arguments: ["timing", "--backend", library.backend.rawValue, "--json", result.path, "--quiet"]
                    + arguments,
                environment: ["TLSBENCH_LOCK": folder.appending(path: "lock").path]
            )
        )
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command.executable)
        process.arguments = command.arguments
        process.environment = ProcessInfo.processInfo.environment.merging(command.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        if StopRequest.hasCome { throw ExitStatus.interrupted }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        // It is there in parts before the end, which a process that died has not come to.
        guard let octets = try? Data(contentsOf: result),
            let document = try? decoder.decode(TimingDocument.self, from: octets), document.isPartial != true
        else {
            trials = []
            let reason = "it ended with status \(process.terminationStatus)"
            failed = [TimingDocument.Failed(backend: library.name, place: "all places", reason: reason)]
            return
        }
        trials = document.trials.map { $0.named(library.name) }
        failed = (document.failed ?? []).map { $0.named(library.name) }
    }
}
