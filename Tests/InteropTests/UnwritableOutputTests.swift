import Foundation
import Testing

/// What every command does with an output that cannot be written: always 73, with one line that says why.
@Suite(.serialized) struct `An output that cannot be written` {
    /// A committed run, which every command that reads one takes.
    private static let result: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let results = FileManager.default.enumerator(
            at: root.appending(path: "Results"),
            includingPropertiesForKeys: nil
        )
        return results?.compactMap { $0 as? URL }.first { $0.pathExtension == "json" }?.path ?? ""
    }()

    private static let row = ["--filter", "^prf-master-secret/sha256/swift"]

    /// The options of each command, in front of the file.
    private static let writers: [[String]] = [
        ["run", "--suite", "quick", "--time", "0.1"] + row + ["--json"],
        ["isa", "--features", "ssse3", "--time", "1"] + row + ["--json"],
        ["phases", "--backend", "swift", "--memory", "--time", "1", "--json"],
        ["timing", "--backend", "swift", "--time", "0.1", "--json"], ["icount"] + row + ["--json"],
        ["gate", "--selftest", "--quick"] + row + ["--json"], ["gate", "--selftest", "--quick"] + row + ["--markdown"],
        ["gate", "--selftest", "--quick"] + row + ["--junit"], ["gate", "--selftest", "--quick"] + row + ["--gitlab"],
        ["layout", "--quick", "--json"], ["compare", result, result, "--markdown"],
        ["compare", result, result, "--append", "--history"], ["export", result, "--to", "csv", "-o"],
        ["report", result, "-o"], ["merge", result, "-o"], ["publish", result, "--to"], ["trace", "--pcap"],
        ["load", "127.0.0.1:1", "--duration", "0.1", "--json"],
    ]

    /// Those whose file grows while they work: what is full shows only then.
    private static let appenders: [[String]] = [
        ["trace", "--keylog"], ["connect", "127.0.0.1:1", "--keylog"], ["serve", "--port", "0", "--keylog"],
    ]

    private func expectRefusal(_ arguments: [String], _ file: String) throws {
        let lock = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).lock")
        defer { try? FileManager.default.removeItem(at: lock) }
        let command = try Command.start(arguments + [file], environment: ["TLSBENCH_LOCK": lock.path])
        let status = try command.waitForExit(within: 300)
        let message = command.stderr.text
        #expect(status == 73, "\(arguments) \(file): \(message)")
        #expect(command.stdout.text.isEmpty)
        #expect(message.hasPrefix("tlsbench: ") && message.filter(\.isNewline).count == 1, "\(message)")
        #expect(message.contains(file))
        // Before anything is measured, and so before another run is waited for.
        #expect(!FileManager.default.fileExists(atPath: lock.path))
    }

    @Test(arguments: writers + appenders)
    func `is refused by name in a folder that is not there`(arguments: [String]) throws {
        try expectRefusal(arguments, "/missing/output")
    }

    /// Root may write everywhere but where the kernel makes the files.
    @Test(arguments: writers + appenders)
    func `is refused by name in a folder where nobody may write`(arguments: [String]) throws {
        try expectRefusal(arguments, "/sys/kernel/output")
    }

    @Test(arguments: writers)
    func `is refused by name where everything is full`(arguments: [String]) throws {
        try expectRefusal(arguments, "/dev/full")
    }

    @Test func `is refused where results are to be published and nobody may write`() throws {
        let command = try Command.start(["publish", Self.result, "--to", "/sys/kernel"])
        #expect(try command.waitForExit() == 73)
        #expect(command.stderr.text.hasPrefix("tlsbench: /sys/kernel/"))
        #expect(command.stdout.text.isEmpty && command.stderr.text.filter(\.isNewline).count == 1)
    }

    /// What prints at once.
    private static let printers: [[String]] = [
        ["--help"], ["gate", "--help"], ["--version"], ["--generate-completion-script", "bash"], ["list"],
        ["doctor", "--no-noise"], ["verdict", result], ["compare", result, result],
        ["export", result, "--to", "csv"], ["export", result, "--to", "junit"], ["report", result], ["trace"],
        ["trace", "--json"], ["serve", "--port", "0"],
    ]

    /// What works for seconds first.
    private static let workers: [[String]] = [
        ["verify", "--backend", "swift"], ["icount", "--with", "steps"] + row,
        ["run", "--suite", "quick", "--backend", "swift", "--time", "0.1"] + row,
    ]

    /// - Parameter redirection: of the shell.
    private func run(_ arguments: [String], _ redirection: String, input: String? = nil) throws -> (Int32, String) {
        let lock = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).lock")
        defer { try? FileManager.default.removeItem(at: lock) }
        let words = arguments.map { "'\($0)'" }.joined(separator: " ")
        let before = redirection == Self.readerless ? Self.pipeWithoutReader : "true"
        let line = "\(before); '\(try Command.path())' \(words) \(redirection)"
        let command = try ChildProcess("bash", ["-c", line], environment: ["TLSBENCH_LOCK": lock.path])
        if let input { try command.write(input) }
        try command.closeInput()
        return (try command.waitForExit(within: 300), command.stderr.text)
    }

    @Test(arguments: printers + workers)
    func `is no success when it is a full standard output`(arguments: [String]) throws {
        let (status, message) = try run(arguments, ">/dev/full")
        #expect(status == 73, "\(arguments): \(message)")
        #expect(message == "tlsbench: cannot write the output: No space left on device\n")
    }

    @Test(arguments: printers)
    func `is no success when it is a closed standard output`(arguments: [String]) throws {
        let (status, message) = try run(arguments, ">&-")
        #expect(status == 73, "\(arguments): \(message)")
        #expect(message == "tlsbench: cannot write the output: it is closed\n")
    }

    /// To a pipe whose reader has gone before the first octet: opened for both, which waits for nobody, and closed for reading.
    private static let readerless = ">&4"
    private static let pipeWithoutReader = """
        pipe=$(mktemp -u); mkfifo "$pipe"; exec 3<>"$pipe" 4>"$pipe" 3<&-; rm "$pipe"
        """

    /// As for every program behind which stands `| head`: silence, and the status that a shell has for SIGPIPE.
    @Test(arguments: printers)
    func `is no success when nobody reads it any more`(arguments: [String]) throws {
        let (status, message) = try run(arguments, Self.readerless)
        #expect(status == 141, "\(arguments): \(message)")
        #expect(message.isEmpty)
    }

    @Test(arguments: [(">/dev/full", 73), (">&-", 73), (readerless, 141)] as [(String, Int32)])
    func `ends answers to known-answer requests`(redirection: String, expected: Int32) throws {
        let requests = String(repeating: #"{"op":"sha","hash":"SHA-256","msg":"616263"}"# + "\n", count: 1000)
        #expect(try run(["kat"], redirection, input: requests).0 == expected)
    }

    /// What went wrong keeps its status where it cannot be said.
    @Test(arguments: ["2>/dev/full", "2>&-"])
    func `changes no status when it is standard error`(redirection: String) throws {
        #expect(try run(["export", "/missing.json", "--to", "csv"], redirection).0 == 66)
        #expect(try run(["run", "--suite", "nothing"], redirection).0 == 64)
        #expect(try run(["verify", "--vectors", "/missing"], redirection).0 == 66)
        #expect(try run(["list"], "\(redirection) >/dev/null").0 == 0)
        let quick = ["run", "--suite", "quick", "--backend", "swift", "--time", "0.1", "--verbose"] + Self.row
        #expect(try run(quick, "\(redirection) >/dev/null").0 == 0)
    }
}
