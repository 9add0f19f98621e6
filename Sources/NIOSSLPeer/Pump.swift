#if NIOSSL
internal import NIOCore

/// Octets on their way out, sealed no faster than the socket takes them.
final class Pump {
    private let pattern: ByteBuffer
    private(set) var left = 0
    private var isRunning = false

    /// Of what the octets are: those of `pattern`, over and over.
    init(_ pattern: ByteBuffer) { self.pattern = pattern }

    /// Adds `count` octets, and begins.
    func send(_ count: Int, _ context: ChannelHandlerContext) {
        left += count
        run(context)
    }

    /// Writes until all is written or the channel is not writable; to be called again when it is.
    func run(_ context: ChannelHandlerContext) {
        // A write may make the channel unwritable and writable again before it returns, and so lead back here.
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        while left > 0, context.channel.isWritable {
            var part = pattern
            if left < pattern.readableBytes { part.moveWriterIndex(to: part.readerIndex + left) }
            left -= part.readableBytes
            context.writeAndFlush(NIOAny(part), promise: nil)
        }
    }
}
#endif
