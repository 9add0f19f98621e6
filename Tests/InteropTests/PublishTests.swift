import Foundation
import Testing

/// What `publish` does with files of users, several at once too.
@Suite struct PublishTests {
    /// A folder of its own for each test.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder.appending(path: "Results"),
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private static let stored = Result {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "Results/570c2a2bed31/20261124T132348Z-e753f05f65.json"),
            encoding: .utf8
        )
    }

    /// A committed result, with the first of each of these texts replaced.
    private func result(_ name: String, in folder: URL, _ edits: [(String, String)] = []) throws -> String {
        var text = try Self.stored.get()
        for (before, after) in edits {
            let range = try #require(text.range(of: before), "\(before) is not there to be replaced")
            text.replaceSubrange(range, with: after)
        }
        let file = folder.appending(path: name)
        try text.write(to: file, atomically: false, encoding: .utf8)
        return file.path
    }

    private func start(_ arguments: [String], in folder: URL) throws -> ChildProcess {
        try Command.start(["publish"] + arguments + ["--to", folder.appending(path: "Results").path])
    }

    /// All JSON files below the folder's Results.
    private func results(_ folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: "Results").path)
            .filter { $0.hasSuffix(".json") }.sorted()
    }

    private let id = "b234b7da-f852-484d-99b2-01919207ea3c"

    @Test func `two results of one machine, second and commit are both kept, and one is once`() throws {
        try withFolder { folder in
            let first = try result("first.json", in: folder)
            let second = try result("second.json", in: folder, [(id, "11111111-f852-484d-99b2-01919207ea3c")])
            for _ in 0..<2 {
                for file in [first, second] {
                    let command = try start([file], in: folder)
                    #expect(try command.waitForExit(within: 60) == 0, "\(command.stderr.text)")
                }
            }
            let place = "570c2a2bed31/20261124T132348Z-e753f05f65"
            #expect(
                try results(folder) == ["\(place)-11111111-f852-484d-99b2-01919207ea3c.json", "\(place)-\(id).json"]
            )
        }
    }

    @Test func `six processes at once lose no result, and the page has all of them`() throws {
        try withFolder { folder in
            let files = try (1...6).map { number in
                try result("\(number).json", in: folder, [(id, "\(number)1111111-f852-484d-99b2-01919207ea3c")])
            }
            let commands = try files.map { try start([$0], in: folder) }
            for command in commands { #expect(try command.waitForExit(within: 120) == 0, "\(command.stderr.text)") }
            let published = try results(folder)
            #expect(published.count == 6)
            let list = folder.appending(path: "Results/README.md")
            let page = try String(contentsOf: list, encoding: .utf8)
            for file in published { #expect(page.contains("(\(file))"), "\(file)") }
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            #expect(!names.contains { $0.hasSuffix(".partial") })
            // Drawn once more, it is the same.
            let again = try start([], in: folder)
            #expect(try again.waitForExit(within: 60) == 0 && again.stdout.text.isEmpty)
        }
    }

    @Test(arguments: [
        (#""git_commit":""#, #""git_commit":"/../../../"#, "builds.A.git_commit is no commit"),
        (#""reference":"openssl""#, #""reference":"<img src=x onerror=alert(1)>""#, "tool.reference is no name"),
        (#""id":"b234b7da"#, #""id":"=HYPERLINK(A1)"#, "id is no UUID"),
        (#""hw_key":"570c2a2bed31""#, #""hw_key":"../../../etc/""#, "machine.hw_key is no key"),
    ])
    func `a file that no run wrote ends with 65 in all that read one, and nothing is written`(
        before: String,
        after: String,
        reason: String
    ) throws {
        try withFolder { folder in
            let (good, broken) = (
                try result("good.json", in: folder), try result("broken.json", in: folder, [(before, after)])
            )
            let output = folder.appending(path: "output").path
            let places = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
            for arguments in [
                ["publish", broken, "--to", folder.appending(path: "Results").path],
                ["export", broken, "--to", "csv", "-o", output], ["report", broken, "-o", output], ["verdict", broken],
                ["compare", good, broken], ["compare", broken, good],
            ] {
                let command = try Command.start(arguments)
                #expect(try command.waitForExit(within: 60) == 65, "\(arguments)")
                #expect(
                    command.stderr.text.hasPrefix("tlsbench: \(broken): no valid result: \(reason)"),
                    "\(arguments)"
                )
                #expect(command.stdout.text.isEmpty)
            }
            #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == places)
        }
    }

    @Test func `a result of the same id that says something else is refused with 65`() throws {
        try withFolder { folder in
            #expect(try start([result("first.json", in: folder)], in: folder).waitForExit(within: 60) == 0)
            let other = try result("other.json", in: folder, [(#""seed":"#, #""seed":1"#)])
            let command = try start([other], in: folder)
            #expect(try command.waitForExit(within: 60) == 65)
            #expect(command.stderr.text.contains("results are never replaced"))
        }
    }
}
