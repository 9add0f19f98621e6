import Foundation
import Testing

@Suite struct `A plug-in` {
    private let files = PluginFiles()

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// Two rows in two seconds.
    private static let measured = [
        "run", "--suite", "quick", "--backend", "swift", "--filter", "^(record-seal/aes-128-gcm/16|rsa-encrypt/2048)/",
        "--time", "0.5", "--format", "json",
    ]

    @Test func `is a column that the result names with its file, its build and its library`() throws {
        let file = try files.plugin()
        let answer = try files.run(Self.measured + ["--plugin", "mine=\(file)"])
        try #require(answer.status == 0, "\(answer.errors)")
        let result = try object(answer.output)
        let rows = try #require(result["benchmarks"] as? [[String: Any]])
        #expect(rows.filter { $0["backend"] as? String == "mine" }.count == 2)
        let builds = try #require(result["builds"] as? [String: [String: Any]])
        let library = try #require((builds["A"]?["libs"] as? [String: [String: String]])?["mine"])
        #expect(library["name"] == "Test" && library["version"] == "1.2.3")
        #expect(library["path"] == URL(fileURLWithPath: file).resolvingSymlinksInPath().path)
        #expect(library["mark"]?.contains(":") == true && library["code_path"] == "the test's RSA")
        let argv = try #require((result["tool"] as? [String: Any])?["argv"] as? [String])
        #expect(argv.contains("NAME=PATH") && !argv.contains { $0.contains(file) })
    }

    @Test func `that signs and does not decrypt has rows of signatures, and no RSA key exchange`() throws {
        let checked = try files.run(["plugin", "check", files.plugin(), "--format", "json"])
        try #require(checked.status == 0, "\(checked.errors)")
        let document = try object(checked.output)
        func names(_ list: String, _ kind: String) throws -> [String] {
            let items = try #require(document[list] as? [[String: String]])
            return items.filter { $0["kind"] == kind }.compactMap { $0["name"] }
        }
        #expect(try names("offered", "aead") == ["aes-128-gcm", "aes-256-gcm"])
        #expect(try names("missing", "key-exchange") == ["rsa", "dhe"])
        #expect(try names("offered", "signature") == ["rsa_pkcs1_sha256", "rsa_pkcs1_sha384"])
        #expect(try names("missing", "kem") == ["ml-kem-768"])
        #expect(document["refusals"] as? [String] == ["rsa_decrypt_premaster: left out, to be missed"])
        #expect(document["faults"] as? [String] == [])
    }

    @Test func `that does not decrypt is no part of timing, which says so, and one with a fault fails in it`() throws {
        let timing = ["timing", "--backend", "swift", "--time", "0.1", "--format", "json"]
        let answer = try files.run(timing + ["--plugin", "mine=\(try files.plugin())"])
        #expect(answer.status == 0 && answer.errors.contains("mine: no RSA key exchange"), "\(answer.errors)")
        let trials = try #require(try object(answer.output)["trials"] as? [[String: Any]])
        #expect(trials.map { $0["backend"] as? String } == ["swift", "swift", "swift"])
        let wrong = try files.run(timing + ["--plugin", "bad=\(try files.plugin("WRONG"))"])
        #expect(wrong.status == 5 && wrong.errors.contains("aead gives the answers"), "\(wrong.errors)")
    }

    @Test func `needs no RSA, and no rows of it`() throws {
        let checked = try files.run(["plugin", "check", files.plugin("WITHOUT_RSA"), "--format", "json"])
        #expect(checked.status == 0, "\(checked.errors)")
        let missing = try #require(try object(checked.output)["missing"] as? [[String: String]])
        #expect(missing.contains { $0["name"] == "rsa_pkcs1_sha256" })
    }

    @Test func `that counts more refusals than there can be has those that are read`() throws {
        let checked = try files.run(["plugin", "check", files.plugin("REFUSAL_COUNT=-1"), "--format", "json"])
        #expect(checked.status == 0, "\(checked.errors)")
        let refusals = try object(checked.output)["refusals"] as? [String]
        #expect(refusals == ["rsa_decrypt_premaster: left out, to be missed"])
    }

    @Test func `is listed, and verified against the Swift backend`() throws {
        let plugin = ["--plugin", "mine=\(try files.plugin())"]
        let listed = try files.run(["list", "--suite", "quick"] + plugin)
        #expect(listed.status == 0 && listed.output.contains("  mine: Test 1.2.3"), "\(listed.errors)")
        #expect(listed.output.contains("[swift gmp openssl mine]") || listed.output.contains(" mine]"))
        let verified = try files.run(["verify", "--backend", "openssl"] + plugin)
        #expect(verified.status == 0 && verified.output.contains("Test 1.2.3"), "\(verified.errors)")
    }

