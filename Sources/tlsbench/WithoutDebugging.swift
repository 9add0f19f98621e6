internal import BenchCore
internal import Foundation

/// The same command with a copy of its executable that has no debugging information, on which valgrind 3.19 gives up where Swift
/// wrote it; the names of functions stay. With the original where nothing strips it.
struct WithoutDebugging {
    let command: WorkerCommand

    init(_ stage: GateStage, _ command: WorkerCommand) {
        let folder = stage.folder.appending(path: "without-debugging")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let executable = command.environment[WorkerCommand.executableVariable] ?? command.executable
        let copy = folder.appending(path: URL(fileURLWithPath: executable).lastPathComponent).path
        if !FileManager.default.fileExists(atPath: copy) {
            _ = try? Tool("strip", ["--strip-debug", "-o", copy, executable]).run()
        }
        let isThere = FileManager.default.isExecutableFile(atPath: copy)
        self.command = isThere ? command.replacing(executable, with: copy) : command
    }
}

extension WorkerCommand {
    /// The same with another executable, whether the system starts it or a loader that is told of it.
    fileprivate func replacing(_ old: String, with new: String) -> WorkerCommand {
        WorkerCommand(
            executable: executable == old ? new : executable,
            arguments: arguments.map { $0 == old ? new : $0 },
            environment: environment.mapValues { $0 == old ? new : $0 }
        )
    }
}
