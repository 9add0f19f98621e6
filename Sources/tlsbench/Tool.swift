internal import Foundation

/// Another program, found as a shell would.
struct Tool {
    private let command: String
    private let arguments: [String]
    private let folder: String?

    /// - Parameter folder: where it is to run; here, if none is named.
    init(_ command: String, _ arguments: [String], in folder: String? = nil) {
        self.command = command
        self.arguments = arguments
        self.folder = folder
    }

    /// What it left.
    struct Result {
        let status: Int32
        let output: String
        let error: String
    }

    /// Where a program lies; nil if nowhere.
    static func path(of command: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/\(command)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs it to its end, without these variables in its environment.
    func run(without variables: [String] = []) throws -> Result {
        guard let executable = Self.path(of: command) else { throw CommandFailure("there is no \(command) here") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.environment = ProcessInfo.processInfo.environment.filter { !variables.contains($0.key) }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        // A file takes what it says of errors, for nobody empties two pipes at once.
        let errors = FileManager.default.temporaryDirectory.appending(path: "tlsbench-\(UUID().uuidString).log")
        defer { try? FileManager.default.removeItem(at: errors) }
        guard FileManager.default.createFile(atPath: errors.path, contents: nil) else {
            throw CommandFailure("\(errors.path): cannot be made")
        }
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let errorText = String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
        return Result(status: process.terminationStatus, output: text, error: errorText)
    }
}
