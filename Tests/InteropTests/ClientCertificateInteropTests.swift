import Foundation
import Testing

/// Clients that show certificates, in both directions.
@Suite struct ClientCertificateInteropTests {
    private func serve(_ combination: Combination, _ more: [String] = []) throws -> (ChildProcess, Int, TestFiles) {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            combination.options
                + ["--cert", files.chain, "--key", files.key, "--client-ca", files.clientAuthority] + more
        )
        return (server, port, files)
    }

    private func openSSLClient(
        _ combination: Combination,
        _ port: Int,
        _ files: TestFiles,
        _ more: [String]
    ) throws
        -> ChildProcess
    {
        let client = try ChildProcess(
            "openssl",
            [
                "s_client", "-quiet", "-connect", "127.0.0.1:\(port)", "-CAfile", files.authority, "-tls1_2",
                "-verify_return_error", "-cipher", combination.suite.openSSLName,
            ] + more
        )
        try client.write("GET / HTTP/1.0\r\n\r\n")
        return client
    }

    @Test(arguments: Combination.everySuite)
    func `openssl s_client shows one, or is refused`(combination: Combination) throws {
        let (server, port, files) = try serve(combination)
        defer { server.end() }
        let shown = ["-cert", files.clientChain, "-key", files.clientKey]
        let client = try openSSLClient(combination, port, files, shown)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("cipher suite: \(combination.suite.rawValue)"))
        let stranger = try openSSLClient(combination, port, files, [])
        #expect(try stranger.waitForExit() != 0)
        try server.wait(for: "it has no certificate to show (sent alert handshake_failure)")
        // The server's own certificate is not for clients, nor from their authority.
        let other = try openSSLClient(combination, port, files, ["-cert", files.chain, "-key", files.key])
        #expect(try other.waitForExit() != 0)
        try server.wait(for: "certificate refused")
    }

    @Test(arguments: Combination.backends)
    func `one that is optional may be missing`(backend: String) throws {
        let combination = Combination(backend: backend, suite: .ecdheAES128, group: .x25519)
        let (server, port, files) = try serve(combination, ["--client-optional"])
        defer { server.end() }
        let client = try openSSLClient(combination, port, files, [])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
    }

    @Test(arguments: Combination.backends)
    func `gnutls-cli, tstclnt, curl and Python's ssl show one`(backend: String) throws {
        let combination = Combination(backend: backend, suite: .ecdheAES256, group: .secp256r1)
        let (server, port, files) = try serve(combination)
        defer { server.end() }
        let gnuTLS = try ChildProcess(
            "gnutls-cli",
            [
                "--x509cafile", files.authority, "--verify-hostname", "localhost", "--priority",
                combination.suite.gnuTLSPriority, "--x509certfile", files.clientChain, "--x509keyfile",
                files.clientKey, "-p", "\(port)", "127.0.0.1",
            ]
        )
        try gnuTLS.write("GET / HTTP/1.0\r\n\r\n")
        let clients = [
            gnuTLS,
            try ChildProcess(
                "tstclnt",
                [
                    "-h", "localhost", "-4", "-p", "\(port)", "-d", try files.nssDatabase(), "-V", "tls1.2:tls1.2",
                    "-G",
                    "-c", combination.suite.nssName, "-n", TestFiles.nssClientName, "-A", files.request,
                ]
            ),
            try ChildProcess(
                "curl",
                [
                    "-sS", "--cacert", files.authority, "--tls-max", "1.2", "--cert", files.clientChain, "--key",
                    files.clientKey, "https://localhost:\(port)/",
                ]
            ),
            try PythonPeer.client(combination, files, port, chain: files.clientChain, key: files.clientKey),
        ]
        for client in clients {
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.contains("cipher suite: \(combination.suite.rawValue)"))
        }
    }

    private func connect(_ combination: Combination, _ port: Int, isShown: Bool = true) throws -> ChildProcess {
        let files = try TestFiles.shared.get()
        return try Command.start(
            ["connect", "127.0.0.1:\(port)", "--ca", files.authority, "--server-name", "localhost"]
                + combination.options + (isShown ? ["--cert", files.clientChain, "--key", files.clientKey] : [])
        )
    }

    @Test(arguments: Combination.everySuite)
    func `connect shows one to openssl s_server`(combination: Combination) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(
            combination.suite,
            files,
            group: combination.group,
            ["-Verify", "2", "-verify_return_error", "-CAfile", files.clientAuthority]
        )
        defer { server.end() }
        let client = try connect(combination, port)
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("CN = a client") || client.stdout.text.contains("CN=a client"))
        #expect(try connect(combination, port, isShown: false).waitForExit() != 0)
    }

    @Test(arguments: Combination.backends)
    func `connect shows one to gnutls-serv, selfserv, nginx and Python's ssl`(backend: String) throws {
        let files = try TestFiles.shared.get()
        let combination = Combination(backend: backend, suite: .ecdheAES128, group: .x25519)
        let servers = [
            try ChildProcess.gnuTLSServer(
                combination.suite,
                files,
                ["--require-client-cert", "--verify-client-cert", "--x509cafile", files.clientAuthority]
            ),
            try ChildProcess.nssServer(combination.suite, files, group: combination.group, ["-r", "-r"]),
            try ChildProcess.nginx(
                combination.suite,
                files,
                group: combination.group,
                ["ssl_client_certificate \(files.clientAuthority); ssl_verify_client on;"]
            ),
            try PythonPeer.server(combination, files, clientAuthority: files.clientAuthority),
        ]
        for (server, port) in servers {
            defer { server.end() }
            let client = try connect(combination, port)
            #expect(try client.waitForExit() == 0, "\(client.stderr.text) \(server.stderr.text)")
        }
    }
}
