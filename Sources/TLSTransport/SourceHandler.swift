internal import NIOCore

/// Sends a fixed number of octets for every octet that comes.
final class SourceHandler: ChannelInboundHandler {
    typealias InboundIn = [UInt8]

    private let count: Int
    private let pump = OutboundPump()
    private static let pattern = [UInt8](repeating: 0x5a, count: OutboundPump.chunk)

    init(octets count: Int) { self.count = count }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for _ in unwrapInboundIn(data) { pump.append(Self.pattern, count: count, promise: nil) }
        pump.run(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pump.run(context)
        context.fireChannelWritabilityChanged()
    }
}
