import Foundation
import Testing

/// `tlsbench connect` and the servers of others in TLS 1.3. One server answers all connections of a test.
@Suite struct TLS13ClientInteropTests {
    private func connect(
        _ port: Int,
        _ files: any CertificateFiles,
        _ options: [String]
    ) throws -> ChildProcess {
        try Command.start(["connect", "localhost:\(port)", "--ca", files.authority] + options)
    }

    /// Connects to servers that have one group each, with every case of it. A retry is to a server that the first share is not for.
    private func connectEveryWay(
        _ backend: String,
        _ kind: CertificateKind,
        among groups: [TLS13Combination.Group] = TLS13Combination.Group.curves,
        page: String,
        _ start: (TLS13Combination.Group, any CertificateFiles) throws -> (ChildProcess, Int)
    ) throws {
        let files = try kind.files()
        let cases = TLS13Combination.cases(of: backend, with: kind, among: groups)
        for group in groups where cases.contains(where: { $0.combination.group == group }) {
            let (server, port) = try start(group, files)
            defer { server.end() }
            for (combination, isRetried) in cases where combination.group == group {
                let more = isRetried ? ["--groups", "\(group.other.rawValue),\(group.rawValue)"] : []
                let client = try connect(port, files, combination.options + more)
                let status = try client.waitForExit()
                let about = "\(combination)\(isRetried ? " after a retry" : ""): \(client.stderr.text)"
                #expect(status == 0, "\(about)")
                #expect(combination.isNegotiated(in: client.stdout.text), "\(about)")
                #expect(client.stdout.text.contains(page), "\(about)")
            }
        }
    }

    @Test(arguments: Combination.backends, CertificateKind.allCases)
    func `the status page of openssl s_server comes whole, at once and after a retry`(
        backend: String,
        kind: CertificateKind
    ) throws {
        let groups = TLS13Combination.Group.allCases
        try connectEveryWay(backend, kind, among: groups, page: "</pre></BODY></HTML>") { group, files in
            try ChildProcess.openSSLServer(
                files,
                isNewer: true,
                ["-tls1_3", "-www", "-groups", group.openSSLName]
            )
        }
    }

    @Test(arguments: TLS13Combination.backendsAndKinds)
    func `the status page of gnutls-serv comes whole, at once and after a retry`(
        backend: String,
        kind: CertificateKind
    ) throws {
        try connectEveryWay(backend, kind, page: "</BODY></HTML>") { group, files in
            try ChildProcess.gnuTLSServer(files, priority: TLS13Combination.gnuTLSPriority([group.gnuTLSName]))
        }
    }

    @Test(arguments: TLS13Combination.backendsAndKinds)
    func `the page of NSS's selfserv comes whole, at once and after a retry`(
        backend: String,
        kind: CertificateKind
    ) throws {
        let files = try TestFiles.shared.get()
        try connectEveryWay(backend, kind, page: "Generic Web Server") { group, _ in
            try ChildProcess.nssServer(files, kind: kind, versions: "tls1.3:tls1.3", ["-I", group.nssName])
        }
    }

    @Test(arguments: TLS13Combination.backendsAndKinds)
    func `the page of nginx comes whole, at once and after a retry`(backend: String, kind: CertificateKind) throws {
        try connectEveryWay(backend, kind, page: "nginx spoke TLS_") { group, files in
            try ChildProcess.nginx(files, ["ssl_protocols TLSv1.3; ssl_ecdh_curve \(group.openSSLName);"])
        }
    }

    @Test func `one retry is two ClientHellos`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(files, ["-tls1_3", "-www", "-msg", "-groups", "P-256"])
        defer { server.end() }
        let client = try connect(port, files, ["--groups", "x25519,secp256r1"])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(server.stdout.text.components(separatedBy: ", ClientHello\n").count == 3)
    }

    @Test func `a cookie is sent back to a server that keeps no state`() throws {
        let files = try TestFiles.shared.get()
        let (server, port) = try ChildProcess.openSSLServer(files, ["-tls1_3", "-www", "-stateless"])
        defer { server.end() }
        let client = try connect(port, files, [])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        #expect(client.stdout.text.contains("</pre></BODY></HTML>"))
    }

    @Test func `the key log agrees with that of s_server`() throws {
        let files = try TestFiles.shared.get()
        let ours = files.folder.appendingPathComponent("connect-1.3.keys").path
        let theirs = files.folder.appendingPathComponent("s_server-1.3.keys").path
        let (server, port) = try ChildProcess.openSSLServer(files, ["-tls1_3", "-www", "-keylogfile", theirs])
        defer { server.end() }
        let client = try connect(port, files, ["--keylog", ours])
        #expect(try client.waitForExit() == 0, "\(client.stderr.text)")
        let secrets = try KeyLog.trafficSecrets(ours)
        #expect(secrets.count == 4)
        #expect(try secrets == KeyLog.trafficSecrets(theirs))
    }
}