    @Test func `is found by its whole name, though another library's begins with it`() throws {
        let file = files.path + "/libcrypto.so"
        try FileManager.default.copyItem(atPath: files.plugin(), toPath: file)
        let listed = try files.run(["list", "--suite", "quick", "--plugin", "mine=\(file)"])
        #expect(listed.status == 0 && listed.output.contains("  mine: Test 1.2.3"), "\(listed.errors)")
    }

    /// What is wrong, and what the one line says of it: the function, and what to do.
    static let faults: [(macro: String, function: String, remedy: String)] = [
        ("NO_ENTRY", "tlsbench_plugin is not exported", "extern \"C\""),
        ("DECLINES", "tlsbench_plugin returned NULL", "does not serve version 1"),
        ("VERSION=0", "tlsbench_plugin: version 0", "is older than version 1"),
        ("VERSION=2", "tlsbench_plugin: version 2", "is newer than version 1"),
        ("SIZE=64", "tlsbench_plugin: a structure of 64 bytes", "sizeof(tlsbench_plugin_table)"),
        ("ABSENT", "aead_open is absent, and aead_new is there", "offer all of a kind"),
        ("SET_UP_FAILS", "set_up: no licence \\::error::found (300)", "before set_up succeeds"),
        ("WRONG", "aead gives the answers", "aead_new, aead_seal, aead_open"),
        ("WRITES_BEHIND", "hmac_final writes behind its output of 32 bytes", "tlsbench_plugin.h"),
        ("UNDOCUMENTED", "aead_seal returned 17", "does not document"),
        ("CRASHES", "aead_seal crashed with signal 11", "debugger"),
        ("EXITS", "aead_seal called exit(3)", "return an error"),
        ("LEAVES", "it ended the process with status 4", "_exit()"),
    ]

    @Test(arguments: faults.indices)
    func `with a fault has a line with the function and what to do, and status 5`(index: Int) throws {
        let (macro, function, remedy) = Self.faults[index]
        let file = try files.plugin(macro)
        let answer = try files.run(["plugin", "check", file, "--quiet"])
        #expect(answer.status == 5, "\(answer.output)\(answer.errors)")
        let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        let line = answer.lines.first { $0.hasPrefix("tlsbench: \(path): \(function)") }
        #expect(line?.contains(remedy) == true, "\(answer.errors)")
    }

    @Test func `that hangs is ended by itself, and named with the function`() throws {
        let answer = try files.run(["plugin", "check", files.plugin("HANGS")])
        #expect(answer.status == 5 && answer.errors.contains("aead_seal has not returned for 5 s"), "\(answer.errors)")
    }

    @Test(arguments: ["CRASHES", "WRONG", "NO_ENTRY"])
    func `with a fault costs its column and no other`(macro: String) throws {
        let plugins = ["--plugin", "bad=\(try files.plugin(macro))", "--plugin", "good=\(try files.plugin())"]
        let answer = try files.run(Self.measured + plugins)
        #expect(answer.status == 5, "\(answer.errors)")
        let result = try object(answer.output)
        let rows = try #require(result["benchmarks"] as? [[String: Any]]).compactMap { $0["backend"] as? String }
        #expect(Set(rows) == ["swift", "good"] && answer.errors.contains("tlsbench: bad: "))
        let warnings = try #require((result["tool"] as? [String: Any])?["warnings"] as? [String])
        #expect(warnings.contains { $0.hasPrefix("bad: ") })
    }

    @Test func `that crashes while it is timed costs the row, and the others stay`() throws {
        let answer = try files.run(Self.measured + ["--plugin", "late=\(try files.plugin("CRASHES_LATER"))"])
        #expect(answer.status == 5 && answer.errors.contains("was ended by signal 6"), "\(answer.errors)")
        let rows = try #require(try object(answer.output)["benchmarks"] as? [[String: Any]])
        let ids = rows.compactMap { $0["id"] as? String }
        #expect(ids.contains("record-seal/aes-128-gcm/16/swift") && ids.contains("rsa-encrypt/2048/late"))
        #expect(!ids.contains("record-seal/aes-128-gcm/16/late"))
    }

    @Test func `that prints or starts threads is measured, and it is said`() throws {
        let printing = try files.run(["plugin", "check", files.plugin("PRINTS"), "--format", "json"])
        #expect(printing.status == 0, "\(printing.errors)")
        let notices = try #require(try object(printing.output)["notices"] as? [String])
        #expect(notices.contains { $0.contains("bytes to standard output, 'sealing ") }, "\(notices)")
        let threads = try files.run(["plugin", "check", files.plugin("STARTS_THREAD")])
        #expect(threads.status == 0 && threads.errors.contains("it started 1 thread that outlived the call"))
        let measured = try files.run(Self.measured + ["--plugin", "mine=\(try files.plugin("PRINTS"))"])
        #expect(measured.status == 0, "\(measured.errors)")
    }

