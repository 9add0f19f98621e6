import Foundation
import Testing

@Suite struct `tlsbench isa` {
    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> (Int32, String, String) {
        let lock = FileManager.default.temporaryDirectory.appending(path: "tlsbench-isa-\(UUID().uuidString).lock")
        defer { try? FileManager.default.removeItem(at: lock) }
        let command = try Command.start(
            ["isa"] + arguments,
            environment: environment.merging(["TLSBENCH_LOCK": lock.path]) { $1 }
        )
        let status = try command.waitForExit(within: 120)
        return (status, command.stdout.text, command.stderr.text)
    }

    @Test(arguments: [
        (["--features", "avx5"], "unknown CPU feature 'avx5'"), (["--features", "sse2"], "cannot be taken away"),
        (["--mode", "stairs"], "unknown mode 'stairs'"), (["--filter", "nothing"], "unknown benchmark 'nothing'"),
        (["--backend", "null"], "null: does not tell"),
    ])
    func `refuses what cannot be varied`(arguments: [String], reason: String) throws {
        let (status, _, errors) = try run(arguments)
        #expect(status == 64)
        #expect(errors.contains(reason))
    }

    /// The mask is in the environment of the worker, and what the library says of it in the result.
    @Test func `measures a feature's worth, with proof of what the libraries may use`() throws {
        let (status, output, errors) = try run(
            [
                "--mode", "leave-one-out", "--features", "ssse3", "--filter", "^prf-master-secret/sha256", "--time",
                "1",
                "--format", "json",
            ],
            ["OPENSSL_ia32cap": "~0x200000000000000"]
        )
        try #require(status == 0, "\(errors)")
        #expect(errors.contains("no second word"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(object["kind"] as? String == "isa")
        // Libraries are described as they run without a mask; the code under each is its rows'.
        let builds = try #require(object["builds"] as? [String: [String: Any]])
        let libraries = try #require(builds["A"]?["libs"] as? [String: [String: String]])
        let list = try Command.start(["list", "--suite", "quick", "--format", "json"])
        try #require(try list.waitForExit(within: 60) == 0)
        let listed = try #require(
            try JSONSerialization.jsonObject(with: Data(list.stdout.text.utf8)) as? [String: Any]
        )
        let swift = try #require((listed["backends"] as? [[String: Any]])?.first { $0["name"] as? String == "swift" })
        #expect(libraries["swift"]?["code_path"] == swift["code_path"] as? String)
        let study = try #require(object["isa"] as? [String: Any])
        let sets = try #require(study["sets"] as? [[String: Any]])
        #expect(sets.compactMap { $0["name"] as? String } == ["native", "-ssse3"])
        let masked = try #require(sets.last)
        let variables = try #require(masked["environment"] as? [String: String])
        #expect(Set(variables.keys) == ["OPENSSL_ia32cap", "TLSBENCH_ISA"])
        let readBack = try #require(masked["read_back"] as? [String: [String]])
        #expect(Set(readBack.keys) == ["openssl", "swift"])
        for features in readBack.values { #expect(features.contains("sse2") && !features.contains("ssse3")) }
        let rows = try #require(object["benchmarks"] as? [[String: Any]])
        let paths = Dictionary(
            uniqueKeysWithValues: rows.compactMap { row in
                (row["id"] as? String).flatMap { id in (row["code_path"] as? String).map { (id, $0) } }
            }
        )
        #expect(paths["prf-master-secret/sha256/openssl@-ssse3"] == "openssl/sha256-x86_64")
        #expect(paths["prf-master-secret/sha256/swift@-ssse3"] == "swift/portable")
        #expect(paths.count == 4)
    }
}
