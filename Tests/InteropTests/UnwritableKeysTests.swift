import Foundation
import Testing

/// Keys, captures and results that cannot be written end a command with 73, and with a line that says what is missing.
@Suite struct UnwritableKeysTests {
    /// Runs the command with standard output into a device that takes nothing.
    private func intoFull(_ arguments: [String]) throws -> ChildProcess {
        try ChildProcess("sh", ["-c", "exec \"$0\" \"$@\" >/dev/full", Command.path()] + arguments)
    }

    private func expectFull(_ process: ChildProcess, naming thing: String) throws {
        #expect(try process.waitForExit() == 73)
        let line = process.stderr.text
        #expect(line.contains(thing) && line.contains("No space left on device"), "\(line)")
        #expect(line.split(separator: "\n").count == 1, "\(line)")
    }

    @Test func `the keys of a trace`() throws {
        try expectFull(Command.start(["trace", "--keylog", "/dev/full"]), naming: "key log /dev/full")
        let named = try Command.start(["trace", "--json"], environment: ["SSLKEYLOGFILE": "/dev/full"])
        try expectFull(named, naming: "key log /dev/full")
        #expect(named.stdout.text.contains("tlsbench-trace/1"))
    }

    @Test(arguments: [["trace"], ["trace", "--json"], ["serve", "--port", "0"]])
    func `the output`(arguments: [String]) throws {
        try expectFull(intoFull(arguments), naming: "the output")
    }

    @Test func `a capture`() throws {
        for file in ["/dev/full", "/nonexistent/capture"] {
            let process = try Command.start(["trace", "--pcap", file])
            #expect(try process.waitForExit() == 73)
            #expect(process.stderr.text.contains(file))
        }
    }

    @Test func `the keys and the answer of connect`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key])
        defer { server.end() }
        let arguments = ["connect", "localhost:\(port)", "--ca", files.authority]
        let connected = try Command.start(arguments + ["--keylog", "/dev/full"])
        try expectFull(connected, naming: "key log /dev/full")
        #expect(connected.stdout.text.contains("HTTP/1.0 200 OK"))
        try expectFull(intoFull(arguments), naming: "the output")
    }

    @Test func `the keys of serve, which serves on and says so at once`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key, "--keylog", "/dev/full"])
        defer { server.end() }
        for _ in 0..<2 {
            let client = try Command.start(["connect", "localhost:\(port)", "--ca", files.authority])
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        }
        let notice = "cannot write the key log /dev/full: No space left on device: keys are missing from here on"
        try server.wait(for: notice)
        server.send(SIGINT)
        #expect(try server.waitForExit() == 73)
        #expect(server.stderr.text.components(separatedBy: notice).count == 2)
    }

    @Test(arguments: [["serve", "--port", "0"], ["connect", "localhost:1"], ["trace"]])
    func `a key log that cannot be opened`(arguments: [String]) throws {
        let process = try Command.start(arguments + ["--keylog", "/nonexistent/keys"])
        #expect(try process.waitForExit() == 73)
        #expect(process.stderr.text.contains("/nonexistent/keys"))
    }
}
