internal import ArgumentParser
internal import CryptoBackend
internal import Foundation
internal import TLSEngine
internal import TLSLoad
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

    @OptionGroup var server: ServerOptions

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
        guard (0...1_000_000).contains(resume) else {
            throw ValidationError("--resume takes 0 to 1000000, not \(resume)")
        }
        try PageRequest.check(get)
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
            do { connection = try client.connect(to: server.server) } catch {
                if let refused = RefusedHello(error, to: configuration) { throw refused }
                throw error
            }
            guard attempt == 0 || connection.negotiated.resumption != .none else {
                throw CommandFailure("\(server.server): the server did not resume the session")
            }
            try FileHandle.standardOutput.write(line: "\(connection.negotiated)\n")
            try connection.send(PageRequest(path: get, from: configuration.serverName).octets)
            try readAnswer(connection)
            try keyLog?.check()
        }
    }

    private func configuration<Backend: CryptoBackend>(
        _ keyLog: KeyLogFile?
    ) throws -> ClientConfiguration<Backend> {
        var configuration: ClientConfiguration<Backend> = try server.configuration(options, keyLog: keyLog)
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
        guard !answer.isEmpty else { throw CommandFailure("\(server.server): the server closed without an answer") }
        guard !answer.isShort else {
            throw CommandFailure("\(server.server): the answer is shorter than its Content-Length")
        }
    }
}
