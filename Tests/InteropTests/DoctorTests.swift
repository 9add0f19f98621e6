import Foundation
import Testing

@Suite struct `tlsbench doctor` {
    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> (Int32, String, String) {
        let lock = FileManager.default.temporaryDirectory.appending(path: "tlsbench-doctor-\(UUID().uuidString).lock")
        defer { try? FileManager.default.removeItem(at: lock) }
        let command = try Command.start(
            ["doctor"] + arguments,
            environment: environment.merging(["TLSBENCH_LOCK": lock.path]) { $1 }
        )
        let status = try command.waitForExit(within: 120)
        return (status, command.stdout.text, command.stderr.text)
    }

    @Test func `says what there is, and what to do about it`() throws {
        let (status, output, errors) = try run(["--no-noise"], ["OPENSSL_ia32cap": "~0x200000000000000"])
        try #require(status == 0, "\(errors)")
        for topic in ["hypervisor", "governor", "load", "priority", "clock", "counters", "library"] {
            #expect(output.contains(topic), "\(topic)")
        }
        #expect(output.contains("libcrypto") && output.contains("libgmp") && output.contains("build "))
        #expect(output.contains("no second word"))
        #expect(!output.contains("the gate finds"))
    }

    @Test func `measures what the gate would find`() throws {
        let (status, output, errors) = try run(["--time", "0.5", "--format", "json"])
        try #require(status == 0, "\(errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "tlsbench-doctor-1")
        let noise = try #require(object["noise"] as? [[String: Any]])
        #expect(noise.count == 3)
        #expect(try #require(object["detectable"] as? Double) >= 0.02)
    }

    @Test(arguments: [["--time", "0"], ["--cpu", "x"], ["--format", "tea"]])
    func `refuses what it cannot do`(arguments: [String]) throws {
        #expect(try run(arguments).0 == 64)
    }
}
