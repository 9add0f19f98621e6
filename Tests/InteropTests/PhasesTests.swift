import Foundation
import Testing

@Suite struct `tlsbench phases` {
    private func run(_ arguments: [String]) throws -> (Int32, String, String) {
        let lock = FileManager.default.temporaryDirectory.appending(path: "tlsbench-phases-\(UUID().uuidString).lock")
        defer { try? FileManager.default.removeItem(at: lock) }
        let command = try Command.start(["phases"] + arguments, environment: ["TLSBENCH_LOCK": lock.path])
        let status = try command.waitForExit(within: 240)
        return (status, command.stdout.text, command.stderr.text)
    }

    @Test(arguments: [
        (["--cipher-suite", "RSA_WITH_RC4"], "unknown cipher suite 'RSA_WITH_RC4'"), (["--bits", "1024"], "not 1024"),
        (["--time", "0"], "--time takes"), (["--group", "x25519"], "has no group"),
        (["--group", "x448"], "unknown group 'x448'"),
        (["--cipher-suite", "DHE_RSA_WITH_AES_128_GCM_SHA256", "--group", "x25519"], "has ffdhe2048, ffdhe3072"),
        (["--certificate", "ecdsa"], "takes no certificate of ECDSA"),
        (
            ["--cipher-suite", "TLS_AES_128_GCM_SHA256", "--certificate", "ecdsa", "--bits", "2048"],
            "--bits is for RSA"
        ),
        (["--backend", "nobody"], "nobody"), (["--reference", "nobody"], "nobody"),
    ])
    func `refuses what it cannot split`(arguments: [String], reason: String) throws {
        let (status, _, errors) = try run(arguments)
        #expect(status == 64)
        #expect(errors.contains(reason))
    }

    @Test func `splits an ephemeral key exchange of the group that was asked for`() throws {
        let suite = "ECDHE_RSA_WITH_AES_128_GCM_SHA256"
        let options = ["--cipher-suite", suite, "--group", "secp256r1", "--backend", "gmp", "--time", "1"]
        let (status, output, errors) = try run(options)
        try #require(status == 0, "\(errors)")
        for line in [
            "handshake-phases \(suite) secp256r1 2048 server", "handshake over TCP \(suite) secp256r1 2048",
            "key agreement",
        ] { #expect(output.contains(line), "\(line)") }
    }

    @Test(arguments: [
        ("ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", [], "secp256r1"),
        ("TLS_AES_128_GCM_SHA256", ["--certificate", "ecdsa"], "X25519MLKEM768"),
    ])
    func `splits handshakes with certificates of ECDSA`(suite: String, more: [String], group: String) throws {
        let (status, output, errors) = try run(["--cipher-suite", suite, "--backend", "swift", "--time", "1"] + more)
        try #require(status == 0, "\(errors)")
        for line in [
            "handshake-phases \(suite) \(group) ecdsa-p256 server",
            "handshake over TCP \(suite) \(group) ecdsa-p256", "ECDSA",
        ] { #expect(output.contains(line), "\(line)") }
    }

    @Test func `takes ratios to the backend that was asked for`() throws {
        let options = ["--backend", "swift,gmp", "--reference", "gmp", "--memory", "--time", "1", "--format", "json"]
        let (status, output, errors) = try run(options)
        try #require(status == 0, "\(errors)")
        #expect(output.contains(#""reference":"gmp""#))
        let references = output.matches(of: #/"reference":"(handshake-phases[^"]+)"/#).map { String($0.1) }
        #expect(references.count == 2 && references.allSatisfy { $0.hasSuffix("/gmp") })
    }

    @Test func `splits both sides, and the handshake over TCP`() throws {
        let (status, output, errors) = try run(["--backend", "swift,openssl", "--time", "1"])
        try #require(status == 0, "\(errors)")
        for line in [
            "handshake-phases RSA_WITH_AES_128_GCM_SHA256 2048 client",
            "handshake-phases RSA_WITH_AES_128_GCM_SHA256 2048 server",
            "handshake over TCP RSA_WITH_AES_128_GCM_SHA256 2048", "certificate chain", "unaccounted", "TCP handshake",
        ] { #expect(output.contains(line), "\(line)") }
    }
}
