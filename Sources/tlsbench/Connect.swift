internal import ArgumentParser
internal import CryptoBackend
internal import Foundation
internal import TLSEngine
internal import TLSTransport
internal import TLSTrust
internal import TLSWire

/// `tlsbench connect`: one verified connection, one GET, one whole answer.
struct Connect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Connect to a TLS 1.2 server, verify it, and GET a page.",
        discussion: """
            Prints what was negotiated, then the answer. Ends with 0 only if the server's chain and name were good and \
            the answer came whole. SSLKEYLOGFILE is honoured. The name is looked for among the alternative names of the \
            certificate, never in its common name.

            Examples:
              tlsbench connect example.org:443
              tlsbench connect localhost:4433 --ca ca.pem --backend swift --resume 3

            \(ExitStatus.help([.unavailable], [.no: "no connection, no trust, or no whole answer"]))
            """
    )

    @Argument(help: ArgumentHelp("The server.", valueName: "host:port"), transform: parseEndpoint)
    var server: Endpoint

    @Option(
        help: ArgumentHelp("Trusted certificates, PEM; the system's if omitted.", valueName: "file"),
        completion: .file()
    )
    var ca: String?

    @Option(
        help: ArgumentHelp("The name or address to ask for and to verify; HOST if omitted.", valueName: "name"),
        transform: parseServerName
    )
    var serverName: ServerName?

    @Option(
        help: ArgumentHelp(
            "A certificate to show if the server asks for it, and those after it, PEM.",
            valueName: "file"
        ),
        completion: .file()
    )
    var cert: String?

    @Option(help: ArgumentHelp("The certificate's private key, PEM.", valueName: "file"), completion: .file())
    var key: String?

    @Option(help: ArgumentHelp("Connect this many times more, resuming the session.", valueName: "count"))
    var resume = 0

    @Option(help: ArgumentHelp("The page to ask for.", valueName: "path"))
    var get = "/"

    @OptionGroup var options: ConnectionOptions

    func validate() throws {
        guard (cert == nil) == (key == nil) else { throw ValidationError("--cert and --key belong together") }
        _ = try verifiedName()
        guard (0...1_000_000).contains(resume) else {
            throw ValidationError("--resume takes 0 to 1000000, not \(resume)")
        }
        guard get.hasPrefix("/"), get.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw ValidationError("--get takes a path that begins with / and has no spaces, not '\(get)'")
        }
    }

    func run() throws { try connect(options.backend) }

    private func connect<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        let keyLog = try options.keyLog()
        let configuration: ClientConfiguration<Backend> = try configuration(keyLog)
        let limit = Duration.seconds(options.timeout)
        let client = TLSClientTransport(configuration, limits: TimeLimits(limit, total: limit))
        defer { client.stop() }
        for attempt in 0...resume {
            let connection: ClientConnection
            do { connection = try client.connect(to: server) } catch {
                if let refused = RefusedHello(error, to: configuration) { throw refused }
                throw error
            }
            guard attempt == 0 || connection.negotiated.resumption != .none else {
                throw CommandFailure("\(server): the server did not resume the session")
            }
            try FileHandle.standardOutput.write(line: "\(connection.negotiated)\n")
            let name = configuration.serverName.text
            // RFC 3986 §3.2.2: an IPv6 address in brackets.
            let host = name.contains(":") ? "[\(name)]" : name
            try connection.send([UInt8]("GET \(get) HTTP/1.0\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8))
            try readAnswer(connection)
            try keyLog?.check()
        }
    }

    /// The name of the option, or the host that is connected to. A zone behind an address is this machine's (RFC 4007 §11).
    private func verifiedName() throws -> ServerName {
        if let serverName { return serverName }
        let host = server.host
        let name = host.contains(":") ? String(host.prefix { $0 != "%" }) : host
        do { return try ServerName(name) } catch {
            throw ValidationError("\(quoted(name)) \(error), so it names no server; --server-name can")
        }
    }

    private func configuration<Backend: CryptoBackend>(
        _ keyLog: KeyLogFile?
    ) throws -> ClientConfiguration<Backend> {
        var configuration = ClientConfiguration<Backend>(
            verifier: try ca.map { try TrustStore(pemFile: $0) } ?? TrustStore(),
            serverName: try verifiedName(),
            cipherSuites: options.cipherSuites(of: .tls12),
            groups: options.groups
        )
        configuration.versions = options.versions(else: [.tls13, .tls12])
        configuration.tls13CipherSuites = options.cipherSuites(of: .tls13).filter { Backend.canDo($0) }
        let hasSuite = configuration.versions.contains { version in
            !(version == .tls13 ? configuration.tls13CipherSuites : configuration.cipherSuites).isEmpty
        }
        guard hasSuite else {
            let groups = options.groups.map(\.name).joined(separator: ", ")
            throw ValidationError("none of the cipher suites can be offered with \(groups) on \(Backend.identity.name)")
        }
        configuration.keyLog = keyLog?.writer
        configuration.applicationProtocols = options.alpn
        configuration.recordSizeLimit = options.recordSizeLimit
        if resume > 0 { configuration.sessions = ClientSessionCache(clock: sessionClock) }
        if let cert, let key {
            let credentials = try Credentials.load(certificateFile: cert, keyFile: key)
            guard credentials.allow(.digitalSignature) else {
                throw CommandFailure("\(cert): keyUsage without digitalSignature, which a client's certificate needs")
            }
            configuration.identity = try Identity(credentials, keyFile: key)
        }
        return configuration
    }

    /// Prints the answer as it comes, up to close_notify or to the end that Content-Length tells.
    private func readAnswer(_ connection: ClientConnection) throws {
        var answer = HTTPAnswer()
        do {
            while true {
                let octets = try connection.receive()
                guard !octets.isEmpty else { break }
                answer.append(octets)
                try FileHandle.standardOutput.write(octets: octets)
                // A server that keeps the connection open has nothing more to say.
                if answer.isCompleteByLength { return try connection.leave() }
            }
        } catch TransportError.truncated where answer.isCompleteByLength {
            // RFC 5246 §7.2.1 warns of truncation, which Content-Length rules out.
            return
        }
        guard !answer.isEmpty else { throw CommandFailure("\(server): the server closed without an answer") }
        guard !answer.isShort else { throw CommandFailure("\(server): the answer is shorter than its Content-Length") }
    }
}

private func parseServerName(_ text: String) throws -> ServerName {
    do { return try ServerName(text) } catch { throw ValidationError("\(quoted(text)) \(error)") }
}

/// The beginning of a text of somebody else's, with its controls visible.
private func quoted(_ text: String) -> String {
    let shown = text.prefix(64)
    return "'\(shown.unicodeScalars.map { $0.escaped(asASCII: false) }.joined())\(shown.count < text.count ? "…" : "")'"
}

private func parseEndpoint(_ text: String) throws -> Endpoint {
    guard let endpoint = Endpoint(text), endpoint.port > 0 else {
        throw ValidationError("'\(text)' is not HOST:PORT or [IPV6]:PORT")
    }
    return endpoint
}
