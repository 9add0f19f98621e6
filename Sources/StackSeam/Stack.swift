/// A whole TLS stack, client and server, with its credentials: the engine over one backend, or somebody else's.
///
/// What is timed of a stack is written once for all of them, above this protocol. A stack brings its own way to connect its two ends,
/// and ends that can be connected with those of any other stack.
///
/// What it makes, and the ends and connections that it makes, throw the errors of the library behind the stack: at once if a shape is
/// not offered, a credential cannot be read or a port cannot be had, later if a handshake or a transfer fails; and ``StackError`` for
/// what no library reports.
public protocol Stack: Sendable {
    /// Who it is.
    static var identity: StackIdentity { get }
    /// Whether it can do such handshakes; it has no row where it cannot.
    static func offers(_ shape: HandshakeShape) -> Bool

    /// Its client and its server in one thread, connected as it does that best. A session that is to be resumed has begun.
    ///
    /// - Parameter chunk: what they send each other after a handshake; not empty.
    func pair(_ shape: HandshakeShape, chunk: [UInt8]) throws -> any StackPair
    /// A maker of clients for a server of any stack, in memory.
    func clientSide(_ shape: HandshakeShape) throws -> any StackSide
    /// A maker of servers for a client of any stack, in memory.
    func serverSide(_ shape: HandshakeShape) throws -> any StackSide
    /// A server on a thread of its own, at a free port of 127.0.0.1.
    ///
    /// - Parameter buffers: of its sockets; without them the kernel chooses.
    func server(_ shape: HandshakeShape, _ service: Service, buffers: SocketBuffers?) throws -> any StackServer
    /// A client for a server of any stack over TCP.
    ///
    /// - Parameters:
    ///   - pattern: what it sends, over and over; not empty.
    ///   - buffers: of its sockets; without them the kernel chooses.
    func client(_ shape: HandshakeShape, pattern: [UInt8], buffers: SocketBuffers?) throws -> any StackClient
}

/// A stack of somebody else's, which reads its credentials itself.
public protocol PeerStack: Stack {
    /// With these credentials in all handshakes.
    init(_ credentials: StackCredentials)
}

/// What a report says of a stack.
public struct StackIdentity: Hashable, Sendable {
    /// The name of its rows.
    public let name: String
    /// What people call it.
    public let library: String
    /// As it says of itself, or as it was built in.
    public let version: String
    /// Which code runs.
    public let codePath: String

    /// Of its parts.
    public init(name: String, library: String, version: String, codePath: String) {
        self.name = name
        self.library = library
        self.version = version
        self.codePath = codePath
    }
}

/// What a server shows and a client trusts, as texts that every library reads.
public struct StackCredentials: Sendable {
    /// The server's chain, its own certificate first.
    public let certificatePEM: String
    /// The server's key.
    public let keyPEM: String
    /// What the client trusts.
    public let authorityPEM: String
    /// What the client asks for and the certificate must name.
    public let serverName: String

    /// Of its parts.
    public init(certificatePEM: String, keyPEM: String, authorityPEM: String, serverName: String) {
        self.certificatePEM = certificatePEM
        self.keyPEM = keyPEM
        self.authorityPEM = authorityPEM
        self.serverName = serverName
    }
}
