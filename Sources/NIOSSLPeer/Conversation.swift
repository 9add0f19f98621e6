#if NIOSSL
internal import NIOCore
internal import NIOTLS

/// The client's end of the pipeline: hears that the handshake is over, and then sends and takes what it is asked to.
final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let established: EventLoopPromise<Void>
    private let patience: TimeAmount
    private var context: ChannelHandlerContext?
    private var pump: Pump?
    private var awaited: Awaited?
    private var timer: Scheduled<Void>?
    private var surplus = 0

    /// What an exchange still waits for.
    private struct Awaited {
        var left: Int
        /// Nil where what comes is dropped.
        var kept: ByteBuffer?
        let promise: EventLoopPromise<ByteBuffer?>
    }

    init(established: EventLoopPromise<Void>, patience: TimeAmount) {
        self.established = established
        self.patience = patience
    }

    /// Sends `sending` octets of `pattern`, over and over, and meanwhile takes the next `receiving` octets that come.
    func exchange(
        _ pattern: ByteBuffer,
        sending: Int,
        receiving: Int,
        isKept: Bool,
        _ promise: EventLoopPromise<ByteBuffer?>
    ) {
        guard let context, surplus == 0 else {
            return promise.fail(surplus > 0 ? NIOSSLPeerError.surplus(octets: surplus) : .closed)
        }
        startTimer(context)
        awaited = Awaited(left: receiving, kept: isKept ? ByteBuffer() : nil, promise: promise)
        let pump = Pump(pattern)
        self.pump = pump
        pump.send(sending, context)
        answer()
    }

    private func answer() {
        guard let awaited, awaited.left == 0, pump?.left == 0 else { return }
        timer?.cancel()
        self.awaited = nil
        awaited.promise.succeed(awaited.kept)
    }

    private func startTimer(_ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { self.fail(NIOSSLPeerError.timedOut) }
    }

    private func fail(_ error: any Error) {
        established.fail(error)
        awaited?.promise.fail(error)
        awaited = nil
        timer?.cancel()
        context?.close(promise: nil)
    }

    // MARK: What the connection tells

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        startTimer(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        fail(NIOSSLPeerError.closed)
        self.context = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case TLSUserEvent.handshakeCompleted = event else { return context.fireUserInboundEventTriggered(event) }
        timer?.cancel()
        established.succeed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var octets = unwrapInboundIn(data)
        let taken = min(octets.readableBytes, awaited?.left ?? 0)
        surplus += octets.readableBytes - taken
        awaited?.left -= taken
        if awaited?.kept != nil, var part = octets.readSlice(length: taken) { awaited?.kept?.writeBuffer(&part) }
        answer()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pump?.run(context)
        answer()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error) }

    func channelInactive(context: ChannelHandlerContext) { fail(NIOSSLPeerError.closed) }
}
#endif
