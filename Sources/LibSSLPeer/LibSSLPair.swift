internal import COpenSSL

/// libssl's own client and server over two memory buffers: what users would pick instead of this engine.
///
/// TLS 1.2 with one suite, chain and host name verified, resumed if that is asked for: the same handshake that the engine
/// does. Not for more than one thread at a time.
@safe public final class LibSSLPair {
    private let clientContext: Context
    private let serverContext: Context
    private let serverName: String
    private var client: Connection
    private var server: Connection
    private var session: PeerSession?

    /// Whether there is a libssl: without, whatever uses it throws.
    public static var isAvailable: Bool { unsafe tlsbench_libssl().failure == TLSBENCH_OPENSSL_LOADED }

    /// The version that the loaded library reports.
    public static var version: String {
        guard isAvailable else { return "unknown" }
        return unsafe OpenSSL_version(OPENSSL_VERSION_STRING).map { unsafe String(cString: $0) } ?? "unknown"
    }

    /// Settings for any number of handshakes, and a first pair of ends. If handshakes are to be resumed, a full one has taken place.
    ///
    /// - Parameters:
    ///   - negotiation: what both sides are set to.
    ///   - certificatePEM: the server's chain, its own certificate first.
    ///   - keyPEM: its key.
    ///   - authorityPEM: what the client trusts.
    ///   - serverName: what the certificate must name.
    public init(
        _ negotiation: LibSSLNegotiation,
        certificatePEM: String,
        keyPEM: String,
        authorityPEM: String,
        serverName: String
    ) throws(LibSSLError) {
        clientContext = try Context(.client, negotiation)
        try clientContext.trust(authorityPEM: authorityPEM)
        serverContext = try Context(.server, negotiation)
        try serverContext.use(certificatePEM: certificatePEM, keyPEM: keyPEM)
        self.serverName = serverName
        (client, server) = try Self.connect(clientContext, serverContext, serverName)
        guard negotiation.resumption != .none else { return }
        try handshake()
        session = try client.session()
        try reset()
    }

    /// Two new ends that have not begun.
    public func reset() throws(LibSSLError) {
        (client, server) = try Self.connect(clientContext, serverContext, serverName)
        if let session { try client.resume(session) }
    }

    /// Lets the client go as far as it can; whether its handshake is over.
    public func stepClient() throws(LibSSLError) -> Bool { try client.step() }

    /// Lets the server go as far as it can; whether its handshake is over.
    public func stepServer() throws(LibSSLError) -> Bool { try server.step() }

    /// Lets both go until their handshakes are over.
    public func handshake() throws(LibSSLError) {
        var isOver = false
        while !isOver {
            let isClientDone = try stepClient()
            isOver = try stepServer() && isClientDone
        }
    }

    /// One of the two.
    public enum End: Sendable {
        /// Who began.
        case client
        /// Who answered.
        case server
    }

    /// Sends all of `octets` from one end, and reads as many at the other into `received`, which is at least as long.
    public func carry(_ octets: [UInt8], from sender: End, into received: inout [UInt8]) throws(LibSSLError) {
        let (sender, receiver) = sender == .client ? (client, server) : (server, client)
        let isSent = unsafe try octets.withUnsafeBufferPointer { (octets) throws(LibSSLError) in
            unsafe try sender.write(octets) == nil
        }
        guard isSent else { throw LibSSLError("SSL_write") }
        try unsafe received.withUnsafeMutableBufferPointer { (memory) throws(LibSSLError) in
            var place = 0
            while place < octets.count {
                let rest = unsafe UnsafeMutableBufferPointer(rebasing: memory[place..<octets.count])
                let (count, pause) = unsafe try receiver.read(into: rest)
                guard pause == nil else { throw LibSSLError("SSL_read") }
                place += count
            }
        }
    }

    /// What was agreed on; nil before the end.
    public var outcome: LibSSLOutcome? { client.outcome }

    private static func connect(
        _ clientContext: Context,
        _ serverContext: Context,
        _ serverName: String
    ) throws(LibSSLError) -> (client: Connection, server: Connection) {
        let toServer = try MemoryBIO()
        let toClient = try MemoryBIO()
        let client = try Connection(clientContext, reading: toClient, writing: toServer)
        let server = try Connection(serverContext, reading: toServer, writing: toClient)
        try client.beClient(of: serverName)
        server.beServer()
        return (client, server)
    }
}
