internal import ArgumentParser
internal import CryptoBackend
internal import Foundation
internal import StackSeam
internal import TLSEngine
internal import TLSLoad
internal import TLSTransport
internal import TLSTrust
internal import TLSWire

/// `tlsbench serve`: a TLS 1.2 server until it is interrupted.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a TLS 1.2 server.",
        discussion: """
            Without a certificate it makes one for localhost, 127.0.0.1 and ::1, and prints the certificate of the \
            authority behind it. SSLKEYLOGFILE is honoured. For connections that fail it prints at most 20 lines a second, and \
            the number of those left out.

            Examples:
              tlsbench serve --port 4433
              tlsbench serve --port 4433 --cert server.pem --key server.key --echo
              tlsbench serve --port 0 --backend swift --client-ca clients.pem
              tlsbench serve --port 4433 --threads 2

            \(ExitStatus.help([.unavailable], [.success: "SIGINT or SIGTERM came", .no: "it cannot serve"]))
            """
    )

    /// What the server does with what it receives.
    enum Mode: EnumerableFlag {
        case http, echo

        static func help(for mode: Mode) -> ArgumentHelp? {
            switch mode {
            case .http: "Answer one GET with one record, then close."
            case .echo: "Send back what comes."
            }
        }
    }

    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: UInt16

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp("The server's certificate and those after it, PEM.", valueName: "file"),
        completion: .file()
    )
    var cert: String?

    @Option(help: ArgumentHelp("The certificate's private key, PEM.", valueName: "file"), completion: .file())
    var key: String?

    @Option(
        help: ArgumentHelp("Ask clients for certificates, and trust these authorities, PEM.", valueName: "file"),
        completion: .file()
    )
    var clientCa: String?

    @Flag(help: "Let clients in that have no certificate; with --client-ca.")
    var clientOptional = false

    @Flag(inversion: .prefixedNo, help: "Give tickets to resume a session with (RFC 5077).")
    var tickets = true

    @Flag(inversion: .prefixedNo, help: "Keep sessions for clients that resume them by their ids.")
    var sessions = true

    @Option(help: "Event loops that serve, each on a thread with a key of its own.")
    var threads = 1

    @Flag var mode = Mode.http

    @OptionGroup var options: ConnectionOptions

    func validate() throws {
        guard (cert == nil) == (key == nil) else { throw ValidationError("--cert and --key belong together") }
        guard (1...1024).contains(threads) else { throw ValidationError("--threads takes 1 to 1024, not \(threads)") }
        guard clientCa != nil || !clientOptional else { throw ValidationError("--client-optional needs --client-ca") }
    }

    func run() throws { try serve(options.backend) }

    private func serve<Backend: CryptoBackend>(_ backend: Backend.Type) throws {
        try checkDescriptors()
        let keyLog = try options.keyLog()
        let (credentials, authorityPEM) = try loadCredentials()
        let log = EventLog()
        let suites = try cipherSuites(for: credentials)
        var first: ServerConfiguration<Backend>?
        var configurations: [ServerConfiguration<Backend>] = []
        for _ in 0..<threads {
            // A key that two threads use is an object whose references both count, and in some libraries a lock.
            let identity = try Identity<Backend>(credentials, keyFile: key ?? "the new certificate")
            var configuration = try configuration(identity, suites, sharing: first)
            if let keyLog {
                configuration.keyLog = { line in
                    if let failure = keyLog.append(line) { log.write("\(failure): keys are missing from here on") }
                }
            }
            first = first ?? configuration
            configurations.append(configuration)
        }

        let limit = Duration.seconds(options.timeout)
        let interruption = Interruption()
        // A request that drips in, one octet at a time, is given up too.
        let limits = TimeLimits(limit, total: mode == .http ? limit * 2 : nil)
        let server = try TLSServerTransport(
            configurations,
            service: mode == .http ? .http : .echo,
            on: Endpoint(host: host, port: Int(port)),
            limits: limits,
            onEvent: { _, event in
                switch event {
                case .failed(let error): log.write("\(error)")
                case .broken(let error): log.write("\(error), after the handshake")
                // A look at the port is no attempt at a handshake.
                case .established, .leftSilently, .ended: break
                }
            },
            onShortage: { log.write("\($0); new connections wait until others end") }
        )
        defer { server.stop() }
        if let authorityPEM { try FileHandle.standardOutput.write(line: authorityPEM) }
        try FileHandle.standardOutput.write(line: "listening on \(server.endpoint)")
        interruption.wait()
        let (completed, failed) = (server.completedHandshakes, server.failedHandshakes)
        let broken = server.brokenConnections
        log.finish(with: "\(completed) handshakes, \(failed) failed, \(broken) broken connections")
        try keyLog?.check()
    }

    /// NIO ends the process if an event loop cannot have its three descriptors: epoll, eventfd and timerfd. One loop more
    /// accepts, and the process has files and connections.
    private func checkDescriptors() throws {
        let allowed = DescriptorLimit.raise()
        let needed = 3 * (threads + 1) + 32
        guard allowed >= needed else {
            throw CommandFailure(
                "--threads \(threads) needs \(needed) descriptors, and \(allowed) are allowed (ulimit -n)"
            )
        }
    }

    /// Those that keyUsage of the certificate has a key for (RFC 5246 §7.4.2).
    private func cipherSuites(for credentials: Credentials) throws -> [CipherSuite] {
        let usages = [KeyUsage.keyEncipherment, .digitalSignature]
        let missing = usages.filter { !credentials.allow($0) }
        let kind = credentials.publicKey.kind
        let ofKey = options.cipherSuite.filter { $0.keyKind == nil || $0.keyKind == kind }
        guard !ofKey.isEmpty else {
            throw CommandFailure(
                "\(key ?? "the key"): none of the cipher suites is for a key of \(kind.rawValue.uppercased())"
            )
        }
        let suites = ofKey.filter { suite in
            !missing.contains(suite.keyExchange == .rsa ? .keyEncipherment : .digitalSignature)
        }
        guard suites.count < ofKey.count else { return suites }
        let reason =
            "\(cert ?? "the certificate"): keyUsage without \(missing.map(\.rawValue).joined(separator: " and "))"
        guard !suites.isEmpty else { throw CommandFailure("\(reason), which all of the cipher suites need") }
        try FileHandle.standardError.write(line: "\(reason): only \(suites.map(\.name).joined(separator: ", ")) remain")
        return suites
    }

    /// - Parameter first: the configuration of the first loop, whose sessions may be resumed on this one.
    private func configuration<Backend: CryptoBackend>(
        _ identity: Identity<Backend>,
        _ cipherSuites: [CipherSuite],
        sharing first: ServerConfiguration<Backend>?
    ) throws -> ServerConfiguration<Backend> {
        var configuration = ServerConfiguration<Backend>(
            identity: identity,
            cipherSuites: cipherSuites.filter { $0.version == .tls12 },
            groups: options.groups
        )
        configuration.tls13CipherSuites = cipherSuites.filter { $0.version == .tls13 && Backend.canDo($0) }
        configuration.versions = options.versions(else: [.tls13, .tls12]).filter { version in
            cipherSuites.contains { $0.version == version }
        }
        configuration.applicationProtocols = options.alpn
        configuration.recordSizeLimit = options.recordSizeLimit
        if sessions { configuration.sessions = first?.sessions ?? SessionCache(clock: sessionClock) }
        if tickets { configuration.ticketKeys = try first?.ticketKeys?.replica() ?? TicketKeys(clock: sessionClock) }
        if let clientCa {
            let authorities = try TrustStore(pemFile: clientCa)
            configuration.clientAuthentication = ClientAuthentication(
                verifier: authorities,
                isRequired: !clientOptional,
                authorities: authorities.authorityNames
            )
        }
        return configuration
    }

    /// What the options name, or a new test PKI, with the certificate of its authority.
    private func loadCredentials() throws -> (Credentials, authorityPEM: String?) {
        if let cert, let key { return (try Credentials.load(certificateFile: cert, keyFile: key), nil) }
        let pki = try TestPKI.mint(serverNames: ["localhost", "127.0.0.1", "::1"], keyBits: 2048)
        return (pki.credentials, pki.authorityPEM.trimmingCharacters(in: .newlines))
    }
}
