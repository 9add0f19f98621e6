import Foundation
import Testing

/// The first file that a process opens takes the place of a stream that is closed: what is printed must not go there.
@Suite(.serialized) struct `A closed standard stream` {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "closed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func run(_ line: String, in folder: String) throws -> (status: Int32, message: String) {
        let shell = try ChildProcess(
            "bash",
            ["-c", "cd '\(folder)' && T='\(try Command.path())' && \(line)"],
            environment: ["TLSBENCH_LOCK": folder + "/lock", "SSLKEYLOGFILE": ""]
        )
        try shell.closeInput()
        return (try shell.waitForExit(within: 300), shell.stderr.text)
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private let quick =
        #""$T" run --suite quick --backend swift --time 0.1 --filter '^prf-master-secret/sha256/swift' --json c.json"#

    @Test func `leaves the lock file empty, and the result whole`() throws {
        for redirection in [">&-", "<&- >&- 2>&-"] {
            try withFolder { folder in
                #expect(try run("\(quick) \(redirection)", in: folder).status == 73)
                #expect(try text(folder + "/lock").isEmpty)
                let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder + "/c.json")))
                #expect((object as? [String: Any])?["kind"] as? String == "run")
            }
        }
    }

    @Test func `leaves key logs to keys`() throws {
        try withFolder { folder in
            #expect(try run(#""$T" trace --keylog keys --pcap c.pcap >&-"#, in: folder).status == 73)
            let lines = try text(folder + "/keys").split(separator: "\n")
            #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("CLIENT_RANDOM ") })
        }
    }

    /// Workers inherit what the coordinator has.
    @Test(arguments: ["<&- 2>&-"])
    func `costs a run nothing where it is not the output`(redirection: String) throws {
        try withFolder { folder in
            let (status, message) = try run("\(quick) \(redirection) >table", in: folder)
            #expect(status == 0, "\(message)")
            #expect(try text(folder + "/table").contains("prf-master-secret"))
            #expect(try text(folder + "/lock").isEmpty)
        }
    }

    @Test(arguments: ["kat", "worker", "serve --port 0"])
    func `is /dev/null in every command, and in workers`(command: String) throws {
        try withFolder { folder in
            let line = "cd '\(folder)' && echo $$ >number && exec '\(try Command.path())' \(command) 2>&-"
            let process = try ChildProcess("bash", ["-c", line])
            defer { process.end() }
            let deadline = Date(timeIntervalSinceNow: 60)
            var target = ""
            while target != "/dev/null", Date() < deadline {
                Thread.sleep(forTimeInterval: 0.01)
                let number = ((try? text(folder + "/number")) ?? "").trimmingCharacters(in: .newlines)
                target = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(number)/fd/2")) ?? ""
            }
            #expect(target == "/dev/null")
        }
    }
}
