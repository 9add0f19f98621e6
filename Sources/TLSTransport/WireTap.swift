internal import NIOCore

/// Tells an observer what passes; stands between the socket and TLS, and only where somebody observes.
final class WireTap: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private let observer: WireObserver
    private var hasEnded = false

    init(_ observer: @escaping WireObserver) { self.observer = observer }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        observer(.opened(local: Endpoint(channel.localAddress), remote: Endpoint(channel.remoteAddress)))
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        observer(.received([UInt8](buffer: unwrapInboundIn(data))))
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        observer(.sent([UInt8](buffer: unwrapOutboundIn(data))))
        context.write(data, promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode != .input && !hasEnded {
            hasEnded = true
            observer(.ended)
        }
        context.close(mode: mode, promise: promise)
    }
}
