#if NIOSSL
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
public import StackSeam
internal import Synchronization

/// NIOSSL's client over loopback TCP, on an event loop and a thread of its own, until ``stop()``.
public final class NIOSSLClient: StackClient, Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let context: NIOSSLContext
    private let serverName: String
    /// Made once: sending it again and again copies nothing.
    let pattern: ByteBuffer
    private let patience: TimeAmount
    private let buffers: SocketBuffers?

    /// - Parameters:
    ///   - pattern: what its connections send, over and over; not empty.
    ///   - patience: how long a connection, a handshake and an exchange may take, each by itself.
    ///   - buffers: of its sockets; without them the kernel chooses.
    public init(
        _ negotiation: NIOSSLNegotiation,
        _ credentials: StackCredentials,
        pattern: [UInt8],
        patience: Duration = .seconds(20),
        buffers: SocketBuffers? = nil
    ) throws(NIOSSLPeerError) {
        context = try .client(negotiation, credentials)
        serverName = try hostName(credentials.serverName)
        self.pattern = ByteBuffer(bytes: pattern)
        self.patience = TimeAmount(patience)
        self.buffers = buffers
    }

    /// Connects to a port of 127.0.0.1; returns when the handshake is over.
    public func connect(to port: Int) throws(NIOSSLPeerError) -> NIOSSLConnection { try connect(to: port, nil) }

    /// One handshake more, of which the server's octets are looked at.
    public func observedHandshake(with port: Int) throws(NIOSSLPeerError) -> NIOSSLOutcome {
        let observed = Observed()
        try connect(to: port, observed).close()
        let octets = observed.octets.withLock { $0 }
        do { return try NIOSSLOutcome(serverOctets: octets) } catch { throw .unreadableMessage(error) }
    }

    private func connect(to port: Int, _ observed: Observed?) throws(NIOSSLPeerError) -> NIOSSLConnection {
        let address = try failing { try SocketAddress(ipAddress: "127.0.0.1", port: port) }
        let loop = group.next()
        let connected = loop.makePromise(of: NIOSSLConnection.self)
        // On the loop itself nothing happens before somebody listens for the failure: the channel's own end says less of why, and
        // must not come first.
        loop.execute { [self, context, serverName, patience] in
            ClientBootstrap(group: loop)
                .socketBuffers(buffers)
                .connectTimeout(patience)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let established = loop.makePromise(of: Void.self)
                        let conversation = Conversation(established: established, patience: patience)
                        let connection = NIOSSLConnection(channel, conversation, self, port: port)
                        established.futureResult.map { connection }.cascade(to: connected)
                        let pipeline = channel.pipeline.syncOperations
                        if let observed { try pipeline.addHandler(Observer(observed)) }
                        let tls = try NIOSSLClientHandler(context: context, serverHostname: serverName)
                        try pipeline.addHandlers([tls, conversation])
                    }
                }
                .connect(to: address)
                .whenFailure { error in
                    let isRefused = (error as? IOError)?.errnoCode == ECONNREFUSED
                    connected.fail(isRefused ? NIOSSLPeerError.refused(port: port) : NIOSSLPeerError(error))
                }
        }
        return try connected.futureResult.result()
    }

    /// Closes what is open, and ends the thread. Nothing works afterwards.
    public func stop() {
        // All that can fail is to close a channel that is gone, and then nothing is left to do.
        try? group.syncShutdownGracefully()
    }
}

/// Written on the event loop, read from anywhere.
private final class Observed: Sendable {
    let octets = Mutex<[UInt8]>([])
}

/// Stands between the socket and NIOSSL, and keeps a copy of what comes.
private final class Observer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let observed: Observed

    init(_ observed: Observed) { self.observed = observed }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        observed.octets.withLock { $0 += unwrapInboundIn(data).readableBytesView }
        context.fireChannelRead(data)
    }
}
#endif
