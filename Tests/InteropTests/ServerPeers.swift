import Foundation

extension ChildProcess {
    /// `openssl s_server` with its status page, and its port. Its own fields for DHE are older than RFC 7919.
    static func openSSLServer(
        _ suite: Combination.Suite,
        _ files: TestFiles,
        group: Combination.Group? = nil,
        _ more: [String] = []
    ) throws -> (ChildProcess, Int) {
        let field = suite.exchange == .dhe ? try group.map { ["-dhparam", try files.parameters(of: $0)] } ?? [] : []
        return try openSSLServer(files, ["-tls1_2", "-cipher", suite.openSSLName, "-www"] + field + more)
    }

    /// `openssl s_server` with these options, and its port.
    static func openSSLServer(
        _ files: any CertificateFiles,
        isNewer: Bool = false,
        _ options: [String]
    ) throws -> (ChildProcess, Int) {
        let arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-cert", files.chain, "-cert_chain", files.chain, "-key", files.key,
        ]
        let server = try isNewer ? newerOpenSSL(arguments + options) : ChildProcess("openssl", arguments + options)
        let output = try server.wait(for: "ACCEPT 127.0.0.1:")
        return (server, try Ports.number(after: "ACCEPT 127.0.0.1:", in: output))
    }

    /// The program `openssl` of this system on the libraries of OpenSSL 3.5, which have X25519MLKEM768.
    static func newerOpenSSL(_ arguments: [String]) throws -> ChildProcess {
        let folder = "\(try UnpackedLibraries.path("trixie"))/\(UnpackedLibraries.folder)"
        return try ChildProcess(
            "\(folder)/ld-linux-x86-64.so.2",
            ["--library-path", folder, "/usr/bin/openssl"] + arguments
        )
    }

    /// `gnutls-serv`, and its port; `mode` is `--http` or `--echo`.
    static func gnuTLSServer(
        _ suite: Combination.Suite,
        _ files: TestFiles,
        mode: String = "--http",
        _ more: [String] = ["--disable-client-cert"]
    ) throws -> (ChildProcess, Int) {
        try gnuTLSServer(files, priority: suite.gnuTLSPriority, mode: mode, more)
    }

    /// The same with a priority string.
    static func gnuTLSServer(
        _ files: any CertificateFiles,
        priority: String,
        mode: String = "--http",
        _ more: [String] = ["--disable-client-cert"]
    ) throws -> (ChildProcess, Int) {
        try listening { port in
            let server = try ChildProcess(
                "gnutls-serv",
                [
                    mode, "-p", "\(port)", "--x509certfile", files.chain, "--x509keyfile", files.key,
                    "--priority", priority,
                ] + more
            )
            return (server, "IPv4 0.0.0.0 port \(port)...done")
        }
    }

    /// NSS's `selfserv`, which answers a GET, and its port.
    static func nssServer(
        _ suite: Combination.Suite,
        _ files: TestFiles,
        group: Combination.Group? = nil,
        _ more: [String] = []
    ) throws -> (ChildProcess, Int) {
        let groups = group.map { ["-I", $0.nssName] } ?? []
        return try nssServer(files, versions: "tls1.2:tls1.2", ["-c", suite.nssName, "-H", "1"] + groups + more)
    }

    /// The same with these options.
    static func nssServer(
        _ files: TestFiles,
        kind: CertificateKind = .rsa,
        versions: String,
        _ options: [String]
    ) throws -> (ChildProcess, Int) {
        try listening { port in
            let server = try ChildProcess(
                "selfserv",
                [
                    "-d", try files.nssDatabase(kind), kind == .rsa ? "-n" : "-e", TestFiles.nssServerName, "-p",
                    "\(port)", "-V", versions, "-v", "-G",
                ] + options
            )
            return (server, "selfserv: About to call accept.")
        }
    }

    /// `nginx` with a page, and its port.
    static func nginx(
        _ suite: Combination.Suite,
        _ files: TestFiles,
        group: Combination.Group? = nil,
        _ more: [String] = []
    ) throws -> (ChildProcess, Int) {
        let field =
            suite.exchange == .dhe ? try group.map { ["ssl_dhparam \(try files.parameters(of: $0));"] } ?? [] : []
        return try nginx(files, ["ssl_protocols TLSv1.2; ssl_ciphers \(suite.openSSLName);"] + field + more)
    }

    /// The same with these directives.
    static func nginx(_ files: any CertificateFiles, _ directives: [String]) throws -> (ChildProcess, Int) {
        try listening { port in
            let folder = try TestFiles.shared.get().folder.appendingPathComponent("nginx-\(port)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let text = """
                daemon off; master_process off; pid \(folder.path)/pid; error_log stderr notice;
                events {}
                http {
                    access_log off;
                    client_body_temp_path \(folder.path); proxy_temp_path \(folder.path);
                    fastcgi_temp_path \(folder.path); uwsgi_temp_path \(folder.path); scgi_temp_path \(folder.path);
                    server {
                        listen 127.0.0.1:\(port) ssl;
                        ssl_certificate \(files.chain); ssl_certificate_key \(files.key);
                        ssl_session_cache shared:a:1m;
                        \(directives.joined(separator: "\n"))
                        location / { return 200 "nginx spoke $ssl_cipher, reused $ssl_session_reused, $ssl_client_verify\\n"; }
                    }
                }
                """
            let file = folder.appendingPathComponent("nginx.conf")
            try Data(text.utf8).write(to: file)
            let arguments = ["-p", folder.path, "-c", file.path, "-e", "stderr"]
            return (try ChildProcess("/usr/sbin/nginx", arguments), "using the \"epoll\" event method")
        }
    }

    /// Tries ports until `start` has a server that says that it listens; between its choice and its use, another process may
    /// take a port.
    private static func listening(
        _ start: (_ port: Int) throws -> (ChildProcess, sign: String)
    ) throws -> (ChildProcess, Int) {
        var output = ""
        for _ in 0..<10 {
            let port = try Ports.free()
            let (server, sign) = try start(port)
            if (try? server.wait(for: sign, within: 5)) != nil { return (server, port) }
            server.end()
            output = server.stderr.text
        }
        throw Ports.NotFound(output: "no server that listens: \(output)")
    }
}
