internal import COpenSSL
internal import COpenSSLShims

/// libssl's own client and server over two memory buffers: what users would pick instead of this engine.
///
/// TLS 1.2 with one suite, chain and host name verified, no resumption of any kind: the same handshake that the engine
/// does. Not for more than one thread at a time.
@safe public final class LibSSLPair {
    private let clientContext: Context
    private let serverContext: Context
    private let serverName: String
    private var client: Connection
    private var server: Connection

    /// The version that the loaded library reports.
    public static var version: String {
        unsafe OpenSSL_version(OPENSSL_VERSION_STRING).map { unsafe String(cString: $0) } ?? "unknown"
    }

    /// Settings for any number of handshakes, and a first pair of ends.
    ///
    /// - Parameters:
    ///   - cipherSuite: libssl's name: `AES128-GCM-SHA256`.
    ///   - certificatePEM: the server's chain, its own certificate first.
    ///   - keyPEM: its key.
    ///   - authorityPEM: what the client trusts.
    ///   - serverName: what the certificate must name.
    public init(
        cipherSuite: String,
        certificatePEM: String,
        keyPEM: String,
        authorityPEM: String,
        serverName: String
    ) throws(LibSSLError) {
        clientContext = unsafe try Context(TLS_client_method(), cipherSuite: cipherSuite)
        try clientContext.trust(authorityPEM: authorityPEM)
        serverContext = unsafe try Context(TLS_server_method(), cipherSuite: cipherSuite)
        try serverContext.use(certificatePEM: certificatePEM, keyPEM: keyPEM)
        self.serverName = serverName
        (client, server) = try Self.connect(clientContext, serverContext, serverName)
    }

    /// Two new ends that have not begun.
    public func reset() throws(LibSSLError) {
        (client, server) = try Self.connect(clientContext, serverContext, serverName)
    }

    /// Lets the client go as far as it can; whether its handshake is over.
    public func stepClient() throws(LibSSLError) -> Bool { try client.step() }

    /// Lets the server go as far as it can; whether its handshake is over.
    public func stepServer() throws(LibSSLError) -> Bool { try server.step() }

    /// The suite that the client ended with, by its name in the registry; nil before the end.
    public var cipherSuite: String? { client.cipherSuite }

    /// Whether the client's session has the extended master secret.
    public var usesExtendedMasterSecret: Bool { client.usesExtendedMasterSecret }

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

/// SSL: one end of one connection.
@safe private final class Connection {
    private let pointer: OpaquePointer

    init(_ context: Context, reading: MemoryBIO, writing: MemoryBIO) throws(LibSSLError) {
        unsafe pointer = try required(SSL_new(context.pointer), "SSL_new")
        // SSL_set_bio takes a reference to each.
        try check(Int(unsafe BIO_up_ref(reading.pointer)), "BIO_up_ref")
        try check(Int(unsafe BIO_up_ref(writing.pointer)), "BIO_up_ref")
        unsafe SSL_set_bio(pointer, reading.pointer, writing.pointer)
    }

    func beClient(of serverName: String) throws(LibSSLError) {
        let type = Int(TLSEXT_NAMETYPE_host_name)
        // The library copies the name, though its type does not say so.
        let named = unsafe serverName.withCString { name in
            unsafe SSL_ctrl(pointer, SSL_CTRL_SET_TLSEXT_HOSTNAME, type, UnsafeMutableRawPointer(mutating: name))
        }
        try check(named, "SSL_set_tlsext_host_name")
        try check(Int(unsafe SSL_set1_host(pointer, serverName)), "SSL_set1_host")
        unsafe SSL_set_connect_state(pointer)
    }

    func beServer() { unsafe SSL_set_accept_state(pointer) }

    func step() throws(LibSSLError) -> Bool {
        let result = unsafe SSL_do_handshake(pointer)
        if result == 1 { return true }
        guard unsafe SSL_get_error(pointer, result) == SSL_ERROR_WANT_READ else {
            throw LibSSLError("SSL_do_handshake")
        }
        return false
    }

    var cipherSuite: String? {
        guard unsafe SSL_is_init_finished(pointer) == 1, let cipher = unsafe SSL_get_current_cipher(pointer) else {
            return nil
        }
        return unsafe SSL_CIPHER_standard_name(cipher).map { unsafe String(cString: $0) }
    }

    var usesExtendedMasterSecret: Bool { unsafe SSL_ctrl(pointer, SSL_CTRL_GET_EXTMS_SUPPORT, 0, nil) == 1 }

    deinit { unsafe SSL_free(pointer) }
}
