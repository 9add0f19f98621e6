public import CryptoBackend
internal import NIOCore
internal import NIOPosix
public import StackSeam
public import TLSEngine

/// A maker of TLS 1.2 connections over TCP, on an event loop and a thread of its own, until ``stop()``.
public final class TLSClientTransport<Backend: CryptoBackend>: Sendable {
    private let thread = EventLoopThread()
    private let configuration: ClientConfiguration<Backend>
    private let limits: TimeLimits
    private let buffers: SocketBuffers?
    private let wire: WireObserver?

    /// Connections will all have the same configuration and limits; that of the handshake holds for TCP's too.
    ///
    /// - Parameters:
    ///   - buffers: of every socket; without them the kernel fits their sizes to the traffic.
    ///   - wire: told what passes on the wire; without it nothing stands in between.
    public init(
        _ configuration: ClientConfiguration<Backend>,
        limits: TimeLimits,
        buffers: SocketBuffers? = nil,
        wire: WireObserver? = nil
    ) {
        self.configuration = configuration
        self.limits = limits
        self.buffers = buffers
        self.wire = wire
    }

    /// All twelve steps: opens a TCP connection and completes the handshake over it.
    public func connect(to endpoint: Endpoint) throws(TransportError) -> ClientConnection {
        let established = thread.loop.makePromise(of: ClientConnection.self)
        let (configuration, limits, wire, start) = (configuration, limits, wire, NIODeadline.now())
        let bootstrap = ClientBootstrap(group: thread.loop)
            .connectTimeout(TimeAmount(clamping: limits.handshake))
            .socketBuffers(buffers)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let session = ClientSession(peer: endpoint)
                    let client = TLSClient(configuration)
                    let patience = Patience(limits, since: start)
                    let handler = TLSHandler(client, peer: endpoint, patience: patience) { event in
                        switch event {
                        case .established(let negotiated):
                            let connection = ClientConnection(
                                channel: channel,
                                session: session,
                                endpoint: endpoint,
                                negotiated: negotiated
                            )
                            established.succeed(connection)
                        case .failed(let error), .leftSilently(let error): established.fail(error)
                        // Who uses the connection is told by the next call.
                        case .broken: break
                        case .ended: established.fail(TransportError.closed(endpoint))
                        }
                    }
                    if let wire { try channel.pipeline.syncOperations.addHandler(WireTap(wire)) }
                    try channel.pipeline.syncOperations.addHandlers([handler, session])
                }
            }
        bootstrap.open(endpoint).whenFailure { error in
            established.fail(TransportError(connecting: error, to: endpoint, limit: limits.handshake))
        }
        return try established.futureResult.result(at: endpoint)
    }

    /// Step 1 alone: opens a TCP connection.
    public func connectTCP(to endpoint: Endpoint) throws(TransportError) -> TCPConnection {
        let bootstrap = ClientBootstrap(group: thread.loop)
            .connectTimeout(TimeAmount(clamping: limits.handshake))
            .socketBuffers(buffers)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        do {
            return TCPConnection(endpoint: endpoint, channel: try bootstrap.open(endpoint).wait())
        } catch {
            throw TransportError(connecting: error, to: endpoint, limit: limits.handshake)
        }
    }

    /// Closes what is open, and ends the thread. Nothing works afterwards.
    public func stop() { thread.stop() }
}

/// An open TCP connection without TLS.
public final class TCPConnection: Sendable {
    /// Where it leads to.
    public let endpoint: Endpoint
    private let channel: any Channel

    init(endpoint: Endpoint, channel: any Channel) {
        self.endpoint = endpoint
        self.channel = channel
    }

    /// Closes it.
    public func close() throws(TransportError) { try channel.close().result(at: endpoint) }
}

extension ClientBootstrap {
    /// Connects, without a resolver's thread if the host is an address already.
    fileprivate func open(_ endpoint: Endpoint) -> EventLoopFuture<any Channel> {
        if let address = try? SocketAddress(ipAddress: endpoint.host, port: endpoint.port) {
            connect(to: address)
        } else {
            connect(host: endpoint.host, port: endpoint.port)
        }
    }
}
