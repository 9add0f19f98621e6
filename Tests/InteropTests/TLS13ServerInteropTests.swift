import Foundation
import Testing

/// `tlsbench serve` and the clients of others in TLS 1.3. One server answers all connections of a test.
@Suite struct TLS13ServerInteropTests {
    private func serve(
        _ backend: String,
        _ files: any CertificateFiles,
        _ more: [String] = []
    ) throws
        -> (ChildProcess, Int)
    {
        try Command.serve(["--backend", backend, "--cert", files.chain, "--key", files.key] + more)
    }

    @Test(arguments: Combination.backends, CertificateKind.allCases)
    func `openssl s_client gets a page with every suite and group, at once and after a retry`(
        backend: String,
        kind: CertificateKind
    ) throws {
        let files = try kind.files()
        let (server, port) = try serve(backend, files)
        defer { server.end() }
        for (combination, isRetried) in TLS13Combination.cases(of: backend, with: kind) {
            // It sends one share, for the first of its groups.
            let groups = (isRetried ? "P-384:" : "") + combination.group.openSSLName
            let client = try TLS13Clients.openSSL(
                port,
                files,
                isNewer: true,
                ["-ign_eof", "-msg", "-ciphersuites", combination.suite.rawValue, "-groups", groups]
            )
            let (status, text) = try client.answer()
            #expect(status == 0, "\(combination): \(client.stderr.text)")
            #expect(combination.isNegotiated(in: text), "\(combination): \(text)")
            #expect(text.components(separatedBy: ", ClientHello\n").count == (isRetried ? 3 : 2), "\(combination)")
            #expect(!client.stderr.text.contains("unexpected eof"))
        }
    }

    @Test(arguments: TLS13Combination.backendsAndKinds)
    func `gnutls-cli gets a page with every suite and curve, at once and after a retry`(
        backend: String,
        kind: CertificateKind
    ) throws {
        let files = try kind.files()
        let (server, port) = try serve(backend, files)
        defer { server.end() }
        let cases = TLS13Combination.cases(of: backend, with: kind, among: TLS13Combination.Group.curves)
        for (combination, isRetried) in cases {
            let first = isRetried ? ["GROUP-SECP384R1"] : []
            let client = try TLS13Clients.gnuTLS(
                port,
                files,
                priority: combination.gnuTLSPriority(first + [combination.group.gnuTLSName]),
                ["--single-key-share", "-d", "4"]
            )
            let (status, text) = try client.answer()
            #expect(status == 0, "\(combination): \(client.stderr.text)")
            #expect(combination.isNegotiated(in: text), "\(combination): \(text)")
            #expect(client.stderr.text.contains("HELLO RETRY REQUEST (") == isRetried, "\(combination)")
        }
    }

    @Test(arguments: TLS13Combination.backendsAndKinds)
    func `NSS's tstclnt gets a page with every suite and curve, at once and after a retry`(
        backend: String,
        kind: CertificateKind
    ) throws {
        let (server, port) = try serve(backend, try kind.files())
        defer { server.end() }
        let cases = TLS13Combination.cases(of: backend, with: kind, among: TLS13Combination.Group.curves)
        for (combination, isRetried) in cases {
            // It too sends one share, for the first.
            let groups = (isRetried ? "P384," : "") + combination.group.nssName
            let client = try TLS13Clients.nss(port, kind, ["-c", combination.suite.nssName, "-I", groups])
            #expect(try client.waitForExit() == 0, "\(combination): \(client.stderr.text)")
            #expect(combination.isNegotiated(in: client.stdout.text), "\(combination): \(client.stdout.text)")
        }
    }

    @Test(arguments: Combination.backends)
    func `300 000 octets come back from the echo, through either client`(backend: String) throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try serve(backend, files, ["--echo"])
        defer { server.end() }
        let line = String(repeating: "all of this must come back. ", count: 2)
        let text = (0..<5_000).map { "\(10_000 + $0)\(line)\n" }.joined()
        for combination in TLS13Combination.all(of: backend, among: [.x25519]) {
            let clients = [
                try TLS13Clients.openSSL(port, files, ["-quiet", "-ciphersuites", combination.suite.rawValue]),
                try TLS13Clients.gnuTLS(
                    port,
                    files,
                    priority: combination.gnuTLSPriority([combination.group.gnuTLSName]),
                    ["--logfile=/dev/null"]
                ),
            ]
            for client in clients {
                defer { client.end() }
                try client.write(text)
                let deadline = Date(timeIntervalSinceNow: 20)
                while client.stdout.count < text.utf8.count && Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
                #expect(client.stdout.text == text, "\(combination)")
            }
        }
    }

    @Test func `the key log agrees with that of s_client`() throws {
        let files = try TestFiles.shared.get()
        let ours = files.folder.appendingPathComponent("serve-1.3.keys").path
        let theirs = files.folder.appendingPathComponent("s_client-1.3.keys").path
        let (server, port) = try Command.serve(
            ["--cert", files.chain, "--key", files.key],
            environment: ["SSLKEYLOGFILE": ours]
        )
        defer { server.end() }
        let client = try TLS13Clients.openSSL(port, files, ["-quiet", "-keylogfile", theirs])
        #expect(try client.answer().status == 0)
        let secrets = try KeyLog.trafficSecrets(ours)
        #expect(secrets.count == 4)
        #expect(try secrets == KeyLog.trafficSecrets(theirs))
    }
}
