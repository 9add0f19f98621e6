import Foundation
import Testing

/// `tlsbench compare`.
func compare(_ arguments: [String]) throws -> (status: Int32, output: String, message: String) {
    let command = try Command.start(["compare"] + arguments)
    return (try command.waitForExit(), command.stdout.text, command.stderr.text)
}

/// A folder of its own for each test.
func withComparedFiles(_ body: (ComparedFiles) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(try ComparedFiles(folder: folder))
}

/// Results made from one that the package has in Results/.
struct ComparedFiles {
    let folder: URL
    /// Of the stored result, as the next two.
    let hwKey: String
    let started: String
    let commit: String
    /// How many benchmarks it has.
    let count: Int

    static let stored = Result {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let results = FileManager.default.enumerator(
            at: root.appending(path: "Results"),
            includingPropertiesForKeys: nil
        )
        let files = results?.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" } ?? []
        let file = try #require(files.min { $0.path < $1.path })
        return try String(contentsOf: file, encoding: .utf8)
    }

    init(folder: URL) throws {
        self.folder = folder
        let text = try Self.stored.get()
        func value(_ key: String) throws -> String {
            let start = try #require(text.range(of: "\"\(key)\":\"")).upperBound
            return String(text[start...].prefix { $0 != "\"" })
        }
        hwKey = try value("hw_key")
        started = try value("started")
        commit = try value("git_commit")
        count = text.components(separatedBy: "\"definition_hash\":").count - 1
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// A result, with the first of each of these texts replaced.
    func result(_ name: String = "result.json", _ edits: [(String, String)] = []) throws -> String {
        var text = try Self.stored.get()
        for (before, after) in edits {
            let range = try #require(text.range(of: before), "\(before) is not there to be replaced")
            text.replaceSubrange(range, with: after)
        }
        try text.write(toFile: path(name), atomically: false, encoding: .utf8)
        return path(name)
    }

    /// The same result, in which the first benchmark takes twice as long.
    func slowerResult() throws -> String {
        let data = Data(try Self.stored.get().utf8)
        var document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        var benchmarks = try #require(document["benchmarks"] as? [[String: Any]])
        var stats = try #require(benchmarks[0]["stats"] as? [String: [String: Any]])
        let median = try #require(stats["A"]?["median"] as? Double)
        stats["A"]?["median"] = 2 * median
        var raw = try #require(benchmarks[0]["raw"] as? [String: [[String: Any]]])
        raw["generations"] = try raw["generations"]?.map { generation in
            var generation = generation
            var rows = try #require(generation["rows"] as? [[Any]])
            for index in rows.indices { rows[index][2] = 2 * (try #require(rows[index][2] as? Int)) }
            generation["rows"] = rows
            return generation
        }
        benchmarks[0]["stats"] = stats
        benchmarks[0]["raw"] = raw
        document["benchmarks"] = benchmarks
        document["started"] = "2026-12-31T00:00:00Z"
        let file = folder.appending(path: "slower.json")
        try JSONSerialization.data(withJSONObject: document).write(to: file)
        return file.path
    }

    /// The same result from a machine of another kind.
    func otherMachine() throws -> String {
        try result("other.json", [(hwKey, "0123456789ab")])
    }

    /// The same result with another kernel.
    func otherSoftware() throws -> String {
        try result(
            "software.json",
            [
                (#""sw_key":""#, #""sw_key":"0123456789ab","was":""#), (#""kernel":""#, #""kernel":"9."#),
            ]
        )
    }
}
