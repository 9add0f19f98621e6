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
    private var lines: LineReader
    private var isAlive = true

    /// - Parameters:
    ///   - command: what to start.
    ///   - padding: the length of an environment variable that moves the stack: each worker gets another layout.
    init(_ command: WorkerCommand, padding: Int) throws(RunFailure) {
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
        guard let greeting = lines.next(within: Self.patience) else {
            if StopRequest.hasCome { throw .interrupted }
            if lines.isLate { throw hung("the greeting") }
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
        within patience: Int32 = WorkerProcess.patience
    ) throws(RunFailure) -> WorkerReply {
        let isSent = write(request.line, to: requests)
        guard isSent, let line = lines.next(within: patience), let reply = WorkerReply(line: line) else {
            if StopRequest.hasCome { throw .interrupted }
            if lines.isLate { throw hung(benchmark, patience) }
            let (signal, status) = end()
            throw .workerDied(benchmark: benchmark, signal: signal, status: status)
        }
        if StopRequest.hasCome { throw .interrupted }
        if case .failed(let reason) = reply { throw .benchmark(id: benchmark, reason: reason) }
        return reply
    }

    /// Milliseconds for one answer. A batch takes some ten.
    static let patience: Int32 = 120_000
    /// The same where instructions are counted: RSA-4096 takes some ten millions of them, and a step ten microseconds.
    static let longPatience: Int32 = 900_000

    private func hung(_ benchmark: String, _ patience: Int32 = WorkerProcess.patience) -> RunFailure {
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

/// posix_spawn(3), in a process group of its own: a signal from the terminal is the coordinator's to
/// handle.
private func spawn(
    _ command: WorkerCommand,
    _ environment: [String],
    input: Int32,
    output: Int32
) throws(RunFailure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    var identifier: pid_t = 0
    let result = unsafe withStrings(["tlsbench"] + command.arguments) { arguments in
        unsafe withStrings(environment) { environment in
            unsafe posix_spawn(&identifier, command.executable, &actions, &attributes, arguments, environment)
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
