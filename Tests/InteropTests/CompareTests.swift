import Foundation
import Testing

/// What `compare` says of files that users give it, and the status that it ends with.
@Suite struct CompareTests {
    private func run(_ arguments: [String]) throws -> (status: Int32, output: String, message: String) {
        let command = try Command.start(["compare"] + arguments)
        return (try command.waitForExit(), command.stdout.text, command.stderr.text)
    }

    /// A folder of its own for each test.
    private func withFolder(_ body: (Files) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(try Files(folder: folder))
    }

    /// Results made from one that the package has in Results/.
    private struct Files {
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

    @Test func `a file against itself is unchanged in all, with --gate too`() throws {
        try withFolder { files in
            let file = try files.result()
            for arguments in [[], ["--gate"], ["--all"]] {
                let (status, output, message) = try run([file, file] + arguments)
                #expect(status == 0 && message.isEmpty)
                #expect(output.contains(": \(files.count) unchanged\n"))
                #expect(output.contains("rsa-decrypt/2048/openssl") == arguments.contains("--all"))
            }
        }
    }

    @Test func `a file cut short, of another version or changed by hand ends with 65`() throws {
        try withFolder { files in
            let file = try files.result()
            let half = files.path("half.json")
            try Data(files.text("result.json").utf8.prefix(100_000)).write(to: URL(fileURLWithPath: half))
            let version = try files.result("version.json", [("tlsbench-result/1", "tlsbench-result/2")])
            let edited = try files.result("edited.json", [(#""median":"#, #""median":1"#)])
            for (broken, reason) in [
                (half, "truncated, or no JSON"), (version, "is tlsbench-result/2, and this version reads"),
                (edited, "median is"),
            ] {
                for arguments in [[broken, file], [file, broken]] {
                    let (status, output, message) = try run(arguments)
                    #expect(status == 65 && output.isEmpty)
                    #expect(message.hasPrefix("tlsbench: \(broken): ") && message.contains(reason))
                    #expect(message.filter(\.isNewline).count == 1)
                }
            }
        }
    }

    @Test func `a missing file ends with 66`() throws {
        try withFolder { files in
            let file = try files.result()
            #expect(try run([file, "/missing.json"]).status == 66)
            #expect(try run(["/missing.json", file]).status == 66)
            #expect(try run([file, file, "--history", "/missing.csv"]).status == 66)
        }
    }

    @Test func `another machine ends with 4, but for ratios`() throws {
        try withFolder { files in
            let (file, other) = (try files.result(), try files.otherMachine())
            for arguments in [[], ["--gate"]] {
                let (status, output, message) = try run([file, other] + arguments)
                #expect(status == 4 && output.isEmpty)
                #expect(message.hasPrefix("tlsbench: not comparable: baseline was measured on "))
                #expect(
                    message.contains("\(files.hwKey)), this is ")
                        && message.contains("0123456789ab). Times are not")
                )
                #expect(message.contains("(1) tlsbench gate --baseline-ref \(files.commit) "))
                #expect(message.filter(\.isNewline).count == 1)
            }
            let (status, output, message) = try run([file, other, "--mode", "ratio"])
            #expect(status == 0 && message.isEmpty)
            #expect(output.contains("ratios, ") && output.contains("Informational"))
        }
    }

    @Test func `other software is a report, and ends with 4 under --gate`() throws {
        try withFolder { files in
            let (file, other) = (try files.result(), try files.otherSoftware())
            let (status, output, _) = try run([file, other])
            #expect(status == 0 && output.contains("toolchain changed: kernel ") && output.contains("report only: "))
            let (gated, nothing, message) = try run([file, other, "--gate"])
            #expect(gated == 4 && nothing.isEmpty && message.contains("not comparable: toolchain changed: kernel "))
        }
    }

    @Test func `a slowdown ends with 1 under --gate alone`() throws {
        try withFolder { files in
            let (file, slower) = (try files.result(), try files.slowerResult())
            let (status, output, _) = try run([file, slower])
            #expect(status == 0 && output.contains("report only: 1 slower, \(files.count - 1) unchanged\n"))
            let (gated, report, message) = try run([file, slower, "--gate"])
            #expect(gated == 1 && message.isEmpty)
            #expect(report.contains("\nregressed  ") && report.contains("blocked: 1 regressed, "))
        }
    }

    @Test func `a missing benchmark ends with 1 under --gate, unless it is allowed`() throws {
        try withFolder { files in
            let file = try files.result()
            let renamed = try files.result(
                "renamed.json",
                [(#""id":"tcp-connect/gmp""#, #""id":"tcp-connect/gone""#)]
            )
            let (status, output, _) = try run([file, renamed])
            #expect(
                status == 0 && output.contains("report only: 1 missing, 1 new, \(files.count - 1) unchanged\n")
            )
            #expect(try run([file, renamed, "--gate"]).status == 1)
            #expect(try run([file, renamed, "--gate", "--allow-missing"]).status == 0)
        }
    }

    @Test func `results with nothing in common end with 4, also where a missing benchmark is allowed`() throws {
        try withFolder { files in
            let ids = [("one.json", "rsa-decrypt"), ("two.json", "bulk")]
            let paths = try ids.map { name, operation in
                let data = try Data(contentsOf: URL(fileURLWithPath: files.result()))
                var document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
                let benchmarks = try #require(document["benchmarks"] as? [[String: Any]])
                document["benchmarks"] = benchmarks.filter { $0["op"] as? String == operation }
                try JSONSerialization.data(withJSONObject: document).write(to: URL(fileURLWithPath: files.path(name)))
                return files.path(name)
            }
            for arguments in [[], ["--gate", "--allow-missing"], ["--mode", "ratio"]] {
                let (status, output, message) = try run(paths + arguments)
                #expect(status == 4 && message.isEmpty, "\(arguments)")
                #expect(output.contains("not comparable: ") || output.contains("0 ratios, "))
            }
            // What is missing blocks where that is not allowed.
            #expect(try run(paths + ["--gate"]).status == 1)
        }
    }

    @Test func `a debug build beside a release build ends with 4`() throws {
        try withFolder { files in
            let debug = try files.result("debug.json", [(#""configuration":"release""#, #""configuration":"debug""#)])
            let (status, output, _) = try run([try files.result(), debug])
            #expect(status == 4 && output.contains("not comparable: \(files.count) refused\n"))
        }
    }

    @Test func `a folder without a baseline passes, and says how to make one`() throws {
        try withFolder { files in
            let (status, output, message) = try run([files.folder.path, try files.result(), "--gate"])
            #expect(status == 0 && message.isEmpty)
            let path = files.path("\(files.hwKey)/baseline.json")
            #expect(
                output
                    == "there is no \(path): nothing to compare with (to make it: tlsbench compare FOLDER FILE --renew)\n"
            )
        }
    }

    @Test func `--renew makes a baseline, which is then compared with`() throws {
        try withFolder { files in
            let file = try files.result()
            let (status, output, message) = try run([files.folder.path, file, "--renew"])
            #expect(status == 0 && message.isEmpty)
            let path = files.path("\(files.hwKey)/baseline.json")
            #expect(
                output
                    == "\(path): now the run of \(files.started), commit \(files.commit.prefix(10))\n"
            )
            let (again, report, _) = try run([files.folder.path, file, "--gate"])
            #expect(again == 0 && report.contains("pass: \(files.count) unchanged\n"))
            // Another machine has a place of its own.
            let other = try files.otherMachine()
            #expect(try run([files.folder.path, other]).output.hasPrefix("there is no "))
            #expect(try run([files.folder.path, other, "--renew"]).status == 0)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: files.path(files.hwKey)) == [
                    "baseline.json"
                ]
            )
        }
    }

    @Test(arguments: [
        (#""configuration":"release""#, #""configuration":"debug""#, "a debug build is no baseline"),
        (
            #""warnings":["#, #""warnings":["interrupted: fewer generations than planned","#,
            "an interrupted run is no baseline"
        ),
    ])
    func `--renew refuses what is no baseline with 65`(before: String, after: String, reason: String) throws {
        try withFolder { files in
            let (status, output, message) = try run([
                files.folder.path, try files.result("new.json", [(before, after)]), "--renew",
            ])
            #expect(status == 65 && output.isEmpty)
            #expect(message.hasPrefix("tlsbench: \(files.path("new.json")): \(reason)"))
            #expect(!FileManager.default.fileExists(atPath: files.path(files.hwKey)))
        }
    }

    @Test func `arguments that make no sense end with 64`() throws {
        try withFolder { files in
            let (file, folder) = (try files.result(), files.folder.path)
            for arguments in [
                [file], [file, file, "--renew"], [folder, file, "--renew", "--gate"], [file, file, "--append"],
                [file, file, "--gate", "--mode", "ratio"], [file, file, "--allow-missing"],
                [file, file, "--mode", "size"],
                [folder, file, "--renew", "--markdown", files.path("a.md")],
            ] {
                #expect(try run(arguments).status == 64, "\(arguments)")
            }
        }
    }

    @Test func `--append makes a history, and adds each run once`() throws {
        try withFolder { files in
            let file = try files.result()
            let arguments = [file, file, "--history", files.path("history.csv"), "--append"]
            #expect(try run(arguments).status == 0)
            let text = try files.text("history.csv")
            #expect(text.split(separator: "\r\n").count == files.count + 1)
            #expect(try run(arguments + ["--gate"]).status == 0)
            #expect(try files.text("history.csv") == text)
            let later = try files.result("later.json", [(files.started, "2026-01-01T00:00:00Z")])
            #expect(try run([file, later, "--history", files.path("history.csv"), "--append"]).status == 0)
            #expect(try files.text("history.csv").hasPrefix(text))
            #expect(try files.text("history.csv").split(separator: "\r\n").count == 2 * files.count + 1)
        }
    }

    @Test func `eight processes that append at once lose no line`() throws {
        try withFolder { files in
            let file = try files.result()
            let runs = try (1...8).map { number in
                try files.result("\(number).json", [(files.started, "2026-01-0\(number)T00:00:00Z")])
            }
            let history = files.path("history.csv")
            let commands = try runs.map { run in
                try Command.start(["compare", file, run, "--history", history, "--append"])
            }
            for command in commands { #expect(try command.waitForExit(within: 120) == 0, "\(command.stderr.text)") }
            let lines = try files.text("history.csv").split(separator: "\r\n")
            #expect(lines.count == 8 * files.count + 1)
            #expect(Set(lines.dropFirst().map { $0.prefix { $0 != "," } }).count == 8)
            // What they left can be read.
            #expect(try run([file, file, "--history", history]).status == 0)
        }
    }

    @Test func `a refused comparison is in the history all the same`() throws {
        try withFolder { files in
            let (file, other) = (try files.result(), try files.otherSoftware())
            #expect(try run([file, other, "--gate", "--history", files.path("h.csv"), "--append"]).status == 4)
            #expect(try files.text("h.csv").split(separator: "\r\n").count == files.count + 1)
        }
    }

    @Test func `a history that a hand broke ends with 65, names the line, and stays as it is`() throws {
        try withFolder { files in
            let (file, history) = (try files.result(), files.path("history.csv"))
            #expect(try run([file, file, "--history", history, "--append"]).status == 0)
            let lines = try files.text("history.csv").split(separator: "\r\n").map(String.init)
            for (broken, reason) in [
                (["a,b"] + lines.dropFirst(), "no history: the first line is not started,commit,hw_key,"),
                (lines.prefix(3) + ["hello"] + lines.dropFirst(3), "line 4: 1 fields, not 12"),
            ] {
                let text = broken.joined(separator: "\n")
                try text.write(toFile: history, atomically: false, encoding: .utf8)
                let (status, output, message) = try run([file, file, "--history", history, "--append"])
                #expect(status == 65 && output.isEmpty)
                #expect(message.hasPrefix("tlsbench: \(history): \(reason)"))
                #expect(try files.text("history.csv") == text)
            }
        }
    }

    @Test func `--markdown writes the same as a table`() throws {
        try withFolder { files in
            let file = try files.result()
            #expect(try run([file, file, "--markdown", files.path("report.md")]).status == 0)
            let text = try files.text("report.md")
            #expect(text.hasPrefix("### tlsbench compare: report only: \(files.count) unchanged\n"))
            #expect(text.split(separator: "\n").filter { $0.hasPrefix("| ") }.count == files.count + 2)
        }
    }

    @Test func `what cannot be written ends with 73, before anything is printed`() throws {
        try withFolder { files in
            let file = try files.result()
            for arguments in [
                ["--markdown", "/dev/full"], ["--markdown", "/missing/a.md"],
                ["--history", "/missing/h.csv", "--append"],
            ] {
                let (status, output, message) = try run([file, file] + arguments)
                #expect(status == 73 && output.isEmpty, "\(arguments)")
                #expect(message.hasPrefix("tlsbench: /"))
            }
        }
    }

    @Test func `a full disk behind standard output ends with 73`() throws {
        try withFolder { files in
            let file = try files.result()
            let line = "'\(try Command.path())' compare '\(file)' '\(file)' >/dev/full"
            let command = try ChildProcess("sh", ["-c", line])
            #expect(try command.waitForExit() == 73)
            #expect(command.stderr.text.hasPrefix("tlsbench: cannot write the output: "))
        }
    }
}
