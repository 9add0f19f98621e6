internal import CryptoBackend
public import StackSeam

/// libssl, which can do all that the engine does, from 3.5 on hybrid key exchanges too.
public struct LibSSLStack: PeerStack {
    private let credentials: StackCredentials

    /// With these credentials in all handshakes.
    public init(_ credentials: StackCredentials) { self.credentials = credentials }

    /// The loaded library.
    public static var identity: StackIdentity {
        StackIdentity(
            name: "peer:libssl",
            library: "libssl",
            version: LibSSLPair.version,
            codePath: "its own engine"
        )
    }

    /// All but hybrid key exchanges, which the loaded library may have.
    public static func offers(_ shape: HandshakeShape) -> Bool {
        guard let group = shape.group, group.encapsulation != nil else { return true }
        return LibSSLPair.isAvailable && Context.knows(group)
    }

    /// Over memory BIOs that both ends share.
    public func pair(_ shape: HandshakeShape, chunk: [UInt8]) throws -> any StackPair {
        try LibSSLPair(shape, credentials, chunk: chunk)
    }

    /// Clients over memory BIOs of their own.
    public func clientSide(_ shape: HandshakeShape) throws -> any StackSide { try LibSSLClientSide(shape, credentials) }

    /// Servers over memory BIOs of their own.
    public func serverSide(_ shape: HandshakeShape) throws -> any StackSide { try LibSSLServerSide(shape, credentials) }

    /// With blocking calls on a thread.
    public func server(
        _ shape: HandshakeShape,
        _ service: Service,
        buffers: SocketBuffers?
    ) throws -> any StackServer {
        try LibSSLServer(shape, credentials, service: service, buffers: buffers)
    }

    /// On the caller's thread.
    public func client(
        _ shape: HandshakeShape,
        pattern: [UInt8],
        buffers: SocketBuffers?
    ) throws -> any StackClient {
        try LibSSLClient(shape, credentials, pattern: pattern, buffers: buffers)
    }
}
