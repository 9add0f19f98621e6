import Foundation
import Testing

/// Plug-ins that a test compiles, in a folder that is gone at the end.
final class PluginFiles {
    let path = FileManager.default.temporaryDirectory.appending(path: "plugins-\(UUID().uuidString)").path
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What `cc` makes of the test's plug-in with a macro; all faults are in one file.
    func plugin(_ macro: String = "GOOD") throws -> String {
        let file = "\(path)/\(macro.replacing("=", with: "-")).so"
        if FileManager.default.fileExists(atPath: file) { return file }
        try compile([
            "-O1", "-shared", "-fPIC", "-D\(macro)", "-o", file,
            Self.root.appending(path: "Tests/Plugins/plugin.c").path,
            "-lcrypto",
        ])
        return file
    }

    /// Compiles with the header's folder in the path; the compiler has nothing to say.
    func compile(_ arguments: [String], with compiler: String = "cc") throws {
        let include = Self.root.appending(path: "Sources/CPlugin/include").path
        let process = try ChildProcess(compiler, ["-I", include] + arguments)
        let status = try process.waitForExit(within: 60)
        try #require(status == 0 && process.stderr.text.isEmpty, "\(process.stderr.text)")
    }

    /// Runs the command with a lock of its own.
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Answer {
        let command = try Command.start(
            arguments,
            environment: environment.merging(["TLSBENCH_LOCK": path + "/lock"]) { $1 }
        )
        let status = try command.waitForExit(within: 120)
        return Answer(status: status, output: command.stdout.text, errors: command.stderr.text)
    }

    struct Answer {
        let status: Int32
        let output: String
        let errors: String

        /// The lines of standard error.
        var lines: [String] { errors.split(separator: "\n").map(String.init) }
    }
}
