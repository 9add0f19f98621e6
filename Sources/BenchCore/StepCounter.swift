internal import Glibc

/// Counts the instructions of a benchmark's timed part by the processor's trap flag: slowly, but the very instructions that are
/// timed, whatever extension they belong to.
///
/// Only the thread that runs the operation is counted.
public struct StepCounter: InstructionCounter {
    private let folder: String

    /// - Parameter folder: where its files may lie meanwhile.
    public init(folder: String) { self.folder = folder }

    /// As ``InstructionCounter``.
    public var name: String { "single steps" }
    /// Half a second's worth, at 10 µs for each trap.
    public var sample: Int { 50_000 }
    /// The very code that is timed.
    public var isNative: Bool { true }

    /// As ``InstructionCounter``; throws where the processor has no trap flag.
    public func profile(
        _ id: String,
        _ command: WorkerCommand,
        operations: Int,
        seed: UInt64,
        until deadline: Deadline
    ) throws(RunFailure) -> InstructionProfile {
        let (record, codePath) = try record(id, command, operations, seed, deadline)
        return record.profile(source: name, operations: operations, codePath: codePath)
    }

    /// As ``InstructionCounter``; throws where the processor has no trap flag.
    public func count(
        _ id: String,
        _ command: WorkerCommand,
        operations: Int,
        seed: UInt64,
        until deadline: Deadline
    ) throws(RunFailure) -> InstructionCount {
        let (record, _) = try record(id, command, operations, seed, deadline)
        return InstructionCount(operations: operations, instructions: record.instructions)
    }

    private func record(
        _ id: String,
        _ command: WorkerCommand,
        _ operations: Int,
        _ seed: UInt64,
        _ deadline: Deadline
    ) throws(RunFailure) -> (StepRecord, codePath: String) {
        let file = "\(folder)/steps.\(getpid())"
        defer { unsafe unlink(file) }
        let worker = try WorkerProcess(command, padding: 0, until: deadline)
        _ = try worker.ask(.prepare(slot: 0, seed: seed, id: id), about: id)
        let codePath = try worker.text(.path(slot: 0), about: "the code path of \(id)")
        _ = try worker.ask(
            .step(slot: 0, iterations: operations, file: file),
            about: id,
            within: WorkerProcess.longPatience
        )
        _ = try worker.ask(.check(slot: 0), about: id)
        guard let record = StepRecord(contents(ofFile: file) ?? "") else {
            throw .benchmark(id: id, reason: "no instruction was counted")
        }
        return (record, codePath)
    }

    /// As ``InstructionCounter``: nothing differs from a worker that is timed.
    public func codeInUse(
        _ id: String,
        _ command: WorkerCommand,
        until deadline: Deadline
    ) throws(RunFailure) -> CodeInUse {
        try WorkerProcess(command, padding: 0, until: deadline).codeInUse(of: id)
    }
}
