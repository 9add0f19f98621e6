internal import BenchCore
internal import BenchGate
internal import Foundation

/// Counts instructions of both builds where one of them would block: with callgrind if the code that is timed runs there, else
/// step by step.
struct GateEvidence {
    private let callgrind: CallgrindCounter?
    private let steps: StepCounter?
    private let stage: GateStage
    private let seed: UInt64

    /// Nil where it is switched off. Says so where there is no valgrind and it was asked for by name.
    init?(_ stage: GateStage, _ wish: GateOptions.Evidence, seed: UInt64) {
        guard wish != .off else { return nil }
        self.stage = stage
        self.seed = seed
        steps = wish == .callgrind ? nil : StepCounter(folder: stage.folder.path)
        callgrind = wish == .steps ? nil : .installed(folder: stage.folder.path)
        if wish == .callgrind, callgrind == nil {
            try? FileHandle.standardError.write(line: "tlsbench: there is no valgrind here: no instruction counts")
        }
    }

    /// Nil, with a line on standard error, if one of the builds cannot be counted.
    func count(_ id: String, _ baseline: WorkerCommand, _ candidate: WorkerCommand) -> InstructionEvidence? {
        do {
            let native = try WorkerCommand.codePath(of: id, in: baseline)
            guard let callgrind else { return try evidence(id, steps, baseline, candidate, native) }
            let (old, new) = (WithoutDebugging(stage, baseline).command, WithoutDebugging(stage, candidate).command)
            if let steps, try callgrind.codeInUse(id, old).path != native {
                // An older baseline cannot be stepped; then callgrind counts what it can run, and says so.
                do { return try evidence(id, steps, baseline, candidate, native) } catch let failure as RunFailure {
                    guard case .benchmark = failure else { throw failure }
                }
            }
            return try evidence(id, callgrind, old, new, native)
        } catch {
            try? FileHandle.standardError.write(line: "tlsbench: no instruction count of \(id): \(error)")
            return nil
        }
    }

    private func evidence(
        _ id: String,
        _ counter: (any InstructionCounter)?,
        _ baseline: WorkerCommand,
        _ candidate: WorkerCommand,
        _ native: String
    ) throws -> InstructionEvidence? {
        guard let counter else { return nil }
        let old = try counter.profile(id, baseline, seed: seed)
        let new = try counter.profile(id, candidate, operations: old.operations, seed: seed)
        return InstructionEvidence(
            source: counter.name,
            baseline: old.instructions,
            candidate: new.instructions,
            otherPath: old.codePath == native ? nil : old.codePath
        )
    }
}

extension WorkerCommand {
    /// Which code runs here for a benchmark.
    fileprivate static func codePath(of id: String, in command: WorkerCommand) throws(RunFailure) -> String {
        try command.codeInUse(by: [id]).first?.path ?? ""
    }
}

extension CallgrindCounter {
    /// Nil where there is no valgrind.
    static func installed(folder: String) -> CallgrindCounter? {
        guard let valgrind = Tool.path(of: "valgrind"), let version = try? Tool("valgrind", ["--version"]).run().output
        else { return nil }
        let name = "callgrind, \(version.trimmingCharacters(in: .whitespacesAndNewlines))"
        return CallgrindCounter(valgrind: valgrind, version: name, folder: folder)
    }
}

/// The same command with a copy of its executable that has no debugging information, on which valgrind 3.19 gives up where Swift
/// wrote it; the names of functions stay. With the original where nothing strips it.
struct WithoutDebugging {
    let command: WorkerCommand

    init(_ stage: GateStage, _ command: WorkerCommand) {
        let folder = stage.folder.appending(path: "without-debugging")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let copy = folder.appending(path: URL(fileURLWithPath: command.executable).lastPathComponent).path
        if !FileManager.default.fileExists(atPath: copy) {
            _ = try? Tool("strip", ["--strip-debug", "-o", copy, command.executable]).run()
        }
        let isThere = FileManager.default.isExecutableFile(atPath: copy)
        self.command =
            isThere
            ? WorkerCommand(executable: copy, arguments: command.arguments, environment: command.environment)
            : command
    }
}
