#if NIOSSL
internal import NIOCore
public import StackSeam

/// An established connection of NIOSSL's over TCP, for one thread that blocks while it waits.
public final class NIOSSLConnection: StackConnection, Sendable {
    private let channel: any Channel
    private let conversation: NIOLoopBound<Conversation>
    private let client: NIOSSLClient
    private let port: Int

    init(_ channel: any Channel, _ conversation: Conversation, _ client: NIOSSLClient, port: Int) {
        self.channel = channel
        self.conversation = NIOLoopBound(conversation, eventLoop: channel.eventLoop)
        self.client = client
        self.port = port
    }

    /// What the server's octets showed of one handshake more with it.
    public func outcome() throws -> HandshakeOutcome { try client.observedHandshake(with: port).common() }

    /// Sends `sending` octets of the pattern, and meanwhile drops the next `skipping` octets that come.
    public func exchange(sending: Int, skipping: Int) throws(NIOSSLPeerError) {
        _ = try exchange(sending: sending, receiving: skipping, isKept: false)
    }

    /// Sends the pattern once; as many octets as come back.
    public func echo() throws(NIOSSLPeerError) -> [UInt8] {
        let count = client.pattern.readableBytes
        let kept = try exchange(sending: count, receiving: count, isKept: true)
        return kept.map { Array($0.readableBytesView) } ?? []
    }

    private func exchange(sending: Int, receiving: Int, isKept: Bool) throws(NIOSSLPeerError) -> ByteBuffer? {
        let promise = channel.eventLoop.makePromise(of: ByteBuffer?.self)
        let (conversation, pattern) = (conversation, client.pattern)
        channel.eventLoop.execute {
            conversation.value.exchange(pattern, sending: sending, receiving: receiving, isKept: isKept, promise)
        }
        return try promise.futureResult.result()
    }

    /// Sends close_notify, and waits until both sides have closed.
    public func close() throws(NIOSSLPeerError) { try channel.close().result() }
}
#endif
