import Foundation
import Testing

/// Clients that show certificates in TLS 1.3, in both directions.
@Suite struct TLS13ClientCertificateInteropTests {
    private func serve(_ backend: String, _ kind: CertificateKind) throws -> (ChildProcess, Int) {
        let files = try kind.files()
        return try Command.serve(
            [
                "--backend", backend, "--tls", "1.3", "--cert", files.chain, "--key", files.key, "--client-ca",
                files.clientAuthority,
            ]
        )
    }

    @Test(arguments: Combination.backends, CertificateKind.allCases)
    func `openssl s_client shows one and need not when it resumes, or is refused`(
        backend: String,
        kind: CertificateKind
    ) throws {
        let files = try kind.files()
        let (server, port) = try serve(backend, kind)
        defer { server.end() }
        let session = try TestFiles.shared.get().folder.appendingPathComponent("\(backend)-\(kind)-shown.session").path
        let shown = ["-cert", files.clientChain, "-key", files.clientKey]
        let client = try TLS13Clients.openSSL(port, files, ["-quiet", "-sess_out", session] + shown)
        #expect(try client.answer().status == 0, "\(client.stderr.text)")
        let resumed = try TLS13Clients.openSSL(port, files, ["-quiet", "-sess_in", session]).answer()
        #expect(resumed.text.contains("resumed: by pre-shared key"))
        // The client's handshake is over before it knows.
        let stranger = try TLS13Clients.openSSL(port, files)
        #expect(try stranger.answer().status != 0)
        #expect(stranger.stderr.text.contains("certificate required"))
        try server.wait(for: "it has no certificate to show (sent alert certificate_required)")
        // The server's own certificate is not for clients, nor from their authority.
        let other = try TLS13Clients.openSSL(port, files, ["-quiet", "-cert", files.chain, "-key", files.key])
        #expect(try other.answer().status != 0)
        try server.wait(for: "certificate refused")
    }

    @Test(arguments: TLS13Combination.backendsAndKinds)
    func `gnutls-cli, tstclnt, curl and Python's ssl show one`(backend: String, kind: CertificateKind) throws {
        let files = try kind.files()
        let (server, port) = try serve(backend, kind)
        defer { server.end() }
        let gnuTLS = try TLS13Clients.gnuTLS(
            port,
            files,
            ["--x509certfile", files.clientChain, "--x509keyfile", files.clientKey]
        )
        try gnuTLS.write(TLS13Clients.request)
        let clients = [
            gnuTLS, try TLS13Clients.nss(port, kind, ["-n", TestFiles.nssClientName]),
            try TLS13Clients.curl(port, files, ["--cert", files.clientChain, "--key", files.clientKey]),
            try PythonPeer.client(
                version: "TLSv1_3",
                files,
                port,
                chain: files.clientChain,
                key: files.clientKey
            ),
        ]
        for client in clients {
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.contains("protocol: TLS 1.3\n"))
        }
    }

    @Test(arguments: TLS13Combination.backendsAndKinds)
    func `connect shows one to openssl s_server, gnutls-serv, selfserv, nginx and Python's ssl`(
        backend: String,
        kind: CertificateKind
    ) throws {
        let files = try kind.files()
        let verified = ["-Verify", "2", "-verify_return_error", "-CAfile", files.clientAuthority]
        let servers = [
            try ChildProcess.openSSLServer(files, ["-tls1_3", "-www"] + verified),
            try ChildProcess.gnuTLSServer(
                files,
                priority: TLS13Combination.gnuTLSPriority(),
                ["--require-client-cert", "--verify-client-cert", "--x509cafile", files.clientAuthority]
            ),
            try ChildProcess.nssServer(
                try TestFiles.shared.get(),
                kind: kind,
                versions: "tls1.3:tls1.3",
                ["-r", "-r"]
            ),
            try ChildProcess.nginx(
                files,
                [
                    "ssl_protocols TLSv1.3;",
                    "ssl_client_certificate \(files.clientAuthority); ssl_verify_client on;",
                ]
            ),
            try PythonPeer.server(version: "TLSv1_3", files, clientAuthority: files.clientAuthority),
        ]
        let arguments = ["--ca", files.authority, "--backend", backend, "--tls", "1.3"]
        for (server, port) in servers {
            defer { server.end() }
            let client = try Command.start(
                ["connect", "localhost:\(port)", "--cert", files.clientChain, "--key", files.clientKey] + arguments
            )
            #expect(try client.waitForExit() == 0, "\(client.stderr.text) \(server.stderr.text)")
        }
        let (server, port) = try ChildProcess.openSSLServer(files, ["-tls1_3", "-www"] + verified)
        defer { server.end() }
        let hidden = try Command.start(["connect", "localhost:\(port)"] + arguments)
        #expect(try hidden.waitForExit() == 1)
        #expect(hidden.stderr.text.contains("certificate_required"))
    }
}
