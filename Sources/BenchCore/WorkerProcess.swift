internal import CIntrinsics
internal import Glibc

/// How to start a worker.
public struct WorkerCommand: Hashable, Sendable {
    /// The file to execute.
    public let executable: String
    /// What it takes to be a worker, and whatever else it is told.
    public let arguments: [String]
    /// Variables beside this process's own, or in their place.
    public let environment: [String: String]

    /// Tells a worker that a dynamic linker starts which file it is.
    public static let executableVariable = "TLSBENCH_EXECUTABLE"

    /// - Parameter executable: this same executable, unless another is named.
    public init(executable: String = "/proc/self/exe", arguments: [String], environment: [String: String] = [:]) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }
}

/// The coordinator's side of one worker: a child process, and the two pipes to it. Ended when it goes.
final class WorkerProcess {
    private let identifier: pid_t
    private let requests: Int32
    private let replies: Int32
    private let deadline: Deadline
    private var lines: LineReader
    private var isAlive = true

    /// - Parameters:
    ///   - command: what to start.
    ///   - padding: the length of an environment variable that moves the stack: each worker gets another layout.
    ///   - deadline: when all of its answers have to be there, whatever each of them may take.
    init(_ command: WorkerCommand, padding: Int, until deadline: Deadline = .none) throws(RunFailure) {
        self.deadline = deadline
        var toWorker: [Int32] = [-1, -1]
        var fromWorker: [Int32] = [-1, -1]
        guard unsafe tlsbench_pipe(&toWorker) == 0 else { throw .spawn(errno: errno) }
        guard unsafe tlsbench_pipe(&fromWorker) == 0 else {
            let reason = errno
            for descriptor in toWorker { close(descriptor) }
            throw .spawn(errno: reason)
        }
        requests = toWorker[1]
        replies = fromWorker[0]
        lines = LineReader(replies)
        let own = command.environment.merging(["TLSBENCH_PADDING": String(repeating: "x", count: padding)]) { $1 }
        let inherited = environmentStrings().filter { own[String($0.prefix { $0 != "=" })] == nil }
        let environment = inherited + own.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        do throws(RunFailure) {
            // The worker's ends are its own from here on: a worker that is gone must look like one.
            defer {
                close(toWorker[0])
                close(fromWorker[1])
            }
            identifier = try spawn(command, environment, input: toWorker[0], output: fromWorker[1])
        } catch {
            close(requests)
            close(replies)
            throw error
        }
        WorkerPriority.raise(identifier)
        let patience = deadline.milliseconds(atMost: Self.patience)
        guard let greeting = lines.next(within: patience) else {
            if StopRequest.hasCome { throw .interrupted }
            if lines.isLate { throw hung("the greeting", patience) }
            let (signal, _) = end()
            if let signal { throw .workerDied(benchmark: "the greeting", signal: signal, status: nil) }
            throw .strangeWorker(said: "")
        }
        guard greeting == WorkerProtocol.greeting else { throw .strangeWorker(said: greeting) }
    }

    /// Asks and waits for the answer.
    func ask(
        _ request: WorkerRequest,
        about benchmark: String,
        within longest: Int32 = WorkerProcess.patience
    ) throws(RunFailure) -> WorkerReply {
        let patience = deadline.milliseconds(atMost: longest)
        let isSent = write(request.line, to: requests)
        guard isSent, let line = lines.next(within: patience) else {
            if StopRequest.hasCome { throw .interrupted }
            if lines.isLate { throw hung(benchmark, patience) }
            let (signal, status) = end()
            if lines.isTooLong { throw .senselessAnswer(benchmark: benchmark, said: "a line without an end") }
            throw .workerDied(benchmark: benchmark, signal: signal, status: status)
        }
        if StopRequest.hasCome { throw .interrupted }
        guard let reply = WorkerReply(line: line) else {
            throw .senselessAnswer(benchmark: benchmark, said: line)
        }
        if case .failed(let reason) = reply { throw .benchmark(id: benchmark, reason: reason) }
        return reply
    }

    /// Milliseconds for one answer. A batch takes some ten.
    static let patience: Int32 = 120_000
    /// The same where instructions are counted: RSA-4096 takes some ten millions of them, and a step ten microseconds.
    static let longPatience: Int32 = 900_000

    private func hung(_ benchmark: String, _ patience: Int32) -> RunFailure {
        _ = end()
        return .workerHung(benchmark: benchmark, seconds: Int(patience) / 1000)
    }

    deinit { _ = end() }

    /// Lets the worker end, and waits for it.
    func finish(within seconds: Int) { _ = end(within: seconds * 1000) }

    /// Closes the pipes, which a worker takes as the end, and waits; one that does not go is killed.
    private func end(within milliseconds: Int = 200) -> (signal: Int32?, status: Int32?) {
        guard isAlive else { return (nil, nil) }
        isAlive = false
        close(requests)
        close(replies)
        var status: Int32 = 0
        for _ in 0..<milliseconds {
            let ended = unsafe waitpid(identifier, &status, WNOHANG)
            if ended == identifier { return describe(status) }
            if ended < 0, errno != EINTR { return (nil, nil) }
            usleep(1000)
        }
        kill(identifier, SIGKILL)
        unsafe waitpid(identifier, &status, 0)
        return describe(status)
    }

    /// wait(2): the lower seven bits are the signal, the next octet is the status.
    private func describe(_ status: Int32) -> (signal: Int32?, status: Int32?) {
        status & 0x7F == 0 ? (nil, status >> 8 & 0xFF) : (status & 0x7F, nil)
    }
}

/// In a process group of its own, for a signal from the terminal is the coordinator's to handle; and gone with the coordinator,
/// however that ends, for what measures on alone would slow every later run.
private func spawn(
    _ command: WorkerCommand,
    _ environment: [String],
    input: Int32,
    output: Int32
) throws(RunFailure) -> pid_t {
    var identifier: pid_t = 0
    let result = unsafe withStrings(["tlsbench"] + command.arguments) { arguments in
        unsafe withStrings(environment) { environment in
            unsafe tlsbench_spawn(command.executable, arguments, environment, input, output, &identifier)
        }
    }
    guard result == 0 else { throw .spawn(errno: result) }
    return identifier
}

/// Lends strings as C has them: an array of pointers that ends with none.
private func withStrings<Result>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    let copies = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe copies.withUnsafeBufferPointer { memory in
        guard let base = memory.baseAddress else { preconditionFailure("the array has its end at least") }
        return unsafe body(base)
    }
}

/// This process's environment.
private func environmentStrings() -> [String] {
    var strings: [String] = []
    var place = unsafe environ
    while let entry = unsafe place.pointee {
        unsafe strings.append(String(cString: entry))
        unsafe place += 1
    }
    return strings
}
