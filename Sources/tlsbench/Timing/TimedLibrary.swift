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
    ///   - folder: where the lock of that command lies, for this one holds the host's.
    init(_ library: NamedLibrary, _ arguments: [String], lockIn folder: URL) throws {
        let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let command = library.worker(
            like: WorkerCommand(
                executable: executable,
                arguments: ["timing", "--backend", library.backend.rawValue, "--format", "json", "--quiet"] + arguments,
                environment: ["TLSBENCH_LOCK": folder.appending(path: "lock").path]
            )
        )
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command.executable)
        process.arguments = command.arguments
        process.environment = ProcessInfo.processInfo.environment.merging(command.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let octets = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if StopRequest.hasCome { throw ExitStatus.interrupted }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let document = try? decoder.decode(TimingDocument.self, from: octets) else {
            trials = []
            let reason = "it ended with status \(process.terminationStatus)"
            failed = [TimingDocument.Failed(backend: library.name, place: "all places", reason: reason)]
            return
        }
        trials = document.trials.map { $0.named(library.name) }
        failed = (document.failed ?? []).map { $0.named(library.name) }
    }
}
