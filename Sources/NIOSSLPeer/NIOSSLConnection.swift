#if NIOSSL
internal import NIOCore

/// An established connection of NIOSSL's over TCP, for one thread that blocks while it waits.
public final class NIOSSLConnection: Sendable {
    private let channel: any Channel
    private let conversation: NIOLoopBound<Conversation>

    init(_ channel: any Channel, _ conversation: Conversation) {
        self.channel = channel
        self.conversation = NIOLoopBound(conversation, eventLoop: channel.eventLoop)
    }

    /// Sends `sending` octets, those of `payload` over and over, and meanwhile drops the next `skipping` octets that come.
    public func exchange(_ payload: NIOSSLPayload, sending: Int, skipping: Int) throws(NIOSSLPeerError) {
        _ = try exchange(payload, sending: sending, receiving: skipping, isKept: false)
    }

    /// Sends all of `payload`, and returns as many octets as come back.
    public func echo(_ payload: NIOSSLPayload) throws(NIOSSLPeerError) -> [UInt8] {
        let count = payload.buffer.readableBytes
        let kept = try exchange(payload, sending: count, receiving: count, isKept: true)
        return kept.map { Array($0.readableBytesView) } ?? []
    }

    private func exchange(
        _ payload: NIOSSLPayload,
        sending: Int,
        receiving: Int,
        isKept: Bool
    ) throws(NIOSSLPeerError) -> ByteBuffer? {
        let promise = channel.eventLoop.makePromise(of: ByteBuffer?.self)
        let (conversation, pattern) = (conversation, payload.buffer)
        channel.eventLoop.execute {
            conversation.value.exchange(pattern, sending: sending, receiving: receiving, isKept: isKept, promise)
        }
        return try promise.futureResult.result()
    }

    /// Sends close_notify, and waits until both sides have closed.
    public func close() throws(NIOSSLPeerError) { try channel.close().result() }
}
#endif
