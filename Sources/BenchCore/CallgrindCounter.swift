internal import Glibc

/// Counts the instructions of a benchmark's timed part with callgrind: quickly, and on the processor that valgrind plays, which
/// has fewer features than most.
public struct CallgrindCounter: InstructionCounter {
    /// The version, as valgrind says.
    public let name: String
    /// Half a second's worth.
    public var sample: Int { 5_000_000 }
    /// A library may take another path on the processor that valgrind plays.
    public var isNative: Bool { false }
    private let executable: String
    private let folder: String

    /// - Parameters:
    ///   - valgrind: its executable.
    ///   - version: what it says of itself.
    ///   - folder: where its files may lie meanwhile.
    public init(valgrind executable: String, version: String, folder: String) {
        self.executable = executable
        name = version
        self.folder = folder
    }

    /// As ``InstructionCounter``; throws where this build does not know callgrind.
    public func profile(
        _ id: String,
        _ command: WorkerCommand,
        operations: Int,
        seed: UInt64,
        until deadline: Deadline
    ) throws(RunFailure) -> InstructionProfile {
        let file = "\(folder)/callgrind.\(getpid())"
        defer { unsafe unlink(file) }
        let worker = try worker(command, ["--callgrind-out-file=\(file)"], deadline)
        _ = try worker.ask(.prepare(slot: 0, seed: seed, id: id), about: id)
        let codePath = try worker.text(.path(slot: 0), about: "the code path of \(id)")
        _ = try worker.ask(.count(slot: 0, iterations: operations), about: id, within: WorkerProcess.longPatience)
        _ = try worker.ask(.check(slot: 0), about: id)
        // It writes its file at its end, which takes it some time.
        worker.finish(within: Int(deadline.atMost(60).seconds.rounded(.up)))
        guard let functions = CallgrindFile(contents(ofFile: file) ?? "")?.functions, !functions.isEmpty else {
            throw .benchmark(id: id, reason: "callgrind counted nothing")
        }
        return InstructionProfile(
            source: name,
            operations: operations,
            codePath: codePath,
            functions: functions,
            families: nil
        )
    }

    /// As ``InstructionCounter``: on the processor that valgrind plays.
    public func codeInUse(
        _ id: String,
        _ command: WorkerCommand,
        until deadline: Deadline
    ) throws(RunFailure) -> CodeInUse {
        try worker(command, ["--callgrind-out-file=/dev/null"], deadline).codeInUse(of: id)
    }

    private func worker(
        _ command: WorkerCommand,
        _ options: [String],
        _ deadline: Deadline
    ) throws(RunFailure) -> WorkerProcess {
        let own = ["--tool=callgrind", "--collect-atstart=no", "-q"] + options
        return try WorkerProcess(
            WorkerCommand(
                executable: executable,
                arguments: own + [command.executable] + command.arguments,
                environment: command.environment.merging(["GLIBC_TUNABLES": Self.tunables(for: command)]) { $1 }
            ),
            padding: 0,
            until: deadline
        )
    }

    /// Callgrind counts a `rep movsb` once for each octet, and the C library copies with it from 2,112 octets on where the
    /// processor says that it is fast: a copy of 16 KiB would be 16,384 instructions, and is 1,000 with vectors.
    static func tunables(for command: WorkerCommand) -> String {
        let inherited = unsafe getenv("GLIBC_TUNABLES").map { unsafe String(cString: $0) }
        let own = [command.environment["GLIBC_TUNABLES"] ?? inherited ?? ""].filter { !$0.isEmpty }
        let never = ["movsb", "stosb"].map { "glibc.cpu.x86_rep_\($0)_threshold=\(Int.max)" }
        return (own + never).joined(separator: ":")
    }
}
