internal import ArgumentParser
internal import CryptoBackend
internal import TLSTransport
internal import TLSWire

/// What `serve` and `connect` are both told.
struct ConnectionOptions: ParsableArguments {
    @Option(help: "The library that does the cryptography.", transform: Registry.backend(named:))
    var backend: any CryptoBackend.Type = Registry.standard

    @Option(
        help: ArgumentHelp("Cipher suites, most preferred first, separated by commas.", valueName: "list"),
        transform: parseCipherSuites
    )
    var cipherSuite: [CipherSuite] = CipherSuite.supported

    @Option(help: ArgumentHelp("How long a peer may take.", valueName: "seconds"))
    var timeout = 5.0

    func validate() throws {
        guard timeout > 0 && timeout <= 86_400 else {
            throw ValidationError("--timeout takes more than 0 and at most 86400 seconds, not \(timeout)")
        }
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
