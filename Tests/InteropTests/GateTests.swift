import Foundation
import Testing

/// What `gate` says to a CI system: its status, and one line of why.
@Suite final class GateTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "gate-tests-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    /// A gate in a hurry, with a lock of its own: tests run beside each other.
    private func start(
        _ arguments: [String],
        seconds: String = "0.5",
        lock: String? = nil
    ) throws -> ChildProcess {
        let hurry = ["--time", seconds, "--generations", "4", "--max-looks", "2", "--evidence", "off"]
        return try Command.start(
            ["gate"] + hurry + arguments,
            environment: ["TLSBENCH_LOCK": lock ?? path("lock-\(UUID().uuidString)")]
        )
    }

    private func run(_ arguments: [String]) throws -> (status: Int32, output: String, message: String) {
        let command = try start(arguments)
        return (try command.waitForExit(within: 60), command.stdout.text, command.stderr.text)
    }

    private func compare(
        _ baseline: ScriptedWorker,
        _ candidate: ScriptedWorker,
        _ arguments: [String] = []
    ) throws -> (status: Int32, output: String, message: String) {
        try run(["--baseline-binary", baseline.path, "--candidate-binary", candidate.path] + arguments)
    }

    @Test func `two builds that are as fast pass, and the file says so too`() throws {
        let file = path("gate.json")
        let (status, output, _) = try compare(ScriptedWorker(), ScriptedWorker(), ["--json", file])
        #expect(status == 0)
        #expect(output.contains("pass: no benchmark is slower than is allowed (2 unchanged)"))
        let verdict = try Command.start(["verdict", file])
        #expect(try verdict.waitForExit() == 0)
    }

    @Test func `5 % slower is blocked, in every report`() throws {
        let (status, output, _) = try compare(
            ScriptedWorker(),
            ScriptedWorker(nanoseconds: 1_050_000),
            [
                "--json", path("gate.json"), "--junit", path("gate.xml"), "--markdown", path("gate.md"), "--gitlab",
                path("metrics.txt"), "--github",
            ]
        )
        #expect(status == 1)
        #expect(output.contains("regressed: slower than is allowed: a/swift"))
        #expect(output.contains("::error title=regressed%3A a/swift::+"))
        #expect(try String(contentsOfFile: path("gate.xml"), encoding: .utf8).contains("<failure type=\"regressed\""))
        #expect(try String(contentsOfFile: path("gate.md"), encoding: .utf8).contains("| a/swift | regressed |"))
        #expect(try String(contentsOfFile: path("metrics.txt"), encoding: .utf8).contains("tlsbench_change_ratio{id="))
        #expect(try Command.start(["verdict", path("gate.json")]).waitForExit() == 1)
    }

    @Test func `a slowdown that somebody wants passes, with the reason`() throws {
        let (status, output, _) = try compare(
            ScriptedWorker(benchmarks: ["a/swift"]),
            ScriptedWorker(nanoseconds: 1_050_000, benchmarks: ["a/swift"]),
            ["--accept", "a/swift checks lengths first"]
        )
        #expect(status == 0)
        #expect(output.contains("accepted: checks lengths first"))
    }

    @Test func `a reason is text, and no command for the runner that reads the report`() throws {
        let reason = "because somebody has written a reason as long as a line and more ::error title=x::y"
        for text in [reason, reason + "\n::warning::z"] {
            let (status, output, message) = try compare(
                ScriptedWorker(benchmarks: ["a/swift"]),
                ScriptedWorker(nanoseconds: 1_050_000, benchmarks: ["a/swift"]),
                ["--github", "--accept", "a/swift \(text)"]
            )
            #expect(status == 0)
            let lines = (output + message).split { $0.isNewline }
            let commands = lines.filter { $0.drop { $0.isWhitespace }.hasPrefix("::") }
            #expect(commands.count == 1 && commands[0].hasPrefix("::warning title=regressed%3A a/swift::"))
            #expect(output.contains("\\::error title=x::y"))
        }
    }

    @Test func `an older build that cannot say what it loads is measured, and that is said`() throws {
        let (status, output, _) = try compare(ScriptedWorker(), ScriptedWorker())
        #expect(status == 0)
        #expect(output.contains("the baseline does not say which libraries it loads"))
        #expect(output.contains("the candidate does not say which libraries it loads"))
    }

    /// A copy of libcrypto that is another build by its linker's identifier alone.
    private func otherLibrary() throws -> String {
        let list = try Command.start(["list", "--suite", "quick"])
        _ = try list.waitForExit()
        let line = try #require(list.stdout.text.split(separator: "\n").first { $0.hasSuffix("/libcrypto.so.3") })
        let file = String(try #require(line.split(separator: " ").last))
        var octets = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        // The note's type and name, then the identifier.
        let head: [UInt8] = [3, 0, 0, 0] + Array("GNU\0".utf8)
        let place = try #require(octets.indices.first { octets[$0...].starts(with: head) })
        octets[place + head.count] ^= 0xFF
        let libraries = path("libraries")
        try FileManager.default.createDirectory(atPath: libraries, withIntermediateDirectories: true)
        try Data(octets).write(to: URL(fileURLWithPath: libraries + "/libcrypto.so.3"))
        return libraries
    }

    private func script(_ name: String, _ line: String) throws -> String {
        let file = path(name)
        try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return file
    }

    @Test func `scripts that choose a library are told apart by what they load`() throws {
        let (libraries, own) = (try otherLibrary(), try Command.path())
        let old = try script("old", "LD_LIBRARY_PATH='\(libraries)' exec '\(own)' \"$@\"")
        let new = try script("new", "exec '\(own)' \"$@\"")
        let arguments = [
            "--filter", "^prf-key-block/sha256/openssl$", "--null-control", "off", "--json", path("gate.json"),
        ]
        let (status, output, message) = try run(
            ["--baseline-binary", old, "--candidate-binary", new] + arguments
        )
        #expect([0, 1].contains(status), "\(message)")
        let joined = output.split { $0.isWhitespace }.joined(separator: " ")
        #expect(joined.contains("they load different files: baseline \(libraries)/libcrypto.so.3 (build-id:"))
        #expect(joined.contains("LD_LIBRARY_PATH: baseline '\(libraries)', candidate ''"))
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path("gate.json"))))
        let builds = try #require((object as? [String: Any])?["builds"] as? [String: [String: Any]])
        for side in ["A", "B"] {
            let files = try #require((builds[side]?["loads"] as? [String: Any])?["files"] as? [[String: String]])
            let library = try #require(files.first { $0["name"] == "libcrypto.so.3" })
            #expect(library["path"]?.hasPrefix(libraries) == (side == "A"))
            let libs = try #require(builds[side]?["libs"] as? [String: [String: String]])
            #expect(libs["openssl"]?["version"]?.hasPrefix("3.") == true)
        }
    }

    @Test func `one executable with a library for both sides is equal, and both are told which`() throws {
        let (libraries, own) = (try otherLibrary(), try Command.path())
        let gate = try Command.start(
            ["gate", "--quick", "--baseline-binary", own, "--candidate-binary", own],
            environment: ["LD_LIBRARY_PATH": libraries, "TLSBENCH_LOCK": path("lock")]
        )
        #expect(try gate.waitForExit(within: 60) == 0)
        let words = gate.stdout.text.split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains("pass: both builds load the same code and data, and the same libraries"))
        #expect(words.contains("warning: LD_LIBRARY_PATH=\(libraries) holds for both builds: both load \(libraries)/"))
    }

    @Test func `a worker's numbers that cannot be cost its row, and not the gate`() throws {
        let senseless = try ScriptedWorker(onRun: "echo 'batch 18446744073709551615 1 1 0 0 0 0'; continue")
        let (status, output, _) = try compare(ScriptedWorker(), senseless, ["--json", path("gate.json")])
        #expect(status == 5)
        #expect(output.contains("18446744073709551615"))
        #expect(try Command.start(["verdict", path("gate.json")]).waitForExit() == 5)
    }

    /// What is in the middle of a batch reads nothing, and would go on for as long as the batch lasts.
    @Test func `workers are gone with a gate that is killed`() throws {
        let pids = path("pids")
        let build = try ScriptedWorker(onRun: "echo $$ >>'\(pids)'; while :; do :; done")
        let gate = try start(["--baseline-binary", build.path, "--candidate-binary", build.path], seconds: "600")
        try wait(for: pids) { $0.hasSuffix("\n") }
        let workers = try String(contentsOfFile: pids, encoding: .utf8).split(separator: "\n").compactMap { Int32($0) }
        #expect(!workers.isEmpty)
        gate.send(SIGKILL)
        func isAlive(_ process: Int32) -> Bool {
            // One that nobody has waited for yet has ended too.
            let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            return state.map { !$0.contains(") Z ") && !$0.contains(") X ") } ?? false
        }
        let deadline = Date(timeIntervalSinceNow: 5)
        while workers.contains(where: isAlive), Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
        let left = workers.filter(isAlive)
        for worker in left { kill(worker, SIGKILL) }
        #expect(left.isEmpty)
    }

    @Test func `a verdict that was edited is refused`() throws {
        let file = path("gate.json")
        _ = try compare(ScriptedWorker(), ScriptedWorker(nanoseconds: 1_050_000), ["--json", file])
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try Data(text.replacing("\"verdict\":\"regressed\"", with: "\"verdict\":\"unchanged\"").utf8)
            .write(to: URL(fileURLWithPath: file))
        let verdict = try Command.start(["verdict", file])
        #expect(try verdict.waitForExit() == 65)
        #expect(verdict.stderr.text.contains("the file says unchanged, its data say regressed"))
    }

    @Test func `a benchmark that is gone is blocked unless it may be`() throws {
        let old = try ScriptedWorker(benchmarks: ["a/swift", "b/swift"])
        let new = try ScriptedWorker(benchmarks: ["a/swift"])
        let (status, output, _) = try compare(old, new)
        #expect(status == 1)
        #expect(output.contains("missing in the candidate: b/swift"))
        #expect(try compare(old, new, ["--allow-missing"]).status == 0)
    }

    @Test func `a session that is biased proves nothing, and ends with 3`() throws {
        let build = try ScriptedWorker()
        let slower = try ScriptedWorker(nanoseconds: 1_050_000)
        let (status, output, _) = try compare(build, slower, ["--inject-control", "3"])
        #expect(status == 3)
        #expect(output.contains("the null control failed (record-seal/aes-128-gcm/1350/openssl)"))
    }

    @Test func `other results are a failure, not a time`() throws {
        let (status, output, _) = try compare(ScriptedWorker(), ScriptedWorker(digest: "01"))
        #expect(status == 5)
        #expect(output.contains("do not give the same result") || output.contains("result is another"))
    }

    @Test func `a crash is a failure that names the benchmark and the signal`() throws {
        let (status, output, _) = try compare(ScriptedWorker(), ScriptedWorker(onRun: "kill -SEGV $$"))
        #expect(status == 5)
        #expect(output.contains("ended by signal 11"))
    }

    @Test func `a crash before the greeting is one too`() throws {
        let (status, _, message) = try compare(ScriptedWorker(onStart: "kill -SEGV $$"), ScriptedWorker())
        #expect(status == 5)
        #expect(message.contains("baseline: the worker of the greeting was ended by signal 11"))
    }

    @Test func `another protocol cannot be compared`() throws {
        let (status, _, message) = try compare(ScriptedWorker(version: 2), ScriptedWorker())
        #expect(status == 4)
        #expect(message.contains("a worker said 'tlsbench-worker 2' in place of 'tlsbench-worker"))
    }

    @Test func `a baseline that cannot be run is a mistake in the arguments`() throws {
        let plain = path("plain")
        try Data("no program".utf8).write(to: URL(fileURLWithPath: plain))
        for (baseline, reason) in [
            ("/missing/tlsbench", "there is no such file"), (plain, "is not an executable file"),
            (folder.path, "is not an executable file"),
        ] {
            let (status, _, message) = try run(["--baseline-binary", baseline])
            #expect(status == 64)
            #expect(message.contains(reason), "\(baseline)")
        }
    }

    @Test func `a commit that is not there is a mistake by hand, and nothing to compare for CI`() throws {
        let (status, _, message) = try run(["--baseline-ref", "no-such-branch"])
        #expect(status == 64)
        #expect(message.contains("there is no commit 'no-such-branch' here"))
        #expect(try run(["--baseline-ref", "no-such-branch", "--optional-baseline"]).status == 4)
    }

    @Test func `what builds, and is not installed, is named with whence it comes and with what does without`() throws {
        let gate = try Command.start(["gate", "--baseline-ref", "HEAD"], environment: ["PATH": folder.path])
        #expect(try gate.waitForExit() == 64)
        #expect(
            gate.stderr.text.contains(
                "no git checkout here; run this in a clone of tlsbench, or name an executable with --baseline-binary: "
                    + "cannot run git, which comes from the package git"
            )
        )
        let layout = try Command.start(["layout"], environment: ["PATH": folder.path, "TLSBENCH_LOCK": path("lock")])
        #expect(try layout.waitForExit() == 64)
        #expect(layout.stderr.text.contains("run this in a clone of tlsbench: cannot run git, which comes from"))
    }

    @Test func `without a baseline, and with two, it asks which`() throws {
        #expect(try run([]).status == 64)
        #expect(try run(["--selftest", "--baseline-ref", "HEAD"]).status == 64)
        #expect(try run(["--basline-ref", "HEAD"]).message.contains("Unknown option '--basline-ref'"))
    }

    @Test func `a report that cannot be written is said before anything is measured`() throws {
        let build = try ScriptedWorker(onStart: "touch '\(path("started"))'")
        let (status, _, message) = try compare(build, build, ["--json", "/missing/gate.json"])
        #expect(status == 73)
        #expect(message == "tlsbench: /missing/gate.json: No such file or directory\n")
        #expect(!FileManager.default.fileExists(atPath: path("started")))
    }

    @Test func `equal code is decided without measuring`() throws {
        let own = try Command.path()
        let (status, output, _) = try run(["--baseline-binary", own, "--candidate-binary", own])
        #expect(status == 0)
        #expect(output.contains("pass: both builds load the same code and data"))
    }

    @Test func `the second gate is told whose process is first`() throws {
        let started = path("started")
        let build = try ScriptedWorker(onRun: "touch '\(started)'; sleep 0.05")
        let lock = path("lock")
        let builds = ["--baseline-binary", build.path, "--candidate-binary", build.path]
        let first = try start(builds, seconds: "600", lock: lock)
        try wait(for: started)
        let second = try start(builds, lock: lock)
        #expect(try second.waitForExit() == 75)
        let message = second.stderr.text
        #expect(message.hasPrefix("tlsbench: another run is in progress: process "), "\(message)")
        #expect(message.contains("\(try Command.path()) gate --time 600") && message.filter(\.isNewline).count == 1)
        first.send(SIGINT)
        #expect(try first.waitForExit() == 130)
    }

    @Test func `an interrupted gate ends with 130, and every report says that it is no verdict`() throws {
        let started = path("started")
        let build = try ScriptedWorker(onRun: "touch '\(started)'; sleep 0.05")
        let output = path("outputs")
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        // What an earlier gate left must not be taken for this one's.
        for name in ["gate.json", "gate.md"] {
            try Data("pass".utf8).write(to: URL(fileURLWithPath: "\(output)/\(name)"))
        }
        let gate = try start(
            [
                "--baseline-binary", build.path, "--candidate-binary", build.path, "--json", output + "/gate.json",
                "--junit", output + "/gate.xml", "--markdown", output + "/gate.md", "--gitlab", output + "/metrics.txt",
                "--github",
            ],
            seconds: "600"
        )
        try wait(for: started)
        #expect(!FileManager.default.fileExists(atPath: output + "/gate.json"))
        gate.send(SIGINT)
        #expect(try gate.waitForExit() == 130)
        #expect(gate.stdout.text.contains("unfinished: not finished: interrupted when 0 of 2 benchmarks were decided"))
        #expect(gate.stdout.text.contains("::error title=gate%3A unfinished::not finished"))
        #expect(gate.stderr.text.hasSuffix("tlsbench: interrupted; what was found so far is no verdict\n"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: output).sorted() == [
                "gate.json", "gate.md", "gate.xml", "metrics.txt",
            ]
        )
        func text(_ name: String) throws -> String { try String(contentsOfFile: "\(output)/\(name)", encoding: .utf8) }
        #expect(try text("gate.json").contains("\"verdict\":\"unfinished\""))
        #expect(try text("gate.md").hasPrefix("### tlsbench gate: unfinished\n"))
        #expect(try text("gate.xml").contains("<error type=\"unfinished\""))
        #expect(try text("metrics.txt") == "# EOF\n")
        let verdict = try Command.start(["verdict", output + "/gate.json"])
        #expect(try verdict.waitForExit() == 130, "\(verdict.stderr.text)")
    }

    /// Until a worker has left its mark.
    private func wait(for file: String, toHold isWhole: (String) -> Bool = { _ in true }) throws {
        let deadline = Date(timeIntervalSinceNow: 60)
        while !((try? String(contentsOfFile: file, encoding: .utf8)).map(isWhole) ?? false) {
            guard Date() < deadline else { throw CocoaError(.fileNoSuchFile) }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }
}
