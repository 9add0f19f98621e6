import Foundation
import Testing

/// What `export` says to users who are mistaken: one line that names the thing, and the status that sysexits.h has for it.
@Suite struct ExportTests {
    private func run(_ arguments: [String]) throws -> (status: Int32, output: String, message: String) {
        let command = try Command.start(["export"] + arguments)
        return (try command.waitForExit(), command.stdout.text, command.stderr.text)
    }

    /// A result of a real run, that the package has in Results/.
    private func result() throws -> URL {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let results = FileManager.default.enumerator(
            at: root.appending(path: "Results"),
            includingPropertiesForKeys: nil
        )
        return try #require(results?.compactMap { $0 as? URL }.first { $0.pathExtension == "json" })
    }

    /// A folder of its own for each test.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test(arguments: [
        "google-benchmark", "benchfmt", "bencher", "custom-smaller-is-better", "csv", "markdown", "junit",
    ])
    func `every format comes to standard output and to a file alike`(format: String) throws {
        try withFolder { folder in
            let file = folder.appending(path: "export").path
            let (status, output, _) = try run([result().path, "--to", format])
            #expect(status == 0 && output.count > 1000)
            #expect(try run([result().path, "--to", format, "-o", file]).status == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == output)
        }
    }

    @Test func `an unknown format is answered with the known ones and the nearest`() throws {
        let (status, _, message) = try run([result().path, "--to", "gogle-benchmark"])
        #expect(status == 64)
        #expect(message.contains("benchfmt, bencher, custom-smaller-is-better"))
        #expect(message.contains("did you mean 'google-benchmark'?"))
    }

    @Test func `no file and no format are usage errors`() throws {
        #expect(try run(["--to", "csv"]).status == 64)
        #expect(try run([result().path]).status == 64)
    }

    @Test func `a missing file ends with 66, and leaves no output`() throws {
        try withFolder { folder in
            let output = folder.appending(path: "export").path
            let (status, _, message) = try run([result().path, "/missing.json", "--to", "csv", "-o", output])
            #expect(status == 66)
            #expect(message == "tlsbench: /missing.json: No such file or directory\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func `half a file ends with 65`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "half.json")
            let whole = try Data(contentsOf: result())
            try whole.prefix(whole.count / 2).write(to: file)
            let (status, output, message) = try run([file.path, "--to", "csv"])
            #expect(status == 65 && output.isEmpty)
            #expect(message == "tlsbench: \(file.path): truncated, or no JSON\n")
        }
    }

    @Test(arguments: ["bencher", "benchfmt", "csv"])
    func `the same file twice ends with 65, for it would count as more measurements`(format: String) throws {
        let (status, output, message) = try run([result().path, result().path, "--to", format])
        #expect(status == 65 && output.isEmpty)
        #expect(message.hasPrefix("tlsbench: the run ") && message.hasSuffix(" is in more than one of the files\n"))
    }

    @Test func `two runs are told apart by lines of their own in benchfmt`() throws {
        try withFolder { folder in
            let other = folder.appending(path: "other.json")
            let text = try String(contentsOf: result(), encoding: .utf8)
            let range = try #require(text.firstRange(of: #/"id":"[0-9a-f]{8}-/#))
            try text.replacingCharacters(in: range, with: "\"id\":\"11111111-").write(
                to: other,
                atomically: false,
                encoding: .utf8
            )
            let (status, output, _) = try run([result().path, other.path, "--to", "benchfmt"])
            #expect(status == 0)
            let runs = output.split(separator: "\n").filter { $0.hasPrefix("run: ") }
            #expect(Set(runs).count == 2)
        }
    }

    @Test func `an output that cannot be written ends with 73`() throws {
        let (status, _, message) = try run([result().path, "--to", "csv", "-o", "/missing/export.csv"])
        #expect(status == 73)
        #expect(message == "tlsbench: /missing/export.csv: No such file or directory\n")
    }

    @Test func `a full disk behind standard output ends with 73`() throws {
        let line = "'\(try Command.path())' export '\(try result().path)' --to csv >/dev/full"
        let command = try ChildProcess("sh", ["-c", line])
        #expect(try command.waitForExit() == 73)
        #expect(command.stderr.text.hasPrefix("tlsbench: cannot write the output: "))
    }
}
