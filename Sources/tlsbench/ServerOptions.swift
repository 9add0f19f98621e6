internal import ArgumentParser
internal import CryptoBackend
internal import TLSEngine
internal import TLSTransport
internal import TLSTrust
internal import TLSWire

/// Which server `connect` and `load` go to, and why they trust it.
struct ServerOptions: ParsableArguments {
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

    func validate() throws { _ = try verifiedName() }

    /// The name of the option, or the host that is connected to. A zone behind an address is this machine's (RFC 4007 §11).
    func verifiedName() throws -> ServerName {
        if let serverName { return serverName }
        let host = server.host
        let name = host.contains(":") ? String(host.prefix { $0 != "%" }) : host
        do { return try ServerName(name) } catch {
            throw ValidationError("\(quoted(name)) \(error), so it names no server; --server-name can")
        }
    }

    /// What a client brings to every connection: the trust of these options, and the offer of the others.
    func configuration<Backend: CryptoBackend>(
        _ options: ConnectionOptions,
        keyLog: KeyLogFile?
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
        return configuration
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
