import CryptoBackend
import Foundation
import Testing

@Suite struct `tlsbench icount` {
    private func run(_ arguments: [String]) throws -> (Int32, String, String) {
        let lock = FileManager.default.temporaryDirectory.appending(path: "tlsbench-icount-\(UUID().uuidString).lock")
        defer { try? FileManager.default.removeItem(at: lock) }
        let command = try Command.start(["icount"] + arguments, environment: ["TLSBENCH_LOCK": lock.path])
        let status = try command.waitForExit(within: 300)
        return (status, command.stdout.text, command.stderr.text)
    }

    private func rows(_ arguments: [String]) throws -> [[String: Any]] {
        let (status, output, errors) = try run(arguments + ["--format", "json"])
        try #require(status == 0, "\(errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "tlsbench-icount-1")
        return try #require(object["rows"] as? [[String: Any]])
    }

    @Test(arguments: [
        (["--with", "fingers"], "'fingers'"), (["--filter", "nothing"], "unknown benchmark 'nothing'"),
        (["--filter", "^tcp-connect"], "several threads"), (["--without", "sse2"], "cannot be taken away"),
    ])
    func `refuses what cannot be counted`(arguments: [String], reason: String) throws {
        let (status, _, errors) = try run(arguments)
        #expect(status == 64)
        #expect(errors.contains(reason))
    }

    private func counts(_ row: [String: Any]) -> [String: Double] { row["families"] as? [String: Double] ?? [:] }

    /// The processor says which instructions ran: those of the path that the library names, and none that it may not use.
    @Test func `sees the instructions of the code that runs`() throws {
        let filter = ["--with", "steps", "--filter", "^record-seal/aes-128-gcm/16/openssl"]
        let native = try #require(try rows(filter).first)
        let masked = try #require(try rows(filter + ["--without", "aesni"]).first)
        #expect(native["source"] as? String == "single steps")
        let total = try #require(native["instructions"] as? Double)
        #expect(abs(counts(native).values.reduce(0, +) - total) < 0.01)
        let paths = [native, masked].compactMap { $0["code_path"] as? String }
        try #require(paths.count == 2)
        if paths[0].contains("aesni") { #expect(counts(native)["aesni"] ?? 0 > 0) }
        #expect(paths[0] == paths[1] || counts(masked)["aesni"] == nil)
        #expect(counts(masked)["vaes"] == nil)
    }

    @Test func `gives the same number twice`() throws {
        let arguments = ["--with", "steps", "--filter", "^prf-key-block/sha256/swift"]
        let numbers = try [rows(arguments), rows(arguments)].map { $0.first?["instructions"] as? Double ?? 0 }
        #expect(numbers[0] > 1000)
        // Where the heap happens to lie is worth some dozens, and these are of a debug build.
        #expect(abs(numbers[0] - numbers[1]) <= 0.002 * numbers[0])
    }

    /// libssl does not say which of libcrypto's code it runs, and may run other code on valgrind's processor.
    @Test func `marks a count of code that may not be what runs`() throws {
        let filter = ["--filter", "^handshake-full/RSA_WITH_AES_128_GCM_SHA256/2048/memory/client/peer:libssl$"]
        let row = try #require(try rows(filter + ["--with", "callgrind"]).first)
        #expect(row["native_path"] as? String == "unknown")
        let (status, table, _) = try run(filter + ["--with", "callgrind"])
        #expect(status == 0 && table.contains("PERHAPS OTHER CODE than runs here: the library does not say"))
    }

    /// Whoever counts, it is the same program: a path that both can run takes as many instructions, but for the few that
    /// begin and end a count.
    @Test func `of callgrind and of single steps agree`() throws {
        let features: [CPUFeature] = [.adx, .sha, .vaes, .vpclmulqdq, .avx2, .movbe, .bmi1, .bmi2]
        let own = features.filter { InstructionSet.native.features.contains($0) }.map(\.rawValue)
        // A processor that has none of them has nothing to take away.
        let mask = own.isEmpty ? [] : ["--without", own.joined(separator: ",")]
        let arguments = mask + ["--filter", "^prf-key-block/sha256/gmp"]
        let stepped = try #require(try rows(arguments + ["--with", "steps"]).first?["instructions"] as? Double)
        let counted = try #require(try rows(arguments + ["--with", "callgrind"]).first)
        let number = try #require(counted["instructions"] as? Double)
        #expect(counted["source"] as? String != "single steps")
        #expect(abs(stepped - number) < 0.02 * number)
    }
}
