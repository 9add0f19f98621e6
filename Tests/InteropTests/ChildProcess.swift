import Foundation
import Synchronization

/// A tool that a test started, with all it wrote; ended with the test at the latest.
final class ChildProcess {
    enum Failure: Error {
        case notInstalled(String)
        case stillRunning(String, output: String)
        case noSuchOutput(String, output: String)
    }

    let stdout = CollectedOutput()
    let stderr = CollectedOutput()
    private let process = Process()
    private let input = Pipe()
    private let exited = DispatchSemaphore(value: 0)

    /// Starts `tool`, an absolute path or a name to be found in PATH.
    init(_ tool: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        process.executableURL = try Self.locate(tool)
        process.arguments = arguments
        process.environment = Self.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = stdout.pipe
        process.standardError = stderr.pipe
        process.terminationHandler = { [exited] _ in exited.signal() }
        try process.run()
    }

    /// This process's, without what the person who runs the tests has set for terminals, languages and key logs: what a tool says
    /// must not depend on it. What concerns the CPU stays, for tests are run with features taken away.
    private static let environment: [String: String] = {
        let personal: Set = ["COLUMNS", "LINES", "NO_COLOR", "LANG", "LANGUAGE", "SSLKEYLOGFILE", "POSIXLY_CORRECT"]
        return ProcessInfo.processInfo.environment.filter { !personal.contains($0.key) }
            .merging(["LC_ALL": "C.UTF-8"]) { $1 }
    }()

    /// Descriptors are closed here and by ``CollectedOutput``, not whenever Foundation lets go of its objects: with more than
    /// about 1,350 open, `Process.run` reads past the end of what it has listed of them.
    deinit {
        end()
        try? input.fileHandleForWriting.close()
    }

    private static func locate(_ tool: String) throws -> URL {
        if tool.hasPrefix("/") { return URL(fileURLWithPath: tool) }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(tool)") {
            return URL(fileURLWithPath: "\(folder)/\(tool)")
        }
        throw Failure.notInstalled(tool)
    }

    func write(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    func closeInput() throws { try input.fileHandleForWriting.close() }

    /// Waits until `text` was written to either stream, and returns all of stdout.
    @discardableResult
    func wait(for text: String, within seconds: Double = 20) throws -> String {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while Date() < deadline {
            if stdout.text.contains(text) || stderr.text.contains(text) { return stdout.text }
            Thread.sleep(forTimeInterval: 0.01)
        }
        throw Failure.noSuchOutput(text, output: stdout.text + stderr.text)
    }

    /// Waits for the end by itself, and returns the status once both streams are read to their ends.
    func waitForExit(within seconds: Double = 20) throws -> Int32 {
        guard exited.wait(timeout: .now() + seconds) == .success else {
            throw Failure.stillRunning(process.executableURL?.path ?? "", output: stdout.text + stderr.text)
        }
        exited.signal()
        stdout.waitForEnd()
        stderr.waitForEnd()
        return process.terminationStatus
    }

    /// Processor time so far, of the user's and of the system's, in seconds (proc_pid_stat(5), fields 14 and 15).
    func processorSeconds() throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
        // The name, in parentheses, may hold spaces.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        return Double((UInt64(fields[12]) ?? 0) + (UInt64(fields[13]) ?? 0)) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Ends this process and no other.
    func end() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
}

/// What a process writes to one of its streams, read as it comes.
final class CollectedOutput: Sendable {
    let pipe = Pipe()
    private let octets = Mutex([UInt8]())
    private let ended = DispatchSemaphore(value: 0)

    init() {
        Thread.detachNewThread { [self] in
            while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
                octets.withLock { $0 += data }
            }
            try? pipe.fileHandleForReading.close()
            ended.signal()
        }
    }

    var text: String { String(decoding: octets.withLock { $0 }, as: UTF8.self) }

    var count: Int { octets.withLock { $0.count } }

    func waitForEnd() { _ = ended.wait(timeout: .now() + 5) }
}
