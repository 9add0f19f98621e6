internal import BenchCore
internal import BenchGate
internal import Foundation

/// Counts instructions of both builds with callgrind, on stripped copies, which load much faster there.
struct GateEvidence {
    private let counter: InstructionCounter
    private let stage: GateStage
    private let seed: UInt64

    /// Nil where it is switched off, and where there is no valgrind, which is said if it was asked for by name.
    init?(_ stage: GateStage, _ wish: GateOptions.Evidence, seed: UInt64) {
        guard wish != .off else { return nil }
        guard let valgrind = Tool.path(of: "valgrind"), let version = try? Tool("valgrind", ["--version"]).run().output
        else {
            if wish == .callgrind {
                try? FileHandle.standardError.write(line: "tlsbench: there is no valgrind here: no instruction counts")
            }
            return nil
        }
        self.stage = stage
        self.seed = seed
        let name = "callgrind, \(version.trimmingCharacters(in: .whitespacesAndNewlines))"
        counter = InstructionCounter(valgrind: valgrind, version: name, folder: stage.folder.path)
    }

    /// Nil, with a line on standard error, if one of the builds cannot be counted.
    func count(
        _ id: String,
        _ baseline: WorkerCommand,
        _ candidate: WorkerCommand,
        iterations: Int
    ) -> InstructionEvidence? {
        do {
            // Callgrind takes some fifty times as long.
            let operations = max(1, iterations / 50)
            let native = try baseline.codePath(of: id)
            let old = try counter.count(id, stripped(baseline), iterations: operations, seed: seed)
            let new = try counter.count(id, stripped(candidate), iterations: operations, seed: seed)
            return InstructionEvidence(
                source: counter.valgrind,
                baseline: old.instructions,
                candidate: new.instructions,
                otherPath: old.codePath == native ? nil : old.codePath
            )
        } catch {
            try? FileHandle.standardError.write(line: "tlsbench: no instruction count of \(id): \(error)")
            return nil
        }
    }

    /// The same command with a stripped copy; with the original where nothing strips it.
    private func stripped(_ command: WorkerCommand) -> WorkerCommand {
        let copy = command.executable + ".stripped"
        if !FileManager.default.fileExists(atPath: copy) {
            _ = try? Tool("strip", ["-o", copy, command.executable]).run()
        }
        guard FileManager.default.isExecutableFile(atPath: copy) else { return command }
        return WorkerCommand(executable: copy, arguments: command.arguments)
    }
}
