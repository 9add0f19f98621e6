internal import ArgumentParser
internal import CryptoBackend
internal import TLSTransport
internal import TLSWire

/// What `serve` and `connect` are both told.
struct ConnectionOptions: ParsableArguments {
    @Option(help: "The library that does the cryptography.", completion: .backend, transform: Registry.backend(named:))
    var backend: any CryptoBackend.Type = Registry.standard

    @Option(
        help: ArgumentHelp("Versions of TLS, separated by commas: 1.2, 1.3 or both.", valueName: "list"),
        transform: parseVersions
    )
    var tls: [ProtocolVersion]?

    @Option(
        help: ArgumentHelp(
            "Cipher suites, most preferred first, separated by commas. A version without a suite is not spoken.",
            valueName: "list"
        ),
        transform: parseCipherSuites
    )
    var cipherSuite: [CipherSuite] = CipherSuite.supported + CipherSuite.supportedTLS13

    @Option(
        help: ArgumentHelp(
            "Groups for ephemeral key exchanges, most preferred first, separated by commas.",
            valueName: "list"
        ),
        transform: parseGroups
    )
    var groups: [KeyExchangeGroup] = KeyExchangeGroup.all

    @Option(
        help: ArgumentHelp(
            "Application protocols (ALPN), most preferred first, separated by commas.",
            valueName: "list"
        ),
        transform: parseProtocols
    )
    var alpn: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            The most bytes that a record from the peer may have, 64 to 16384 (RFC 8449). Clients of GnuTLS refuse less \
            than 512 unless their priorities contain %ALLOW_SMALL_RECORDS.
            """,
            valueName: "bytes"
        )
    )
    var recordSizeLimit: Int?

    @Option(
        help: ArgumentHelp("Append keys to this file, in the NSS key-log format.", valueName: "file"),
        completion: .file()
    )
    var keylog: String?

    @Option(help: ArgumentHelp("How long a peer may take.", valueName: "seconds"))
    var timeout = 5.0

    func validate() throws {
        guard timeout > 0 && timeout <= 86_400 else {
            throw ValidationError("--timeout takes more than 0 and at most 86400 seconds, not \(timeout)")
        }
        if let recordSizeLimit, !(64...16_384).contains(recordSizeLimit) {
            throw ValidationError("--record-size-limit takes 64 to 16384 octets, not \(recordSizeLimit)")
        }
        if let tls, versions(else: tls).isEmpty {
            throw ValidationError("--cipher-suite names no suite of \(tls.map(\.name).joined(separator: " or "))")
        }
    }

    /// The versions of `--tls`, or `standard` ones without it, that have a suite: the newest first, each once.
    func versions(else standard: [ProtocolVersion]) -> [ProtocolVersion] {
        let wanted = tls ?? standard
        return [.tls13, .tls12].filter { version in
            wanted.contains(version) && cipherSuite.contains { $0.version == version }
        }
    }

    /// The suites of one version.
    func cipherSuites(of version: ProtocolVersion) -> [CipherSuite] { cipherSuite.filter { $0.version == version } }

    /// Where keys go: the file of the option, else of `SSLKEYLOGFILE`; nil for nowhere. Ends the command with 73 if it cannot be
    /// opened.
    func keyLog() throws -> KeyLogFile? {
        let named = try keylog.map { try KeyLogFile(path: $0) }
        return try named ?? KeyLogFile.fromEnvironment()
    }
}

private func parseGroups(_ list: String) throws -> [KeyExchangeGroup] {
    try list.split(separator: ",", omittingEmptySubsequences: false).map { try KeyExchangeGroup(named: $0) }
}

private func parseVersions(_ list: String) throws -> [ProtocolVersion] {
    try list.split(separator: ",", omittingEmptySubsequences: false).map { name in
        switch name {
        case "1.2": .tls12
        case "1.3": .tls13
        default: throw Unknown(kind: "version of TLS", name: String(name), known: ["1.2", "1.3"])
        }
    }
}

/// RFC 7301 §3.1: names of 1 to 255 octets.
private func parseProtocols(_ list: String) throws -> [String] {
    // Each has its length before it in the message, where one comma stands here.
    guard list.utf8.count < 1 << 14 else { throw ValidationError("--alpn takes less than 16384 bytes of names") }
    return try list.split(separator: ",", omittingEmptySubsequences: false).map { name in
        guard (1...255).contains(name.utf8.count) else {
            throw ValidationError("'\(name)' in --alpn has not 1 to 255 bytes")
        }
        return String(name)
    }
}

/// Reads names from the IANA registry, with `TLS_` or without.
private func parseCipherSuites(_ list: String) throws -> [CipherSuite] {
    try list.split(separator: ",", omittingEmptySubsequences: false).map { name in
        let wanted = name.uppercased()
        let known = CipherSuite.supported + CipherSuite.supportedTLS13
        guard let suite = known.first(where: { $0.name == wanted || $0.name == "TLS_\(wanted)" }) else {
            throw Unknown(kind: "cipher suite", name: String(name), known: known.map(\.name))
        }
        return suite
    }
}
