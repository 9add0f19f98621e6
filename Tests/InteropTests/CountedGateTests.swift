import Foundation
import Testing

/// `gate --metric instructions` on real workers: a short operation, step by step.
@Suite final class CountedGateTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "counted-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    /// - Parameter programs: the folders that programs are looked for in; the usual ones if it is nil.
    private func run(
        _ arguments: [String],
        programs: String? = nil
    ) throws -> (status: Int32, output: String, message: String) {
        var environment = ["TLSBENCH_LOCK": path("lock")]
        if let programs { environment["PATH"] = programs }
        let command = try Command.start(
            ["gate", "--metric", "instructions"] + arguments,
            environment: environment
        )
        return (try command.waitForExit(within: 120), command.stdout.text, command.stderr.text)
    }

    private let one = ["--evidence", "steps", "--filter", "^record-seal/aes-128-gcm/16/openssl$"]

    @Test func `a build passes against its copy, and 1 % more instructions is blocked`() throws {
        let file = path("gate.json")
        let (status, output, message) = try run(["--selftest", "--json", file] + one)
        #expect(status == 0, "\(output)\(message)")
        #expect(output.contains("pass: no benchmark is above its allowed instructions"))
        #expect(try Command.start(["verdict", file]).waitForExit() == 0)

        let more = try run(["--selftest", "--quick", "--inject", "1", "--json", file, "--github"] + one)
        #expect(more.status == 1, "\(more.output)\(more.message)")
        #expect(more.output.contains("::error title=regressed%3A record-seal/aes-128-gcm/16/openssl::+1."))
        #expect(more.output.contains("single steps"))
        #expect(try Command.start(["verdict", file]).waitForExit() == 1)
    }

    @Test(arguments: [
        ["--time", "3"], ["--generations", "8"], ["--evidence", "off"], ["--min-effect", "0"],
        ["--filter", "^tcp-connect/"], ["--hard", "5"], ["--evidence-time", "60"], ["--null-control", "off"],
    ])
    func `what no count has is refused`(arguments: [String]) throws {
        let (status, output, message) = try run(["--selftest"] + arguments)
        #expect(status == 64 && output.isEmpty, "\(message)")
    }

    @Test func `a build that counts nothing fails, and is named`() throws {
        let worker = try ScriptedWorker()
        let (status, output, _) = try run([
            "--baseline-binary", worker.path, "--candidate-binary", worker.path, "--evidence", "steps",
        ])
        #expect(status == 5)
        let joined = output.split { $0.isWhitespace }.joined(separator: " ")
        #expect(joined.contains("baseline: a/swift failed: no instruction was counted"))
    }

    /// What does not greet as a worker does would else end the gate as one of another protocol.
    @Test func `a valgrind that does not work fails the benchmark, and not the gate`() throws {
        let valgrind = path("valgrind")
        let script = "#!/bin/sh\n[ \"$1\" = --version ] && echo valgrind-3.0.0 && exit 0\nexit 1\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: valgrind))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: valgrind)
        let filter = "^record-seal/aes-128-gcm/16/openssl$"
        let (status, output, message) = try run(
            ["--selftest", "--quick", "--evidence", "callgrind", "--filter", filter],
            programs: "\(folder.path):/usr/bin:/bin"
        )
        #expect(status == 5, "\(output)\(message)")
        let joined = output.split { $0.isWhitespace }.joined(separator: " ")
        #expect(joined.contains("failed: callgrind: "), "\(output)")
    }

    @Test func `callgrind without a valgrind is not available, and an earlier report stays`() throws {
        let file = path("gate.json")
        try Data("earlier".utf8).write(to: URL(fileURLWithPath: file))
        let (status, _, message) = try run(
            ["--selftest", "--evidence", "callgrind", "--json", file],
            programs: folder.path
        )
        #expect(status == 69 && message.contains("there is no valgrind here"), "\(message)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "earlier")
    }
}
