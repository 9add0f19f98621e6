import Foundation
import Testing

/// Sessions of TLS 1.3 that are resumed by pre-shared keys, in both directions.
@Suite struct TLS13ResumptionInteropTests {
    /// What a server hands out: the session itself, sealed, or the name of one that it keeps.
    enum Kind: String, CaseIterable, Sendable {
        case sealed = "--no-sessions"
        case kept = "--no-tickets"
    }

    private static let resumed = "resumed: by pre-shared key\n"

    private func serve(_ backend: String, _ kind: Kind) throws -> (ChildProcess, Int, TestFiles) {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(
            ["--backend", backend, "--cert", files.chain, "--key", files.key, kind.rawValue]
        )
        return (server, port, files)
    }

    @Test(arguments: Combination.backends, Kind.allCases)
    func `openssl s_client resumes with any group, after a retry, and with any suite of the same hash`(
        backend: String,
        kind: Kind
    ) throws {
        let (server, port, files) = try serve(backend, kind)
        defer { server.end() }
        let session = files.folder.appendingPathComponent("\(backend)\(kind.rawValue).session").path
        let first = try TLS13Clients.openSSL(port, files, ["-quiet", "-sess_out", session]).answer()
        #expect(first.status == 0)
        #expect(first.text.contains("resumed: no\n"))
        let ways = [
            ([], [Self.resumed, "group: x25519\n"]),
            (["-groups", "P-256"], [Self.resumed, "group: secp256r1\n"]),
            (["-groups", "P-384:X25519"], [Self.resumed, "group: x25519\n"]),
            (
                ["-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256"],
                [Self.resumed, "cipher suite: TLS_CHACHA20_POLY1305_SHA256\n"]
            ),
            (["-ciphersuites", "TLS_AES_256_GCM_SHA384"], ["resumed: no\n"]),
        ]
        for (options, expected) in ways {
            let client = try TLS13Clients.openSSL(port, files, ["-quiet", "-sess_in", session] + options)
            let (status, text) = try client.answer()
            #expect(status == 0, "\(options): \(client.stderr.text)")
            #expect(expected.allSatisfy { text.contains($0) }, "\(options): \(text)")
        }
    }

    @Test(arguments: Combination.backends)
    func `gnutls-cli, tstclnt, curl and Python's ssl resume`(backend: String) throws {
        let (server, port, files) = try serve(backend, .sealed)
        defer { server.end() }
        let gnuTLS = try TLS13Clients.gnuTLS(port, files, ["--resume"])
        try gnuTLS.write(TLS13Clients.request)
        let clients = [
            gnuTLS, try TLS13Clients.nss(port, .rsa, ["-u", "-L", "2"]),
            try TLS13Clients.curl(port, files, times: 2),
            try PythonPeer.client(version: "TLSv1_3", files, port),
        ]
        for client in clients {
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.components(separatedBy: Self.resumed).count == 2, "\(client.stdout.text)")
        }
    }

    @Test(arguments: Combination.backends)
    func `connect resumes at openssl s_server, whatever it hands out, and after a retry too`(backend: String) throws {
        let files = try TestFiles.shared.get()
        for (isNewer, options) in [(false, []), (false, ["-no_ticket"]), (true, ["-groups", "P-256"])] {
            let (server, port) = try ChildProcess.openSSLServer(
                files,
                isNewer: isNewer,
                ["-tls1_3", "-www"] + options
            )
            defer { server.end() }
            let text = try resume(backend, port, ["--groups", "x25519,secp256r1"])
            #expect(text.components(separatedBy: "\nReused, TLSv1.3").count == 3, "\(options)")
        }
    }

    @Test(arguments: Combination.backends)
    func `connect resumes at gnutls-serv, selfserv, nginx and Python's ssl`(backend: String) throws {
        let files = try TestFiles.shared.get()
        let servers = [
            try ChildProcess.gnuTLSServer(files, priority: TLS13Combination.gnuTLSPriority()),
            try ChildProcess.nssServer(files, versions: "tls1.3:tls1.3", ["-u"]),
            try ChildProcess.nginx(files, ["ssl_protocols TLSv1.3; ssl_session_tickets on;"]),
            try ChildProcess.nginx(files, ["ssl_protocols TLSv1.3; ssl_session_tickets off;"]),
            try PythonPeer.server(version: "TLSv1_3", files),
        ]
        for (server, port) in servers {
            defer { server.end() }
            try resume(backend, port)
        }
    }

    /// Three connections, of which two resume.
    @discardableResult
    private func resume(_ backend: String, _ port: Int, _ options: [String] = []) throws -> String {
        let files = try TestFiles.shared.get()
        let client = try Command.start(
            ["connect", "localhost:\(port)", "--ca", files.authority, "--backend", backend, "--resume", "2"] + options
        )
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        let text = client.stdout.text
        #expect(text.components(separatedBy: "resumed: no\n").count == 2)
        #expect(text.components(separatedBy: Self.resumed).count == 3)
        return text
    }
}
