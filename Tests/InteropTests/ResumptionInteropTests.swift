import Foundation
import Testing

/// Sessions that go on, in both directions and of both kinds.
@Suite struct ResumptionInteropTests {
    enum Kind: String, CaseIterable, Sendable {
        case id = "session id"
        case ticket
    }

    private func serve(_ combination: Combination, _ kind: Kind) throws -> (ChildProcess, Int, TestFiles) {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            combination.options + [
                "--cert", files.chain, "--key", files.key, kind == .id ? "--no-tickets" : "--no-sessions",
            ]
        )
        return (server, port, files)
    }

    @Test(arguments: Combination.everySuite, Kind.allCases)
    func `openssl s_client comes back five times`(combination: Combination, kind: Kind) throws {
        let (server, port, files) = try serve(combination, kind)
        defer { server.end() }
        let client = try ChildProcess(
            "openssl",
            [
                "s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", files.authority, "-verify_return_error",
                "-tls1_2", "-cipher", combination.suite.openSSLName, "-reconnect",
            ]
        )
        try client.wait(for: "Verify return code")
        try client.closeInput()
        _ = try client.waitForExit()
        let lines = client.stdout.text.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("New, TLSv1.2") }.count == 1)
        #expect(lines.filter { $0.hasPrefix("Reused, TLSv1.2") }.count == 5)
    }

    @Test(arguments: Combination.backends, Kind.allCases)
    func `gnutls-cli comes back`(backend: String, kind: Kind) throws {
        let combination = Combination(backend: backend, suite: .ecdheAES128, group: .x25519)
        let (server, port, files) = try serve(combination, kind)
        defer { server.end() }
        let client = try ChildProcess(
            "gnutls-cli",
            [
                "--resume", "--x509cafile", files.authority, "--verify-hostname", "localhost", "--priority",
                combination.suite.gnuTLSPriority + (kind == .id ? ":%NO_TICKETS" : ""), "-p", "\(port)", "127.0.0.1",
            ]
        )
        try client.write("GET / HTTP/1.0\r\n\r\n")
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("This is a resumed session"))
        #expect(client.stdout.text.contains("resumed: by \(kind.rawValue)"))
    }

    @Test(arguments: Combination.backends, Kind.allCases)
    func `Python's ssl comes back`(backend: String, kind: Kind) throws {
        let combination = Combination(backend: backend, suite: .ecdheAES256, group: .secp256r1)
        let (server, port, files) = try serve(combination, kind)
        defer { server.end() }
        let client = try PythonPeer.client(combination, files, port)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("attempt 0: resumed False"))
        #expect(client.stdout.text.contains("attempt 1: resumed True"))
        #expect(client.stdout.text.contains("resumed: by \(kind.rawValue)"))
    }

    @Test(arguments: Combination.everySuite, Kind.allCases)
    func `openssl s_server is come back to`(combination: Combination, kind: Kind) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(
            combination.suite,
            files,
            group: combination.group,
            kind == .id ? ["-no_ticket"] : []
        )
        defer { server.end() }
        try comeBack(combination, kind, port)
    }

    @Test(
        arguments: Combination.everySuite.filter {
            $0.suite == ($0.backend == "swift-crypto" ? .ecdheAES128 : .dheAES128)
        }
    )
    func `gnutls-serv is come back to`(combination: Combination) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.gnuTLSServer(combination.suite, files)
        defer { server.end() }
        try comeBack(combination, .ticket, port)
    }

    @Test(arguments: Combination.backends, Kind.allCases)
    func `NSS's selfserv is come back to`(backend: String, kind: Kind) throws {
        let combination = Combination(backend: backend, suite: .ecdheAES128, group: .secp256r1)
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.nssServer(
            combination.suite,
            files,
            group: combination.group,
            kind == .ticket ? ["-u"] : []
        )
        defer { server.end() }
        try comeBack(combination, kind, port)
    }

    @Test(arguments: Combination.backends, Kind.allCases)
    func `nginx is come back to`(backend: String, kind: Kind) throws {
        let combination = Combination(backend: backend, suite: .ecdheAES256, group: .x25519)
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.nginx(
            combination.suite,
            files,
            group: combination.group,
            ["ssl_session_tickets \(kind == .ticket ? "on" : "off");"]
        )
        defer { server.end() }
        let output = try comeBack(combination, kind, port)
        #expect(output.contains("reused r"))
    }

    @Test func `a server that does not resume is told of`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            ["--cert", files.chain, "--key", files.key, "--no-tickets", "--no-sessions"]
        )
        defer { server.end() }
        let client = try Command.start(["connect", "127.0.0.1:\(port)", "--ca", files.authority, "--resume", "1"])
        #expect(try client.waitForExit() != 0)
        #expect(client.stderr.text.contains("did not resume"))
    }

    /// Three connections, of which two resume.
    @discardableResult
    private func comeBack(_ combination: Combination, _ kind: Kind, _ port: Int) throws -> String {
        let files = try TestFiles.shared.get()
        let client = try Command.start(
            [
                "connect", "127.0.0.1:\(port)", "--ca", files.authority, "--server-name", "localhost", "--resume", "2",
            ] + combination.options
        )
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        let text = client.stdout.text
        #expect(text.components(separatedBy: "resumed: no\n").count == 2)
        #expect(text.components(separatedBy: "resumed: by \(kind.rawValue)\n").count == 3)
        return text
    }
}
