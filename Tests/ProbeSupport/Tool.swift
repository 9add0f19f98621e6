internal import Foundation

/// What a program said, and its status.
public struct Outcome: Sendable {
    /// The exit status.
    public let status: Int32
    /// Both of its streams.
    public let report: String
}

/// What the check cannot be made without; it then fails.
public struct Missing: Error, CustomStringConvertible {
    /// What it is, and how to get it.
    public let what: String

    /// Any missing thing.
    public init(what: String) { self.what = what }

    /// For the report of the test.
    public var description: String { "missing: \(what)" }
}

/// Runs a program to its end: an absolute path, or a name to be found in PATH.
///
/// - Parameters:
///   - environment: what it has in addition to what this process has.
///   - variables: what it does not have of that.
///   - input: what it reads from standard input, which must fit into a pipe.
public func run(
    _ program: String,
    _ arguments: [String],
    environment: [String: String] = [:],
    without variables: Set<String> = [],
    input: String = ""
) throws -> Outcome {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: try locate(program))
    process.arguments = arguments
    // How wide the terminal of the person is who runs the tests decides nothing.
    process.environment = ProcessInfo.processInfo.environment
        .filter { !variables.contains($0.key) && $0.key != "COLUMNS" }.merging(environment) { $1 }
    let request = Pipe()
    try request.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try request.fileHandleForWriting.close()
    process.standardInput = request
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, report: String(decoding: text, as: UTF8.self))
}

private func locate(_ program: String) throws -> String {
    if program.hasPrefix("/") { return program }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let path = folders.map({ "\($0)/\(program)" }).first(where: FileManager.default.isExecutableFile) else {
        throw Missing(what: "`\(program)`; `.ci/setup` installs it")
    }
    return path
}
