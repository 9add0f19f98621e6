import CryptoBackend
import Foundation
import Testing

/// `tlsbench verify --vectors`, each tier in a process of its own.
@Suite struct VectorTests {
    private func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let command = try Command.start(["verify", "--vectors"] + arguments)
        let status = try command.waitForExit(within: 300)
        return (status, command.stdout.text, command.stderr.text)
    }

    private static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "VectorSamples")

    /// A file in a folder of its own, which is gone afterwards.
    private func withFile<Result>(_ name: String, _ text: String, _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tlsbench-vectors-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: folder.appending(path: name))
        return try body(folder.path)
    }

    /// Without private keys, for which a debug build of the portable tier takes minutes.
    @Test func `counts samples on every backend and tier, in 80 columns`() throws {
        let (status, output, errors) = try run([Self.samples.appending(path: "nist").path])
        #expect(status == 0 && errors.isEmpty, "\(errors)")
        let lines = output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        for backend in Combination.backends {
            let rows = lines.filter { $0.hasPrefix("  \(backend) ") }
            #expect(rows.count == 12, "\(backend)")
            #expect(rows.allSatisfy { $0.split(separator: " ")[2] == "0" })
        }
        // 16 pass with each of the tiers of three backends, which have at least the processor's own.
        let total = try #require(lines.first { $0.hasPrefix("total ") }).split(separator: " ").compactMap { Int($0) }
        #expect(total[0] >= 3 * 16 && total[1] == 0, "\(total)")
        #expect(output.contains("\n  SHA-1: 2\n"), "\(output)")
    }

    private static let sample = "# \"SHA-256 ShortMsg\"\n\n[L = 32]\n\nLen = 24\nMsg = 616263\nMD = "
    private static let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"

    @Test func `runs the tiers that the processor has, or the one that is named`() throws {
        try withFile("abc.rsp", Self.sample + Self.digest) { folder in
            let (status, rows) = try rows([folder, "--backend", "swift"])
            #expect(status == 0)
            // The mask that the tests run under, or none.
            #expect(rows.last?.tier == InstructionSet.maskName)
            #expect(Set(rows.map(\.tier)).count == rows.count && rows.allSatisfy { $0.passed == 1 })
            let (portableStatus, portable) = try self.rows([folder, "--backend", "swift", "--isa", "portable"])
            #expect(portableStatus == 0)
            #expect(portable.map(\.tier) == ["portable"] && portable.map(\.passed) == [1])
        }
    }

    /// The rows for programs, which do not depend on how wide a table is.
    private func rows(_ arguments: [String]) throws -> (status: Int32, rows: [(tier: String, passed: Int)]) {
        let (status, output, _) = try run(arguments + ["--format", "json"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "tlsbench-vectors-1")
        let rows = try #require(object["rows"] as? [[String: Any]])
        return try (
            status,
            rows.map { row in
                let counts = try #require(row["counts"] as? [String: Int])
                return (try #require(row["tier"] as? String), try #require(counts["passed"]))
            }
        )
    }

    @Test func `runs the rest if one file is malformed, and ends with 65`() throws {
        try withFile("abc.rsp", Self.sample + Self.digest) { folder in
            try Data("{".utf8).write(to: URL(filePath: folder).appending(path: "broken.json"))
            let (status, output, errors) = try run([folder, "--isa", "native"])
            #expect(status == 65)
            #expect(errors.contains("broken.json: not JSON"))
            #expect(
                output.contains("\ntotal                  \(Combination.backends.count)       0            0\n"),
                "\(output)"
            )
        }
    }

    /// The bar is for terminals; with --verbose there is a line for each step.
    @Test func `says what it does`() throws {
        try withFile("abc.rsp", Self.sample + Self.digest) { folder in
            let (_, _, errors) = try run([folder, "--backend", "openssl", "--isa", "native", "--verbose"])
            #expect(errors.contains("1/1 openssl native"), "\(errors)")
        }
    }

    @Test func `ends with 5 and the test case that failed, if an octet is changed`() throws {
        try withFile("abc.rsp", Self.sample + "bb" + Self.digest.dropFirst(2)) { folder in
            let (status, output, errors) = try run([folder, "--isa", "native"])
            #expect(status == 5)
            let failures = errors.split(separator: "\n")
            #expect(failures.count == Combination.backends.count)
            for (failure, backend) in zip(failures, Combination.backends) {
                #expect(failure.hasPrefix("tlsbench: abc.rsp: line 5: \(backend) native: expected md bb7816"))
            }
            #expect(output.contains("\ntotal                  0       \(failures.count)            0\n"), "\(output)")
        }
    }

    @Test(arguments: [
        ("a.json", "{", Int32(65), "a.json: not JSON"), ("a.rsp", "Key = 00\nprose, prose", 65, "a.rsp: line 2"),
        ("a.rsp", "KEY = 00\nPLAINTEXT = 00\nCIPHERTEXT = 00", 65, "no vector could be run"),
        ("README", "nothing", 65, "no vector could be run"),
    ])
    func `ends with 65 for what cannot be run`(name: String, text: String, expected: Int32, reason: String) throws {
        try withFile(name, text) { folder in
            let (status, _, errors) = try run([folder, "--isa", "native"])
            #expect(status == expected)
            #expect(errors.contains(reason), "\(errors)")
        }
    }

    @Test func `ends with 66 for what is not there, and with 64 for the backend that has no answers`() throws {
        #expect(try run(["/missing.rsp"]).status == 66)
        #expect(try run([Self.samples.path, "--backend", "null"]).status == 64)
    }
}
