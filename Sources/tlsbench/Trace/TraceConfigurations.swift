internal import CryptoBackend
internal import TLSEngine
internal import TLSTrust
internal import TLSWire

/// What both ends of a traced connection bring to it: a new certificate, and the session that they are to resume.
struct TraceConfigurations<Backend: CryptoBackend> {
    let client: ClientConfiguration<Backend>
    let server: ServerConfiguration<Backend>

    /// Makes a certificate and, to resume a session, shakes hands once in memory.
    init(_ request: TraceRequest, _ options: ConnectionOptions) throws {
        let pki = try request.certificate.mint()
        let ofTLS12 = request.version == .tls12 ? request.cipherSuites : []
        let ofTLS13 = request.version == .tls13 ? request.cipherSuites : []
        var client = ClientConfiguration<Backend>(
            verifier: pki.trustStore,
            serverName: .localhost,
            cipherSuites: ofTLS12,
            groups: request.groups
        )
        var server = ServerConfiguration<Backend>(
            identity: try Identity<Backend>(pki.credentials),
            cipherSuites: ofTLS12,
            groups: request.serverGroups
        )
        (client.versions, client.tls13CipherSuites) = ([request.version], ofTLS13)
        (server.versions, server.tls13CipherSuites) = ([request.version], ofTLS13)
        client.applicationProtocols = options.alpn
        server.applicationProtocols = options.alpn
        client.recordSizeLimit = options.recordSizeLimit
        server.recordSizeLimit = options.recordSizeLimit
        if request.resumption != .none { client.sessions = ClientSessionCache(clock: sessionClock) }
        // In TLS 1.3 a ticket has the session sealed, or is the name under which the server keeps it.
        if request.resumption == .sessionID { server.sessions = SessionCache(clock: sessionClock) }
        if request.resumption == .ticket { server.ticketKeys = try TicketKeys(clock: sessionClock) }
        if request.resumption != .none { try InMemoryPair(client: client, server: server).handshake() }
        self.client = client
        self.server = server
    }
}

/// The server's name, in its certificate and in the request.
let traceServerName = "localhost"
