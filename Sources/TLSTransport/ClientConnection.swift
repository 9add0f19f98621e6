internal import NIOCore
public import TLSEngine

/// An established TLS connection, for one thread that blocks while it waits.
///
/// Nothing here may be called on an event loop's thread.
public final class ClientConnection: Sendable {
    /// Where it leads to.
    public let endpoint: Endpoint
    /// What the handshake agreed on.
    public let negotiated: NegotiatedParameters

    private let channel: any Channel
    private let session: NIOLoopBound<ClientSession>

    init(channel: any Channel, session: ClientSession, endpoint: Endpoint, negotiated: NegotiatedParameters) {
        self.endpoint = endpoint
        self.negotiated = negotiated
        self.channel = channel
        self.session = NIOLoopBound(session, eventLoop: channel.eventLoop)
    }

    /// Sends all of `octets`; returns when the system took the last of them.
    public func send(_ octets: [UInt8]) throws(TransportError) {
        try wait { session, promise in session.send(octets, count: octets.count, promise: promise) }
    }

    /// Waits for application data and returns all that is there; empty after the peer's close_notify.
    public func receive() throws(TransportError) -> [UInt8] {
        try wait { session, promise in session.receive(promise: promise) }
    }

    /// Waits for the next `count` octets.
    public func receive(exactly count: Int) throws(TransportError) -> [UInt8] {
        try wait { session, promise in session.receive(exactly: count, promise: promise) }
    }

    /// Waits for the next `count` octets, and drops them as they come.
    public func skip(_ count: Int) throws(TransportError) {
        try wait { session, promise in session.skip(count, promise: promise) }
    }

    /// Sends `sending` octets, those of `pattern` over and over, and meanwhile drops the next `skipping` octets that come.
    ///
    /// One round trip to the event loop however long it takes, and no more memory than the socket's buffers.
    public func exchange(_ pattern: [UInt8], sending: Int, skipping: Int) throws(TransportError) {
        let written = channel.eventLoop.makePromise(of: Void.self)
        let skipped = channel.eventLoop.makePromise(of: Void.self)
        let session = session
        channel.eventLoop.execute {
            session.value.skip(skipping, promise: skipped)
            session.value.send(pattern, count: sending, promise: written)
        }
        try written.futureResult.and(skipped.futureResult).map { _ in }.result(at: endpoint)
    }

    /// Sends close_notify and waits until both sides have closed, or the peer has had its time to.
    ///
    /// Does nothing if both have.
    public func close() throws(TransportError) {
        do {
            try channel.close().result(at: endpoint)
        } catch .closed {
            return
        }
    }

    /// Sends close_notify, which is lost if the system does not take it at once, and closes, without waiting for the peer's own.
    ///
    /// For data that tells its own end: then nothing can be missing (RFC 5246 §7.2.1).
    public func leave() throws(TransportError) {
        do {
            try channel.triggerUserOutboundEvent(LeaveAtOnce()).result(at: endpoint)
        } catch .closed {
            return
        }
    }

    private func wait<Answer: Sendable>(
        _ ask: @escaping @Sendable (ClientSession, EventLoopPromise<Answer>) -> Void
    ) throws(TransportError) -> Answer {
        let promise = channel.eventLoop.makePromise(of: Answer.self)
        let session = session
        channel.eventLoop.execute { ask(session.value, promise) }
        return try promise.futureResult.result(at: endpoint)
    }
}
