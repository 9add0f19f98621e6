internal import NIOCore

/// Octets on their way out, sealed no faster than the socket takes them.
final class OutboundPump {
    /// How much is sealed and written at a time, in octets: four full records (RFC 5246 §6.2.1), which stay in the cache.
    static let chunk = 4 * 16_384

    private struct Item {
        let octets: [UInt8]
        let count: Int
        var written = 0
        let promise: EventLoopPromise<Void>?
    }

    private var items: CircularBuffer<Item> = []
    private var isRunning = false

    /// Queues `count` octets: those of `octets`, over and over.
    func append(_ octets: [UInt8], count: Int, promise: EventLoopPromise<Void>?) {
        guard count > 0, !octets.isEmpty else {
            promise?.succeed()
            return
        }
        items.append(Item(octets: octets, count: count, promise: promise))
    }

    /// Writes until all is written or the channel is not writable; to be called again when it is.
    func run(_ context: ChannelHandlerContext) {
        // A write may make the channel unwritable and writable again before it returns, and so lead back here.
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        while context.channel.isWritable, let item = items.first {
            let start = item.written % item.octets.count
            let length = min(Self.chunk, item.octets.count - start, item.count - item.written)
            let isLast = item.written + length == item.count
            if isLast { items.removeFirst() } else { items[items.startIndex].written += length }
            let slice = item.octets[start..<start + length]
            context.writeAndFlush(NIOAny(slice), promise: isLast ? item.promise : nil)
        }
    }

    /// Drops what is left.
    func fail(_ error: TransportError) {
        while let item = items.popFirst() { item.promise?.fail(error) }
    }
}
