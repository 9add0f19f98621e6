internal import CIntrinsics
internal import Glibc

/// Counts the instructions of a benchmark's timed part with callgrind: the same number for the same code, whatever else the
/// machine does.
public struct InstructionCounter: Sendable {
    /// The version, as valgrind says.
    public let valgrind: String
    private let executable: String
    private let folder: String

    /// - Parameters:
    ///   - valgrind: its executable.
    ///   - version: what it says of itself.
    ///   - folder: where its files may lie meanwhile.
    public init(valgrind executable: String, version: String, folder: String) {
        self.executable = executable
        self.valgrind = version
        self.folder = folder
    }

    /// What one benchmark took.
    public struct Count: Hashable, Sendable {
        /// Instructions of all operations together.
        public let instructions: Int
        /// The code that ran: on valgrind's processor, which has fewer features than most.
        public let codePath: String
    }

    /// Counts `iterations` operations.
    public func count(
        _ id: String,
        _ command: WorkerCommand,
        iterations: Int,
        seed: UInt64
    ) throws(RunFailure) -> Count {
        let file = "\(folder)/callgrind.\(getpid())"
        defer { unsafe unlink(file) }
        let options = ["--tool=callgrind", "--collect-atstart=no", "--callgrind-out-file=\(file)", "-q"]
        let worker = try WorkerProcess(
            WorkerCommand(executable: executable, arguments: options + [command.executable] + command.arguments),
            padding: 0
        )
        _ = try worker.ask(.prepare(slot: 0, seed: seed, id: id), about: id)
        let codePath = try worker.text(.path(slot: 0), about: "the code path of \(id)")
        _ = try worker.ask(.count(slot: 0, iterations: iterations), about: id)
        // It writes its file at its end, which takes it some time.
        worker.finish(within: 60)
        let lines = (contents(ofFile: file) ?? "").split(separator: "\n")
        guard let total = lines.first(where: { $0.hasPrefix("summary: ") || $0.hasPrefix("totals: ") }),
            let number = Int(total.split(separator: " ").last ?? "")
        else { throw .benchmark(id: id, reason: "callgrind wrote no total") }
        return Count(instructions: number, codePath: codePath)
    }
}

extension WorkerCommand {
    /// The benchmarks that its workers know.
    public func catalogue() throws(RunFailure) -> WorkerCatalogue {
        let worker = try WorkerProcess(self, padding: 0)
        let reply = try worker.ask(.list, about: "the list of benchmarks")
        guard case .done(let text) = reply, let catalogue = WorkerCatalogue(line: text) else {
            throw .strangeWorker(said: String(reply.line.prefix(80)))
        }
        return catalogue
    }

    /// Which code runs here for a benchmark.
    public func codePath(of id: String) throws(RunFailure) -> String {
        let worker = try WorkerProcess(self, padding: 0)
        _ = try worker.ask(.prepare(slot: 0, seed: 0, id: id), about: id)
        return try worker.text(.path(slot: 0), about: "the code path of \(id)")
    }
}
