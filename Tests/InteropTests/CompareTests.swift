import Foundation
import Testing

/// What `compare` says of files that users give it, and the status that it ends with.
@Suite struct CompareTests {
    @Test func `a file against itself is unchanged in all, with --gate too`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            for arguments in [[], ["--gate"], ["--all"]] {
                let (status, output, message) = try compare([file, file] + arguments)
                #expect(status == 0 && message.isEmpty)
                #expect(output.contains(": \(files.count) unchanged\n"))
                #expect(output.contains("rsa-decrypt/2048/openssl") == arguments.contains("--all"))
            }
        }
    }

    @Test func `a file cut short, of another version or changed by hand ends with 65`() throws {
        try withComparedFiles { files in
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
                    let (status, output, message) = try compare(arguments)
                    #expect(status == 65 && output.isEmpty)
                    #expect(message.hasPrefix("tlsbench: \(broken): ") && message.contains(reason))
                    #expect(message.filter(\.isNewline).count == 1)
                }
            }
        }
    }

    @Test func `a missing file ends with 66`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            #expect(try compare([file, "/missing.json"]).status == 66)
            #expect(try compare(["/missing.json", file]).status == 66)
            #expect(try compare([file, file, "--history", "/missing.csv"]).status == 66)
        }
    }

    @Test func `another machine ends with 4, but for ratios`() throws {
        try withComparedFiles { files in
            let (file, other) = (try files.result(), try files.otherMachine())
            for arguments in [[], ["--gate"]] {
                let (status, output, message) = try compare([file, other] + arguments)
                #expect(status == 4 && output.isEmpty)
                #expect(message.hasPrefix("tlsbench: not comparable: baseline was measured on "))
                #expect(
                    message.contains("\(files.hwKey)), this is ")
                        && message.contains("0123456789ab). Times are not")
                )
                #expect(message.contains("(1) tlsbench gate --baseline-ref \(files.commit) "))
                #expect(message.filter(\.isNewline).count == 1)
            }
            let (status, output, message) = try compare([file, other, "--mode", "ratio"])
            #expect(status == 0 && message.isEmpty)
            #expect(output.contains("ratios, ") && output.contains("Informational"))
        }
    }

    @Test func `other software is a report, and ends with 4 under --gate`() throws {
        try withComparedFiles { files in
            let (file, other) = (try files.result(), try files.otherSoftware())
            let (status, output, _) = try compare([file, other])
            #expect(status == 0 && output.contains("toolchain changed: kernel ") && output.contains("report only: "))
            let (gated, nothing, message) = try compare([file, other, "--gate"])
            #expect(gated == 4 && nothing.isEmpty && message.contains("not comparable: toolchain changed: kernel "))
        }
    }

    @Test func `a slowdown ends with 1 under --gate alone`() throws {
        try withComparedFiles { files in
            let (file, slower) = (try files.result(), try files.slowerResult())
            let (status, output, _) = try compare([file, slower])
            #expect(status == 0 && output.contains("report only: 1 slower, \(files.count - 1) unchanged\n"))
            let (gated, report, message) = try compare([file, slower, "--gate"])
            #expect(gated == 1 && message.isEmpty)
            #expect(report.contains("\nregressed  ") && report.contains("blocked: 1 regressed, "))
        }
    }

    @Test func `a missing benchmark ends with 1 under --gate, unless it is allowed`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            let renamed = try files.result(
                "renamed.json",
                [(#""id":"tcp-connect/gmp""#, #""id":"tcp-connect/gone""#)]
            )
            let (status, output, _) = try compare([file, renamed])
            #expect(
                status == 0 && output.contains("report only: 1 missing, 1 new, \(files.count - 1) unchanged\n")
            )
            #expect(try compare([file, renamed, "--gate"]).status == 1)
            #expect(try compare([file, renamed, "--gate", "--allow-missing"]).status == 0)
        }
    }

    @Test func `results with nothing in common end with 4, also where a missing benchmark is allowed`() throws {
        try withComparedFiles { files in
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
                let (status, output, message) = try compare(paths + arguments)
                #expect(status == 4 && message.isEmpty, "\(arguments)")
                #expect(output.contains("not comparable: ") || output.contains("0 ratios, "))
            }
            // What is missing blocks where that is not allowed.
            #expect(try compare(paths + ["--gate"]).status == 1)
        }
    }

    @Test func `a debug build beside a release build ends with 4`() throws {
        try withComparedFiles { files in
            let debug = try files.result("debug.json", [(#""configuration":"release""#, #""configuration":"debug""#)])
            let (status, output, _) = try compare([try files.result(), debug])
            #expect(status == 4 && output.contains("not comparable: \(files.count) refused\n"))
        }
    }

    @Test func `a folder without a baseline passes, and says how to make one`() throws {
        try withComparedFiles { files in
            let (status, output, message) = try compare([files.folder.path, try files.result(), "--gate"])
            #expect(status == 0 && message.isEmpty)
            let path = files.path("\(files.hwKey)/baseline.json")
            #expect(
                output
                    == "there is no \(path): nothing to compare with (to make it: tlsbench compare FOLDER FILE --renew)\n"
            )
        }
    }

    @Test func `--renew makes a baseline, which is then compared with`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            let (status, output, message) = try compare([files.folder.path, file, "--renew"])
            #expect(status == 0 && message.isEmpty)
            let path = files.path("\(files.hwKey)/baseline.json")
            #expect(
                output
                    == "\(path): now the run of \(files.started), commit \(files.commit.prefix(10))\n"
            )
            let (again, report, _) = try compare([files.folder.path, file, "--gate"])
            #expect(again == 0 && report.contains("pass: \(files.count) unchanged\n"))
            // Another machine has a place of its own.
            let other = try files.otherMachine()
            #expect(try compare([files.folder.path, other]).output.hasPrefix("there is no "))
            #expect(try compare([files.folder.path, other, "--renew"]).status == 0)
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
        try withComparedFiles { files in
            let (status, output, message) = try compare([
                files.folder.path, try files.result("new.json", [(before, after)]), "--renew",
            ])
            #expect(status == 65 && output.isEmpty)
            #expect(message.hasPrefix("tlsbench: \(files.path("new.json")): \(reason)"))
            #expect(!FileManager.default.fileExists(atPath: files.path(files.hwKey)))
        }
    }

    @Test func `arguments that make no sense end with 64`() throws {
        try withComparedFiles { files in
            let (file, folder) = (try files.result(), files.folder.path)
            for arguments in [
                [file], [file, file, "--renew"], [folder, file, "--renew", "--gate"], [file, file, "--append"],
                [file, file, "--gate", "--mode", "ratio"], [file, file, "--allow-missing"],
                [file, file, "--mode", "size"],
                [folder, file, "--renew", "--markdown", files.path("a.md")],
            ] {
                #expect(try compare(arguments).status == 64, "\(arguments)")
            }
        }
    }

    @Test func `--markdown writes the same as a table`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            #expect(try compare([file, file, "--markdown", files.path("report.md")]).status == 0)
            let text = try files.text("report.md")
            #expect(text.hasPrefix("### tlsbench compare: report only: \(files.count) unchanged\n"))
            #expect(text.split(separator: "\n").filter { $0.hasPrefix("| ") }.count == files.count + 2)
        }
    }

    @Test func `what cannot be written ends with 73, before anything is printed`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            for arguments in [
                ["--markdown", "/dev/full"], ["--markdown", "/missing/a.md"],
                ["--history", "/missing/h.csv", "--append"],
            ] {
                let (status, output, message) = try compare([file, file] + arguments)
                #expect(status == 73 && output.isEmpty, "\(arguments)")
                #expect(message.hasPrefix("tlsbench: /"))
            }
        }
    }

    @Test func `a full disk behind standard output ends with 73`() throws {
        try withComparedFiles { files in
            let file = try files.result()
            let line = "'\(try Command.path())' compare '\(file)' '\(file)' >/dev/full"
            let command = try ChildProcess("sh", ["-c", line])
            #expect(try command.waitForExit() == 73)
            #expect(command.stderr.text.hasPrefix("tlsbench: cannot write the output: "))
        }
    }
}
