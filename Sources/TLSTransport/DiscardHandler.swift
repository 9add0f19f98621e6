internal import NIOCore

/// Counts octets and drops them; one octet back for every full interval, so that the sender knows how far it came.
final class DiscardHandler: ChannelInboundHandler {
    typealias InboundIn = [UInt8]
    typealias OutboundOut = ArraySlice<UInt8>

    private let interval: Int
    private var count = 0

    init(acknowledging interval: Int) {
        precondition(interval > 0, "an interval of octets to acknowledge is positive")
        self.interval = interval
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += unwrapInboundIn(data).count
        let complete = count / interval
        guard complete > 0 else { return }
        count %= interval
        context.writeAndFlush(wrapOutboundOut([UInt8](repeating: 0x06, count: complete)[...]), promise: nil)
    }
}
