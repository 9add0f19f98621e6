import Foundation

/// What a tool said, and its status.
struct Outcome {
    let status: Int32
    let report: String
}

/// Without it the check cannot be made, and so fails.
struct Missing: Error, CustomStringConvertible {
    let what: String
    var description: String { "missing: \(what)" }
}

/// valgrind's memcheck.
enum Memcheck {
    /// The status after an error was reported; the probe has none like it.
    static let foundErrors: Int32 = 9

    static func run(_ program: String, _ arguments: [String]) throws -> Outcome {
        try ConstantTimeTests.run(
            "valgrind",
            ["--quiet", "--error-exitcode=\(foundErrors)", "--error-limit=no", program] + arguments
        )
    }
}

/// Runs a tool found in PATH to its end.
func run(_ tool: String, _ arguments: [String]) throws -> Outcome {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let path = folders.map({ "\($0)/\(tool)" }).first(where: FileManager.default.isExecutableFile) else {
        throw Missing(what: "`\(tool)`; `.ci/setup` installs it")
    }
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, report: String(decoding: text, as: UTF8.self))
}
