#if NIOSSL
internal import NIOCore
internal import StackSeam

extension Service {
    /// What stands behind NIOSSL in the pipeline of one connection.
    func makeHandlers() -> [any ChannelHandler] {
        switch self {
        // Whoever echoes stops reading while the client does not.
        case .echo: [BackPressureHandler(), Echo()]
        case .discard(let interval): [Discard(acknowledging: interval)]
        case .source(let octets): [Source(octets: octets)]
        case .http: preconditionFailure("the server's initialiser refuses HTTP")
        }
    }
}

private final class Echo: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.write(data, promise: nil) }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
        context.fireChannelReadComplete()
    }
}

private final class Discard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let interval: Int
    private var count = 0
    private let acknowledgements = Pump(ByteBuffer(bytes: [0x06]))

    init(acknowledging interval: Int) { self.interval = interval }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += unwrapInboundIn(data).readableBytes
        if count >= interval { acknowledgements.send(count / interval, context) }
        count %= interval
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { acknowledgements.run(context) }
}

private final class Source: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let octets: Int
    private let pump = Pump(pattern)

    init(octets: Int) { self.octets = octets }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pump.send(octets * unwrapInboundIn(data).readableBytes, context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { pump.run(context) }
}

/// Four full records (RFC 5246 §6.2.1), which stay in the cache.
private let pattern = ByteBuffer(repeating: 0x5A, count: 4 << 14)
#endif
