internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// What both ends of a traced connection bring to it: a new certificate, and the session that they are to resume.
struct TraceConfigurations<Backend: CryptoBackend> {
    let client: ClientConfiguration<Backend>
    let server: ServerConfiguration<Backend>

    /// Makes a key of `bits` bits and, to resume a session, shakes hands once in memory.
    init(_ options: ConnectionOptions, bits: Int, resuming resumption: NegotiatedParameters.Resumption) throws {
        let pki = try TestPKI.mint(serverNames: [traceServerName], keyBits: bits)
        var client = ClientConfiguration<Backend>(
            verifier: pki.trustStore,
            serverName: .localhost,
            cipherSuites: options.cipherSuites(of: .tls12),
            groups: options.groups
        )
        let identity = try Identity<Backend>(pki.credentials)
        var server = ServerConfiguration<Backend>(
            identity: identity,
            cipherSuites: options.cipherSuites(of: .tls12),
            groups: options.groups
        )
        client.applicationProtocols = options.alpn
        server.applicationProtocols = options.alpn
        client.recordSizeLimit = options.recordSizeLimit
        server.recordSizeLimit = options.recordSizeLimit
        if resumption != .none { client.sessions = ClientSessionCache(clock: sessionClock) }
        if resumption == .sessionID { server.sessions = SessionCache(clock: sessionClock) }
        if resumption == .ticket { server.ticketKeys = try TicketKeys(clock: sessionClock) }
        if resumption != .none { try InMemoryPair(client: client, server: server).handshake() }
        self.client = client
        self.server = server
    }
}

/// The server's name, in its certificate and in the request.
let traceServerName = "localhost"
