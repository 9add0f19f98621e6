internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// Chooses who counts a benchmark, and sees to it that what is counted is known by name.
struct Counters {
    private let callgrind: CallgrindCounter?
    private let steps: StepCounter?
    private let executable: String
    private let stage: GateStage

    /// One count.
    struct Counted {
        let profile: InstructionProfile
        /// What runs here, with the same limit, when nothing counts; ``InstructionDocument/unknownPath`` where a library does not say
        /// whether that is what was counted.
        let nativePath: String
    }

    /// Throws if the one that was asked for is not here.
    init(_ stage: GateStage, _ method: ICountOptions.Method) throws {
        self.stage = stage
        try stage.copy("/proc/self/exe", to: "tlsbench")
        executable = stage.path("tlsbench")
        callgrind = method == .steps ? nil : .installed(folder: stage.folder.path)
        steps = method == .callgrind ? nil : StepCounter(folder: stage.folder.path)
        if method == .callgrind, callgrind == nil {
            throw CommandFailure("there is no valgrind here (package valgrind); --with steps counts without it")
        }
    }

    /// A process of this build whose libraries may use this set.
    func worker(limitedTo set: InstructionSet) -> WorkerCommand {
        let plain = WorkerCommand(executable: executable, arguments: ["worker", "--suite", Suite.full.rawValue])
        return command(plain, limitedTo: set)
    }

    /// - Parameters:
    ///   - id: as the worker knows it.
    ///   - plain: whose instructions are counted.
    func count(_ id: String, by plain: WorkerCommand, seed: UInt64) throws -> Counted {
        let native = try plain.codeInUse(by: [id])[0]
        guard let callgrind else { return try counted(steps, id, plain, native.path, seed) }
        let stripped = WithoutDebugging(stage, plain).command
        let there = try callgrind.codeInUse(id, stripped)
        if there.isSame(as: native) { return try counted(callgrind, id, stripped, native.path, seed) }
        // A library that does not say which code runs, such as libssl, may run any.
        if let steps { return try counted(steps, id, plain, native.path, seed) }
        guard there.isKnown, native.isKnown else {
            return try counted(callgrind, id, stripped, InstructionDocument.unknownPath, seed)
        }
        // What valgrind's processor has is asked of the library; the same mask then has the same effect here and there.
        let usable = InstructionSet(names: there.features) ?? InstructionSet([])
        let masked = command(plain, limitedTo: usable)
        let here = try masked.codeInUse(by: [id])[0].path
        guard here == there.path else {
            throw CommandFailure(
                "\(id): with the features of valgrind's processor \(here) runs here, and \(there.path) there"
            )
        }
        return try counted(callgrind, id, WithoutDebugging(stage, masked).command, native.path, seed)
    }

    private func counted(
        _ counter: (any InstructionCounter)?,
        _ id: String,
        _ command: WorkerCommand,
        _ nativePath: String,
        _ seed: UInt64
    ) throws -> Counted {
        guard let counter else { throw Ending(.no, "instructions cannot be counted on this machine") }
        return Counted(profile: try counter.profile(id, command, seed: seed), nativePath: nativePath)
    }

    private func command(_ worker: WorkerCommand, limitedTo set: InstructionSet) -> WorkerCommand {
        let mask = Registry.backends.environment(limitedTo: set)
        return WorkerCommand(
            executable: worker.executable,
            arguments: worker.arguments,
            environment: worker.environment.merging(mask) { $1 }
        )
    }
}
