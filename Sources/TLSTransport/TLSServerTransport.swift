public import CryptoBackend
internal import NIOCore
internal import NIOPosix
public import StackSeam
internal import Synchronization
public import TLSEngine

/// A TLS server over TCP, on event loops and threads of its own, from its initialiser to ``stop()``.
///
/// A connection that breaks, in whatever way, ends alone: the server goes on. Where there are several loops, one more accepts for all
/// of them and hands connections out in turn.
public final class TLSServerTransport<Backend: CryptoBackend>: Sendable {
    /// Where it listens, with the port that the system chose if 0 was asked for.
    public let endpoint: Endpoint

    private let threads: ServerThreads
    private let listener: any Channel
    /// Of each loop.
    private let counts: [ConnectionCounts]

    /// Listens on one loop.
    public convenience init(
        _ configuration: ServerConfiguration<Backend>,
        service: Service,
        on endpoint: Endpoint,
        limits: TimeLimits,
        buffers: SocketBuffers? = nil,
        onEvent: (@Sendable (_ peer: Endpoint, _ event: ConnectionEvent) -> Void)? = nil,
        onShortage: (@Sendable (TransportError) -> Void)? = nil,
        wire: WireObserver? = nil
    ) throws(TransportError) {
        try self.init(
            [configuration],
            service: service,
            on: endpoint,
            limits: limits,
            buffers: buffers,
            onEvent: onEvent,
            onShortage: onShortage,
            wire: wire
        )
    }

    /// Listens; throws ``TransportError/portInUse(_:)`` and the like.
    ///
    /// - Parameters:
    ///   - configurations: one for each loop, at least one. What they share, loops share: a key in two of them is an object whose
    ///     references two processors count.
    ///   - buffers: of the sockets of its connections; without them the kernel fits their sizes to the traffic.
    ///   - onEvent: told of every turn of every connection, on its loop's thread, which waits for it.
    ///   - onShortage: told once when the system has no descriptor or memory left for another connection, and again only after one
    ///     could be accepted; those that come meanwhile wait.
    ///   - wire: told what passes on the wire, of all connections alike; without it nothing stands in between.
    public init(
        _ configurations: [ServerConfiguration<Backend>],
        service: Service,
        on endpoint: Endpoint,
        limits: TimeLimits,
        buffers: SocketBuffers? = nil,
        onEvent: (@Sendable (_ peer: Endpoint, _ event: ConnectionEvent) -> Void)? = nil,
        onShortage: (@Sendable (TransportError) -> Void)? = nil,
        wire: WireObserver? = nil
    ) throws(TransportError) {
        let threads = ServerThreads(count: configurations.count)
        let counts = configurations.map { _ in ConnectionCounts() }
        let bootstrap = ServerBootstrap(group: threads.acceptor, childGroup: threads.group)
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
                let index = threads.index(of: channel.eventLoop)
                let (server, counts) = (TLSServer(configurations[index]), counts[index])
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
            threads.stop()
            throw TransportError(listening: error, on: endpoint)
        }
        self.threads = threads
        self.counts = counts
        self.endpoint = Endpoint(host: endpoint.host, port: listener.localAddress?.port ?? endpoint.port)
    }

    /// Handshakes that were completed so far.
    public var completedHandshakes: Int { sum(\.established) }
    /// Handshakes that failed so far; a peer that leaves without a word has begun none.
    public var failedHandshakes: Int { sum(\.failed) }
    /// Connections that broke so far after their handshake.
    public var brokenConnections: Int { sum(\.broken) }
    /// Both.
    public var failedConnections: Int { failedHandshakes + brokenConnections }
    /// Connections that are gone, however they ended.
    public var endedConnections: Int { sum(\.ended) }

    /// Handshakes that were completed so far, of each loop.
    public var completedHandshakesByLoop: [Int] { counts.map { $0.established.value } }

    /// Stops listening, closes what is open, and ends the threads. Only the first call does anything.
    public func stop() { threads.stop() }

    private func sum(_ count: KeyPath<ConnectionCounts, Counter>) -> Int {
        counts.reduce(0) { $0 + $1[keyPath: count].value }
    }
}

/// Written on one event loop, read from anywhere.
private final class ConnectionCounts: Sendable {
    let established = Counter()
    let failed = Counter()
    let broken = Counter()
    let ended = Counter()

    func record(_ event: ConnectionEvent) {
        switch event {
        case .established: established.increment()
        case .failed: failed.increment()
        case .broken: broken.increment()
        case .leftSilently: break
        case .ended: ended.increment()
        }
    }
}

/// Counts, for one writer and any readers.
private final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func increment() { count.add(1, ordering: .relaxed) }
}

extension Endpoint {
    /// The address of a connected socket.
    init(_ address: SocketAddress?) {
        self.init(host: address?.ipAddress ?? "unknown", port: address?.port ?? 0)
    }
}
