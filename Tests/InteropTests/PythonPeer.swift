import Foundation

/// Python's `ssl` at either end.
enum PythonPeer {
    /// Answers GETs until it is ended, and its port.
    static func server(
        _ combination: Combination,
        _ files: TestFiles,
        clientAuthority: String = ""
    ) throws -> (ChildProcess, Int) {
        let field =
            combination.suite.exchange == .dhe ? try combination.group.map { try files.parameters(of: $0) } : nil
        return try server(
            version: "TLSv1_2",
            suite: combination.suite.openSSLName,
            files,
            field: field ?? "",
            clientAuthority: clientAuthority
        )
    }

    /// The same with a version of TLS, as Python spells it.
    static func server(
        version: String,
        suite: String = "DEFAULT",
        _ files: any CertificateFiles,
        field: String = "",
        clientAuthority: String = "",
        applicationProtocol: String = ""
    ) throws -> (ChildProcess, Int) {
        let server = try ChildProcess(
            "python3",
            ["-c", serverText, version, suite, files.chain, files.key, field, clientAuthority, applicationProtocol]
        )
        let output = try server.wait(for: "listening on 127.0.0.1:")
        return (server, try Ports.number(after: "listening on 127.0.0.1:", in: output))
    }

    /// Gets a page twice, the second time with the session of the first, and prints what it got and whether it was resumed.
    static func client(
        _ combination: Combination,
        _ files: TestFiles,
        _ port: Int,
        chain: String = "",
        key: String = ""
    ) throws -> ChildProcess {
        try client(version: "TLSv1_2", suite: combination.suite.openSSLName, files, port, chain: chain, key: key)
    }

    /// The same with a version of TLS, as Python spells it.
    static func client(
        version: String,
        suite: String = "DEFAULT",
        _ files: any CertificateFiles,
        _ port: Int,
        chain: String = "",
        key: String = "",
        applicationProtocol: String = ""
    ) throws -> ChildProcess {
        try ChildProcess(
            "python3",
            ["-c", clientText, version, suite, files.authority, "\(port)", chain, key, applicationProtocol]
        )
    }

    private static let serverText = """
        import socket, ssl, sys
        version, suite, chain, key, field, authority, protocol = sys.argv[1:]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
        context.set_ciphers(suite)
        if protocol: context.set_alpn_protocols([protocol])
        context.load_cert_chain(chain, key)
        if field: context.load_dh_params(field)
        if authority:
            context.load_verify_locations(authority)
            context.verify_mode = ssl.CERT_REQUIRED
        listener = socket.create_server(("127.0.0.1", 0))
        print(f"listening on 127.0.0.1:{listener.getsockname()[1]}", flush=True)
        while True:
            plain, _ = listener.accept()
            try:
                with context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(4096)
                    who = dict(part[0] for part in (connection.getpeercert() or {}).get("subject", ()))
                    text = f"python spoke {connection.cipher()[0]}, resumed {connection.session_reused}, to {who}\\n"
                    connection.sendall(f"HTTP/1.0 200 OK\\r\\nContent-Length: {len(text)}\\r\\n\\r\\n{text}".encode())
                    connection.unwrap()
            except OSError as error:
                print(error, flush=True)
        """

    private static let clientText = """
        import socket, ssl, sys
        version, suite, authority, port, chain, key, protocol = sys.argv[1:]
        context = ssl.create_default_context(cafile=authority)
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
        context.set_ciphers(suite)
        if protocol: context.set_alpn_protocols([protocol])
        if chain: context.load_cert_chain(chain, key)
        session = None
        for attempt in range(2):
            with socket.create_connection(("127.0.0.1", int(port))) as plain:
                with context.wrap_socket(plain, server_hostname="localhost", session=session) as connection:
                    connection.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
                    while part := connection.recv(4096): print(part.decode(), end="")
                    session = connection.session
                    print(f"attempt {attempt}: resumed {connection.session_reused}")
        """
}
