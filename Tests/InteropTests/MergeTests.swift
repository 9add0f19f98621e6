import Foundation
import Testing

/// What `merge` does with files of many machines.
@Suite struct `Merging results` {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A folder with results of 8 machines of 2 kinds, made from one that was measured.
    private func withFleet(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = Self.root.appending(path: "Results/570c2a2bed31/20261124T132348Z-e753f05f65.json").path
        let script = Self.root.appending(path: ".ci/relabel").path
        let made = try ChildProcess(script, [source, folder.appending(path: "results").path, "8", "2", "1"])
        #expect(try made.waitForExit(within: 60) == 0, "\(made.stderr.text)")
        try body(folder)
    }

    private func merge(_ places: [String], _ folder: URL) throws -> (status: Int32, out: String, err: String) {
        let command = try Command.start(["merge"] + places + ["-o", folder.appending(path: "fleet").path])
        return (try command.waitForExit(within: 120), command.stdout.text, command.stderr.text)
    }

    private func files(_ folder: URL) throws -> [String: Data] {
        let place = folder.appending(path: "fleet").path
        return try FileManager.default.contentsOfDirectory(atPath: place).reduce(into: [:]) { files, name in
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(place)/\(name)"))
        }
    }

    @Test func `takes a folder, and writes a page and tables`() throws {
        try withFleet { folder in
            let (status, out, err) = try merge([folder.appending(path: "results").path], folder)
            #expect(status == 0 && err.isEmpty, "\(err)")
            #expect(out == "\(folder.path)/fleet/index.html: 8 runs of 8 machines of 2 kinds\n")
            let written = try files(folder)
            let names = [
                "files.csv", "files.jsonl", "index.html", "kinds.csv", "kinds.jsonl", "rows.csv", "rows.jsonl",
            ]
            #expect(written.keys.sorted() == names)
            #expect(try #require(written["index.html"]).count < 2_000_000)
            // Once more, with each file by its name: the same.
            let again = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/results").sorted()
                .map { "\(folder.path)/results/\($0)" }
            #expect(try merge(again + again, folder).status == 0)
            #expect(try files(folder) == written)
        }
    }

    @Test func `names each file that cannot be used, and merges the others`() throws {
        try withFleet { folder in
            let results = folder.appending(path: "results")
            let good = try FileManager.default.contentsOfDirectory(atPath: results.path).sorted()[0]
            let text = try String(contentsOf: results.appending(path: good), encoding: .utf8)
            let id = String(good.dropLast(5))
            for (name, content) in [
                ("a-truncated.json", String(text.prefix(100_000))), ("b-none.json", "[1, 2]"), ("c-empty.json", ""),
                ("d-schema.json", text.replacing("tlsbench-result/1", with: "tlsbench-result/7")),
                ("e-label.json", text.replacing(#""labels":{"#, with: #""labels":{"rack":"x","#)),
                ("f-same.json", text), ("g-other.json", text.replacing(#""seed":"#, with: #""seed":1"#)),
                (
                    "h-key.json",
                    text.replacing(id, with: "11111111\(id.dropFirst(8))").replacing(
                        #""hw_key":""#,
                        with: #""hw_key":"../"#
                    )
                ),
            ] { try content.write(to: results.appending(path: name), atomically: false, encoding: .utf8) }
            let (status, out, err) = try merge([results.path], folder)
            #expect(status == 65)
            #expect(out.hasSuffix(": 8 runs of 8 machines of 2 kinds, 1 file left out, 7 files refused\n"), "\(out)")
            let lines = err.split(separator: "\n").map(String.init)
            #expect(lines.count == 7, "\(err)")
            for (name, reason) in [
                ("a-truncated", "truncated, or no JSON"), ("b-none", "no valid result: "),
                ("c-empty", "truncated, or no JSON"),
                ("d-schema", "is tlsbench-result/7, and this version reads tlsbench-result/1 only"),
                ("e-label", "no valid result: labels has 'rack' twice"),
                ("g-other", "has the id of \(results.path)/\(good), and says something else"),
                ("h-key", "no valid result: machine.hw_key is no key"),
            ] {
                let start = "tlsbench: \(results.path)/\(name).json: \(reason)"
                #expect(lines.contains { $0.hasPrefix(start) }, "\(start) in \(err)")
            }
        }
    }

    @Test func `writes nothing without a run, and nothing where a named file is not there`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let empty = try merge([folder.path], folder)
        #expect(empty.status == 65 && empty.err == "tlsbench: nothing to merge: none of the files is a run\n")
        let missing = try merge([folder.path + "/missing.json"], folder)
        #expect(missing.status == 66 && missing.err.contains("missing.json: No such file or directory"))
        #expect(try files(folder).isEmpty)
    }
}
