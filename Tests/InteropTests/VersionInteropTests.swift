import Foundation
import Testing

/// Peers with one version of TLS and peers with both.
@Suite struct VersionInteropTests {
    private func serve(_ options: [String]) throws -> (ChildProcess, Int, TestFiles) {
        let files = try TestFiles.shared.get()
        let (server, port) = try Command.serve(["--cert", files.chain, "--key", files.key] + options)
        return (server, port, files)
    }

    /// Clients of others that speak these versions, and how they name them.
    private func clients(_ port: Int, _ files: TestFiles, oldest: String, newest: String) throws -> [ChildProcess] {
        let openSSL = try ChildProcess(
            "openssl",
            [
                "s_client", "-quiet", "-connect", "127.0.0.1:\(port)", "-CAfile", files.authority, "-min_protocol",
                "TLSv\(oldest)", "-max_protocol", "TLSv\(newest)",
            ]
        )
        let versions = Set([oldest, newest]).map { ":+VERS-TLS\($0)" }.sorted(by: >).joined()
        let gnuTLS = try TLS13Clients.gnuTLS(port, files, priority: "NORMAL:-VERS-ALL\(versions)")
        // Who was refused may be gone by now.
        for client in [openSSL, gnuTLS] { try? client.write(TLS13Clients.request) }
        let nss = try ChildProcess(
            "tstclnt",
            [
                "-h", "localhost", "-4", "-p", "\(port)", "-d", try files.nssDatabase(), "-V",
                "tls\(oldest):tls\(newest)", "-A", files.request,
            ]
        )
        let curl = try ChildProcess(
            "curl",
            [
                "-sS", "--cacert", files.authority, "--tlsv\(oldest)", "--tls-max", newest,
                "https://localhost:\(port)/",
            ]
        )
        return [openSSL, gnuTLS, nss, curl]
    }

    @Test(arguments: [
        (ours: "1.2,1.3", oldest: "1.2", newest: "1.2", chosen: "1.2"),
        (ours: "1.2,1.3", oldest: "1.2", newest: "1.3", chosen: "1.3"),
        (ours: "1.2", oldest: "1.2", newest: "1.3", chosen: "1.2"),
        (ours: "1.3", oldest: "1.2", newest: "1.3", chosen: "1.3"),
    ])
    func `serve takes the newest version of both`(
        ours: String,
        oldest: String,
        newest: String,
        chosen: String
    ) throws {
        let (server, port, files) = try serve(["--tls", ours])
        defer { server.end() }
        for client in try clients(port, files, oldest: oldest, newest: newest) {
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.contains("protocol: TLS \(chosen)\n"), "\(client.stdout.text)")
        }
    }

    @Test(arguments: [(ours: "1.3", theirs: "1.2"), (ours: "1.2", theirs: "1.3")])
    func `serve and clients without a version in common part`(ours: String, theirs: String) throws {
        let (server, port, files) = try serve(["--tls", ours])
        defer { server.end() }
        for client in try clients(port, files, oldest: theirs, newest: theirs) {
            #expect(try client.waitForExit() != 0)
        }
        try server.wait(for: "protocol_version")
    }

    /// Servers of others that speak these versions.
    private func servers(_ files: TestFiles, oldest: String, newest: String) throws -> [(ChildProcess, Int)] {
        let versions = Set([oldest, newest]).sorted(by: >)
        return [
            try ChildProcess.openSSLServer(
                files,
                ["-www", "-min_protocol", "TLSv\(oldest)", "-max_protocol", "TLSv\(newest)"]
            ),
            try ChildProcess.gnuTLSServer(
                files,
                priority: "NORMAL:-VERS-ALL" + versions.map { ":+VERS-TLS\($0)" }.joined()
            ),
            try ChildProcess.nssServer(files, versions: "tls\(oldest):tls\(newest)", []),
            try ChildProcess.nginx(files, ["ssl_protocols \(versions.map { "TLSv\($0)" }.joined(separator: " "));"]),
        ]
    }

    @Test(arguments: [
        (ours: "1.2,1.3", oldest: "1.2", newest: "1.2", chosen: "1.2"),
        (ours: "1.2,1.3", oldest: "1.2", newest: "1.3", chosen: "1.3"),
        // Their random ends as that of a server that could do better (RFC 8446 §4.1.3), which is no attack here.
        (ours: "1.2", oldest: "1.2", newest: "1.3", chosen: "1.2"),
        (ours: "1.3", oldest: "1.2", newest: "1.3", chosen: "1.3"),
    ])
    func `connect gets the newest version of both`(
        ours: String,
        oldest: String,
        newest: String,
        chosen: String
    ) throws {
        let files = try TestFiles.shared.get()
        for (server, port) in try servers(files, oldest: oldest, newest: newest) {
            defer { server.end() }
            let client = try Command.start(["connect", "localhost:\(port)", "--ca", files.authority, "--tls", ours])
            #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
            #expect(client.stdout.text.contains("protocol: TLS \(chosen)\n"))
        }
    }

    @Test(arguments: [(ours: "1.3", theirs: "1.2"), (ours: "1.2", theirs: "1.3")])
    func `connect and servers without a version in common part`(ours: String, theirs: String) throws {
        let files = try TestFiles.shared.get()
        for (server, port) in try servers(files, oldest: theirs, newest: theirs) {
            defer { server.end() }
            let client = try Command.start(["connect", "localhost:\(port)", "--ca", files.authority, "--tls", ours])
            #expect(try client.waitForExit() == 1)
            #expect(client.stderr.text.split(separator: "\n").count == 1)
            // GnuTLS answers handshake_failure, as it does without a suite in common.
            #expect(
                client.stderr.text.contains("support only TLS \(theirs)")
                    || client.stderr.text.contains("with only TLS \(theirs)")
            )
        }
    }
}
