public import CryptoBackend
internal import NIOCore
internal import NIOPosix
public import StackSeam
internal import Synchronization
public import TLSEngine

/// A TLS 1.2 server over TCP, on an event loop and a thread of its own, from its initialiser to ``stop()``.
///
/// A connection that breaks, in whatever way, ends alone: the server goes on.
public final class TLSServerTransport<Backend: CryptoBackend>: Sendable {
    /// Where it listens, with the port that the system chose if 0 was asked for.
    public let endpoint: Endpoint

    private let thread: EventLoopThread
    private let listener: any Channel
    private let counts = ConnectionCounts()

    /// Listens; throws ``TransportError/portInUse(_:)`` and the like.
    ///
    /// - Parameters:
    ///   - buffers: of the sockets of its connections; without them the kernel fits their sizes to the traffic.
    ///   - onEvent: told of every turn of every connection, on the server's thread, which waits for it.
    ///   - onShortage: told once when the system has no descriptor or memory left for another connection, and again only after one
    ///     could be accepted; those that come meanwhile wait.
    ///   - wire: told what passes on the wire, of all connections alike; without it nothing stands in between.
    public init(
        _ configuration: ServerConfiguration<Backend>,
        service: Service,
        on endpoint: Endpoint,
        limits: TimeLimits,
        buffers: SocketBuffers? = nil,
        onEvent: (@Sendable (_ peer: Endpoint, _ event: ConnectionEvent) -> Void)? = nil,
        onShortage: (@Sendable (TransportError) -> Void)? = nil,
        wire: WireObserver? = nil
    ) throws(TransportError) {
        let thread = EventLoopThread()
        let counts = counts
        let bootstrap = ServerBootstrap(group: thread.loop)
            .socketBuffers(buffers)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptPause { onShortage?(.system(endpoint, errno: $0)) }
                    )
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                let peer = Endpoint(channel.remoteAddress)
                let server = TLSServer(configuration)
                let patience = Patience(limits, since: .now())
                let handler = TLSHandler(server, peer: peer, patience: patience) { event in
                    counts.record(event)
                    onEvent?(peer, event)
                }
                return channel.eventLoop.makeCompletedFuture {
                    if let wire { try channel.pipeline.syncOperations.addHandler(WireTap(wire)) }
                    try channel.pipeline.syncOperations.addHandlers([handler, service.makeHandler()])
                }
            }
        do {
            listener = try bootstrap.bind(host: endpoint.host, port: endpoint.port).wait()
        } catch {
            thread.stop()
            throw TransportError(listening: error, on: endpoint)
        }
        self.thread = thread
        self.endpoint = Endpoint(host: endpoint.host, port: listener.localAddress?.port ?? endpoint.port)
    }

    /// Handshakes that were completed so far.
    public var completedHandshakes: Int { counts.established.load(ordering: .relaxed) }
    /// Handshakes that failed so far; a peer that leaves without a word has begun none.
    public var failedHandshakes: Int { counts.failed.load(ordering: .relaxed) }
    /// Connections that broke so far after their handshake.
    public var brokenConnections: Int { counts.broken.load(ordering: .relaxed) }
    /// Both.
    public var failedConnections: Int { failedHandshakes + brokenConnections }
    /// Connections that are gone, however they ended.
    public var endedConnections: Int { counts.ended.load(ordering: .relaxed) }

    /// Stops listening, closes what is open, and ends the thread. Only the first call does anything.
    public func stop() { thread.stop() }
}

/// Written on the event loop, read from anywhere.
private final class ConnectionCounts: Sendable {
    let established = Atomic(0)
    let failed = Atomic(0)
    let broken = Atomic(0)
    let ended = Atomic(0)

    func record(_ event: ConnectionEvent) {
        switch event {
        case .established: established.add(1, ordering: .relaxed)
        case .failed: failed.add(1, ordering: .relaxed)
        case .broken: broken.add(1, ordering: .relaxed)
        case .leftSilently: break
        case .ended: ended.add(1, ordering: .relaxed)
        }
    }
}

extension Endpoint {
    /// The address of a connected socket.
    init(_ address: SocketAddress?) {
        self.init(host: address?.ipAddress ?? "unknown", port: address?.port ?? 0)
    }
}
