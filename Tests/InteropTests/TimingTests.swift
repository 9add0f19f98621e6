import Foundation
import Testing

@Suite struct `tlsbench timing` {
    private func run(_ arguments: [String]) throws -> (Int32, String, String) {
        let lock = FileManager.default.temporaryDirectory.appending(path: "tlsbench-timing-\(UUID().uuidString).lock")
        defer { try? FileManager.default.removeItem(at: lock) }
        let command = try Command.start(["timing"] + arguments, environment: ["TLSBENCH_LOCK": lock.path])
        let status = try command.waitForExit(within: 300)
        return (status, command.stdout.text, command.stderr.text)
    }

    /// That every answer was the same is what the command itself insists on.
    @Test func `times each fault at each place of each backend`() throws {
        let (status, output, errors) = try run(["--time", "0.1", "--format", "json"])
        try #require(status == 0, "\(errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "tlsbench-timing-1")
        let trials = try #require(object["trials"] as? [[String: Any]])
        let places = ["decryption", "handshake in memory", "handshake over TCP"]
        #expect(trials.map { $0["backend"] as? String } == ["swift", "gmp", "openssl"].flatMap { [$0, $0, $0] })
        #expect(trials.map { $0["place"] as? String } == places + places + places)
        for trial in trials {
            let comparisons = try #require(trial["comparisons"] as? [[String: Any]])
            #expect(
                comparisons.map { $0["fault"] as? String } == [
                    "wrong block type", "no separator", "padding too short", "secret too short", "secret too long",
                    "wrong version", "control: +1 %",
                ]
            )
            #expect((trial["samples"] as? Int ?? 0) >= 8)
        }
    }

    @Test func `times a library that is named in a process of its own`() throws {
        let library = try UnpackedLibraries.path("trixie")
        let (status, output, errors) = try run(
            ["--time", "0.1", "--backend", "swift", "--library", "new=\(library)", "--format", "json"]
        )
        try #require(status == 0, "\(errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        let trials = try #require(object["trials"] as? [[String: Any]])
        #expect(trials.map { $0["backend"] as? String } == ["swift", "new"].flatMap { [$0, $0, $0] })
    }

    @Test(arguments: [
        (["--bits", "1024"], "2048, 3072 or 4096"), (["--time", "0"], "0.1 to 86400"),
        (["--backend", "null"], "decrypts nothing"), (["--backend", "gnp"], "did you mean 'gmp'?"),
    ])
    func `refuses what makes no sense`(arguments: [String], reason: String) throws {
        let (status, _, errors) = try run(arguments)
        #expect(status == 64)
        #expect(errors.contains(reason), "\(errors)")
    }
}
