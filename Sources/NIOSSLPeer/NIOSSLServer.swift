#if NIOSSL
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
public import StackSeam
internal import Synchronization

/// NIOSSL's server over loopback TCP, on an event loop and a thread of its own.
public final class NIOSSLServer: StackServer, Sendable {
    /// Where it listens on 127.0.0.1.
    public let port: Int
    /// Connections that broke.
    public var failedConnections: Int { failures.count.load(ordering: .relaxed) }

    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let failures = Failures()

    /// Listens from here on until ``stop()``.
    ///
    /// - Parameters:
    ///   - service: any but ``Service/http``.
    ///   - buffers: of its sockets; without them the kernel chooses.
    public init(
        _ negotiation: NIOSSLNegotiation,
        _ credentials: StackCredentials,
        service: Service,
        buffers: SocketBuffers? = nil
    ) throws(NIOSSLPeerError) {
        guard service != .http else { throw .unsupportedService }
        let context = try NIOSSLContext.server(negotiation, credentials)
        let bootstrap = ServerBootstrap(group: group)
            .socketBuffers(buffers)
            .serverChannelOption(.backlog, value: 16)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [failures] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        [NIOSSLServerHandler(context: context)] + service.makeHandlers() + [FailureCounter(failures)]
                    )
                }
            }
        do {
            port = try bootstrap.bind(host: "127.0.0.1", port: 0).wait().localAddress?.port ?? 0
        } catch {
            try? group.syncShutdownGracefully()
            throw NIOSSLPeerError(error)
        }
    }

    /// Stops listening, closes what is open, and ends the thread. Only the first call does anything.
    public func stop() {
        // All that can fail is to close a channel that is gone, and then nothing is left to do.
        try? group.syncShutdownGracefully()
    }
}

/// Written on the event loop, read from anywhere.
private final class Failures: Sendable {
    let count = Atomic(0)
}

/// Counts a connection once, however many errors it ends with, and closes it.
private final class FailureCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let failures: Failures
    private var isCounted = false

    init(_ failures: Failures) { self.failures = failures }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !isCounted { failures.count.add(1, ordering: .relaxed) }
        isCounted = true
        context.close(promise: nil)
    }
}
#endif
