#if NIOSSL
internal import CryptoBackend
public import StackSeam

/// SwiftNIO SSL, which is BoringSSL in a channel: no DHE, and no session that a client could resume.
public struct NIOSSLStack: PeerStack {
    private let credentials: StackCredentials

    /// With these credentials in all handshakes.
    public init(_ credentials: StackCredentials) { self.credentials = credentials }

    /// What it was built with.
    public static var identity: StackIdentity {
        StackIdentity(
            name: "peer:niossl",
            library: "NIOSSL",
            version: "\(NIOSSLVersion.package) (BoringSSL \(NIOSSLVersion.boringSSL.prefix(12)))",
            codePath: "SwiftNIO's channels over BoringSSL"
        )
    }

    /// Full handshakes with the suites and groups that BoringSSL has.
    public static func offers(_ shape: HandshakeShape) -> Bool {
        !shape.isResumed && NIOSSLNegotiation.offers(shape.suite, shape.group?.codePoint)
    }

    /// Two channels in memory.
    public func pair(_ shape: HandshakeShape, chunk: [UInt8]) throws -> any StackPair {
        try NIOSSLPair(try NIOSSLNegotiation(shape), credentials, chunk: chunk)
    }

    /// Channels in memory.
    public func clientSide(_ shape: HandshakeShape) throws -> any StackSide {
        try NIOSSLSide.client(try NIOSSLNegotiation(shape), credentials)
    }

    /// Channels in memory.
    public func serverSide(_ shape: HandshakeShape) throws -> any StackSide {
        try NIOSSLSide.server(try NIOSSLNegotiation(shape), credentials)
    }

    /// On an event loop.
    public func server(
        _ shape: HandshakeShape,
        _ service: Service,
        buffers: SocketBuffers?
    ) throws -> any StackServer {
        try NIOSSLServer(try NIOSSLNegotiation(shape), credentials, service: service, buffers: buffers)
    }

    /// On another event loop.
    public func client(
        _ shape: HandshakeShape,
        pattern: [UInt8],
        buffers: SocketBuffers?
    ) throws -> any StackClient {
        try NIOSSLClient(try NIOSSLNegotiation(shape), credentials, pattern: pattern, buffers: buffers)
    }
}
#endif
