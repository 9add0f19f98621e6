import Foundation
import Testing

/// `tlsbench serve` and the clients of others.
@Suite struct ServerInteropTests {
    private static let request = "GET / HTTP/1.0\r\n\r\n"

    private func serve(_ combination: Combination, _ arguments: [String] = []) throws -> (ChildProcess, Int, TestFiles)
    {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            combination.options + ["--cert", files.chain, "--key", files.key] + arguments
        )
        return (server, port, files)
    }

    private func openSSLClient(
        _ port: Int,
        _ suite: Combination.Suite,
        authority: String,
        _ more: [String] = []
    ) throws -> ChildProcess {
        let arguments = [
            "s_client", "-quiet", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", "-CAfile", authority,
            "-verify_return_error", "-verify_hostname", "localhost", "-tls1_2", "-cipher", suite.openSSLName,
        ]
        return try ChildProcess("openssl", arguments + more)
    }

    private func gnuTLSClient(_ port: Int, _ suite: Combination.Suite, authority: String) throws -> ChildProcess {
        try ChildProcess(
            "gnutls-cli",
            [
                "--logfile=/dev/null", "--x509cafile", authority, "--verify-hostname", "localhost", "--priority",
                suite.gnuTLSPriority, "-p", "\(port)", "127.0.0.1",
            ]
        )
    }

    @Test(arguments: Combination.all)
    func `openssl s_client gets a page and a clean end`(combination: Combination) throws {
        let (server, port, files) = try serve(combination)
        defer { server.end() }
        let client = try openSSLClient(port, combination.suite, authority: files.authority)
        try client.write(Self.request)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.hasPrefix("HTTP/1.0 200 OK\r\n"))
        #expect(client.stdout.text.contains(combination.suite.rawValue))
        #expect(!client.stderr.text.contains("unexpected eof"))
    }

    @Test(arguments: Combination.all)
    func `gnutls-cli gets a page and a clean end`(combination: Combination) throws {
        let (server, port, files) = try serve(combination)
        defer { server.end() }
        let client = try gnuTLSClient(port, combination.suite, authority: files.authority)
        try client.write(Self.request)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("HTTP/1.0 200 OK"))
        #expect(client.stdout.text.contains(combination.suite.rawValue))
    }

    @Test(arguments: Combination.everySuite)
    func `300 000 octets come back from the echo, through either client`(combination: Combination) throws {
        let (server, port, files) = try serve(combination, ["--echo"])
        defer { server.end() }
        let lines = (0..<5_000).map {
            "line \($0) of what must come back, sixty octets in all".padding(toLength: 59, withPad: ".", startingAt: 0)
        }
        let text = lines.joined(separator: "\n") + "\n"
        let clients = [
            try openSSLClient(port, combination.suite, authority: files.authority),
            try gnuTLSClient(port, combination.suite, authority: files.authority),
        ]
        for client in clients {
            defer { client.end() }
            try client.write(text)
            let deadline = Date(timeIntervalSinceNow: 20)
            while client.stdout.count < text.utf8.count && Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
            #expect(client.stdout.text == text)
        }
    }

    @Test func `a client that does not know the authority sends an alert, and the next one is served`() throws {
        let combination = Combination(backend: "openssl", suite: .aes128)
        let (server, port, files) = try serve(combination)
        defer { server.end() }
        let stranger = try openSSLClient(port, combination.suite, authority: files.strangerAuthority)
        #expect(try stranger.waitForExit() != 0)
        try server.wait(for: "unknown")
        let client = try openSSLClient(port, combination.suite, authority: files.authority)
        try client.write(Self.request)
        #expect(try client.waitForExit() == 0)
    }

    @Test func `without a certificate it prints the authority of a new one`() throws {
        let (server, port) = try Command.serve([])
        defer { server.end() }
        let files = try TestFiles.shared.get()
        let authority = files.folder.appendingPathComponent("minted-\(port).pem")
        let text = server.stdout.text
        let end = try #require(text.range(of: "-----END CERTIFICATE-----"))
        try Data("\(text[..<end.upperBound])\n".utf8).write(to: authority)
        let client = try openSSLClient(port, .aes128, authority: authority.path)
        try client.write(Self.request)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
    }

    @Test func `the key log agrees with that of s_client`() throws {
        let files = try TestFiles.shared.get()
        let ours = files.folder.appendingPathComponent("ours.keys").path
        let theirs = files.folder.appendingPathComponent("theirs.keys").path
        let (server, port) = try Command.serve(
            ["--cert", files.chain, "--key", files.key],
            environment: ["SSLKEYLOGFILE": ours]
        )
        defer { server.end() }
        let client = try openSSLClient(port, .aes128, authority: files.authority, ["-keylogfile", theirs])
        try client.write(Self.request)
        #expect(try client.waitForExit() == 0)
        #expect(try KeyLog.lines(ours) == KeyLog.lines(theirs))
        let mode = try FileManager.default.attributesOfItem(atPath: ours)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal ends the server cleanly`(signal: Int32) throws {
        let (server, _) = try Command.serve([])
        server.send(signal)
        #expect(try server.waitForExit(within: 5) == 0)
    }
}
