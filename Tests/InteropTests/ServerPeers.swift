extension ChildProcess {
    /// `openssl s_server` with its status page, and its port.
    static func openSSLServer(
        _ suite: Combination.Suite,
        _ files: TestFiles,
        _ more: [String] = []
    ) throws -> (ChildProcess, Int) {
        let server = try ChildProcess(
            "openssl",
            [
                "s_server", "-accept", "127.0.0.1:0", "-cert", files.chain, "-cert_chain", files.chain, "-key",
                files.key,
                "-tls1_2", "-cipher", suite.openSSLName, "-www",
            ] + more
        )
        let output = try server.wait(for: "ACCEPT 127.0.0.1:")
        return (server, try Ports.number(after: "ACCEPT 127.0.0.1:", in: output))
    }

    /// `gnutls-serv`, and its port; `mode` is `--http` or `--echo`.
    static func gnuTLSServer(
        _ suite: Combination.Suite,
        _ files: TestFiles,
        mode: String = "--http"
    ) throws -> (ChildProcess, Int) {
        // Between its choice and its use, another process may take the port.
        for _ in 0..<10 {
            let port = try Ports.free()
            let server = try ChildProcess(
                "gnutls-serv",
                [
                    mode, "--disable-client-cert", "-p", "\(port)", "--x509certfile", files.chain,
                    "--x509keyfile", files.key, "--priority", suite.gnuTLSPriority,
                ]
            )
            if (try? server.wait(for: "IPv4 0.0.0.0 port \(port)...done", within: 5)) != nil { return (server, port) }
            server.end()
        }
        throw Ports.NotFound(output: "gnutls-serv cannot listen anywhere")
    }
}
