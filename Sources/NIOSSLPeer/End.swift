#if NIOSSL
internal import NIOCore
internal import NIOEmbedded
internal import NIOSSL
internal import NIOTLS
internal import StackSeam

/// One end of a connection in memory: a channel, NIOSSL's handler in it, and behind it whoever waits for the handshake's end.
final class End: StackEnd {
    private let channel: EmbeddedChannel
    private let tls: NIOSSLHandler
    private let watch = Watch()
    /// Nobody's: NIOSSL wants to know the address of whom it verifies.
    private let address: SocketAddress

    init(_ tls: NIOSSLHandler, _ loop: EmbeddedEventLoop, _ address: SocketAddress) {
        self.tls = tls
        self.address = address
        channel = EmbeddedChannel(handlers: [tls, watch], loop: loop)
    }

    /// Whether its handshake is over.
    var isEstablished: Bool { watch.isOver }

    /// Lets a client say its ClientHello, and a server wait for it.
    func begin() throws {
        channel.connect(to: address, promise: nil)
        try channel.throwIfErrorCaught()
    }

    /// Takes what `peer` has sent.
    func step(_ peer: End, _ look: (ByteBuffer) -> Void = { _ in }) throws {
        while let flight = try peer.channel.readOutbound(as: ByteBuffer.self) {
            look(flight)
            try channel.writeInbound(flight)
        }
        try channel.throwIfErrorCaught()
    }

    /// Seals `octets`, for the peer to take.
    func send(_ octets: ByteBuffer) throws { try channel.writeOutbound(octets) }

    /// What was opened since, if anything was.
    func receive() throws -> ByteBuffer? { try channel.readInbound(as: ByteBuffer.self) }

    /// NIOSSL does not report it.
    var outcome: HandshakeOutcome? { nil }

    func receive(_ octets: Span<UInt8>) throws {
        guard !octets.isEmpty else { return }
        var flight = ByteBuffer()
        _ = unsafe flight.writeBytes(octets.bytes)
        try channel.writeInbound(flight)
        try channel.throwIfErrorCaught()
    }

    func takeOutgoing() throws -> [UInt8] {
        var outgoing: [UInt8] = []
        while let flight = try channel.readOutbound(as: ByteBuffer.self) { outgoing += flight.readableBytesView }
        return outgoing
    }

    func send(_ data: [UInt8]) throws { try send(ByteBuffer(bytes: data)) }

    func takeReceived() throws -> [UInt8] {
        var received: [UInt8] = []
        while let part: ByteBuffer = try receive() { received += part.readableBytesView }
        return received
    }

    /// Ends it as it is, without close_notify, as whoever has served. Until then NIOSSL's handler holds on to itself.
    deinit {
        channel.pipeline.syncOperations.removeHandler(tls, promise: nil)
        // What is left inside does not matter any more, nor does it if the other end had broken the connection off.
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }
}

/// Hears that a handshake is over.
private final class Watch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private(set) var isOver = false

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event { isOver = true }
        context.fireUserInboundEventTriggered(event)
    }
}
#endif