    @Test func `that is no file, or no library, is a mistake in the arguments`() throws {
        let text = files.path + "/text.so"
        try Data("no library".utf8).write(to: URL(fileURLWithPath: text))
        for (path, status) in [("/nowhere.so", Int32(66)), (files.path, 66), (text, 65)] {
            let checked = try files.run(["plugin", "check", path])
            #expect(checked.status == status && checked.errors.contains("\(path): "), "\(checked.errors)")
            let measured = try files.run(Self.measured + ["--plugin", "mine=\(path)"])
            #expect(measured.status == 64 && measured.output.isEmpty, "\(measured.errors)")
        }
        for arguments in [["--plugin", "plugin=\(text)"], ["--plugin", "swift=\(text)"], ["--plugin", text]] {
            #expect(try files.run(Self.measured + arguments).status == 64)
        }
    }

    @Test func `of the environment is no column of a command that was not asked for one`() throws {
        let file = try files.plugin("CRASHES")
        let answer = try files.run(Self.measured, environment: ["TLSBENCH_PLUGIN": file])
        #expect(answer.status == 0, "\(answer.errors)")
        // The one command that may have one in its own process.
        let broken = ["TLSBENCH_PLUGIN": try files.plugin("NO_ENTRY")]
        let help = try files.run(["timing", "--help"], environment: broken)
        #expect(help.status == 0, "\(help.errors)")
        let timing = try files.run(["timing", "--backend", "swift", "--time", "0"], environment: broken)
        #expect(timing.status == 64 && timing.errors.contains("0.1 to 86400"), "\(timing.errors)")
        let asked = try files.run(["timing", "--backend", "plugin", "--time", "0"], environment: broken)
        #expect(asked.status == 5 && asked.errors.contains("tlsbench_plugin is not exported"), "\(asked.errors)")
    }

    @Test func `is gated against another one, or against the backend that it stands in for`() throws {
        let (file, other) = (try files.plugin(), try files.plugin("OTHER"))
        let brief = [
            "--time", "0.5", "--generations", "4", "--null-control", "off", "--evidence", "off", "--max-looks", "1",
        ]
        for (sides, row) in [
            (["--baseline-plugin", file, "--candidate-plugin", other], "record-seal/aes-128-gcm/16/plugin"),
            (["--candidate-plugin", "openssl=\(file)"], "record-seal/aes-128-gcm/16/openssl"),
        ] {
            let json = files.path + "/gate.json"
            let answer = try files.run(["gate", "--filter", "^\(row)$", "--json", json] + sides + brief)
            // Which is faster is the machine's to say.
            #expect([0, 1].contains(answer.status), "\(answer.output)\(answer.errors)")
            let result = try object(try String(contentsOfFile: json, encoding: .utf8))
            let rows = try #require(result["benchmarks"] as? [[String: Any]])
            #expect(rows.map { $0["id"] as? String } == [row], "\(answer.output)")
        }
        for arguments in [
            ["--candidate-plugin", file], ["--candidate-plugin", "none=\(file)"],
            ["--baseline-plugin", file, "--baseline-library", "/usr/lib"],
            ["--baseline-plugin", "openssl=\(file)", "--candidate-plugin", file],
        ] { #expect(try files.run(["gate"] + arguments).status == 64, "\(arguments)") }
        let broken = try files.run(["gate", "--baseline-plugin", files.plugin("NO_ENTRY"), "--candidate-plugin", file])
        #expect(broken.status == 5 && broken.errors.contains("tlsbench_plugin is not exported"), "\(broken.errors)")
        let wrong = try files.run([
            "gate", "--baseline-plugin", file, "--candidate-plugin", files.plugin("WRONG"), "--filter",
            "^record-seal/aes-128-gcm/16/plugin$",
        ])
        #expect(wrong.status == 5 && wrong.errors.contains("aead gives the answers"), "\(wrong.errors)")
    }

    @Test(arguments: [("cc", ["-std=c99"]), ("cc", ["-std=c17"]), ("c++", ["-std=c++17", "-x", "c++"])])
    func `has a header that compiles without a warning`(compiler: String, options: [String]) throws {
        let source = files.path + "/header.c"
        try Data("#include \"tlsbench_plugin.h\"\nint used(void) { return (int)sizeof(tlsbench_plugin_table); }\n".utf8)
            .write(to: URL(fileURLWithPath: source))
        let warnings = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only"]
        try files.compile(options + warnings + [source], with: compiler)
    }
}
