internal import ArgumentParser
internal import CryptoBackend
internal import TLSTransport
internal import TLSWire

/// What `serve` and `connect` are both told.
struct ConnectionOptions: ParsableArguments {
    @Option(help: "The library that does the cryptography.", completion: .backend, transform: Registry.backend(named:))
    var backend: any CryptoBackend.Type = Registry.standard

    @Option(
        help: ArgumentHelp("Cipher suites, most preferred first, separated by commas.", valueName: "list"),
        transform: parseCipherSuites
    )
    var cipherSuite: [CipherSuite] = CipherSuite.supported

    @Option(
        help: ArgumentHelp(
            "Groups for ephemeral key exchanges, most preferred first, separated by commas.",
            valueName: "list"
        ),
        transform: parseGroups
    )
    var groups: [NamedGroup] = NamedGroup.allCases

    @Option(
        help: ArgumentHelp(
            "Application protocols (ALPN), most preferred first, separated by commas.",
            valueName: "list"
        ),
        transform: parseProtocols
    )
    var alpn: [String] = []

    @Option(help: ArgumentHelp("The most bytes that a record from the peer may have (RFC 8449).", valueName: "bytes"))
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
    }

    /// Where keys go: the file of the option, else of `SSLKEYLOGFILE`; nil for nowhere. Ends the command with 73 if it cannot be
    /// opened.
    func keyLog() throws -> KeyLogFile? {
        let named = try keylog.map { try KeyLogFile(path: $0) }
        return try named ?? KeyLogFile.fromEnvironment()
    }
}

private func parseGroups(_ list: String) throws -> [NamedGroup] {
    try list.split(separator: ",", omittingEmptySubsequences: false).map { try NamedGroup(named: $0) }
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
        guard let suite = CipherSuite.supported.first(where: { $0.name == wanted || $0.name == "TLS_\(wanted)" }) else {
            throw Unknown(kind: "cipher suite", name: String(name), known: CipherSuite.supported.map(\.name))
        }
        return suite
    }
}
