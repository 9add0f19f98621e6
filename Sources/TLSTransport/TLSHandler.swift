internal import NIOCore
internal import TLSEngine

/// One TLS connection between a TCP socket and the application: octets of records outside, application data inside.
///
/// All the records that one turn of the event loop gives rise to, a whole flight of a handshake, leave in one write. After
/// an error or a close the output is shut down and the input read out, so that no reset overtakes the last alert.
final class TLSHandler<Connection: TLSConnection>: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = [UInt8]
    typealias OutboundIn = ArraySlice<UInt8>
    typealias OutboundOut = ByteBuffer

    private enum State { case handshaking, open, closing, closed }

    private let connection: Connection
    private let patience: Patience
    private let peer: Endpoint
    private let report: (ConnectionEvent) -> Void

    private var state = State.handshaking
    /// Whether an octet came.
    private var heard = false
    private var boundary = RecordBoundary()
    /// Between `channelRead` and `channelReadComplete`, when writes are held back.
    private var isReading = false
    /// The peer's FIN came.
    private var inputEnded = false
    /// The last record is handed to the channel.
    private var outputEnded = false
    /// Everything is written.
    private var isLingering = false
    /// Reused from write to write, unless the socket still holds it.
    private var outgoing = ByteBuffer()
    private var pendingWrite: EventLoopPromise<Void>?
    private var unflushed = 0
    private var closePromise: EventLoopPromise<Void>?

    /// - Parameter report: called on the event loop.
    init(
        _ connection: Connection,
        peer: Endpoint,
        patience: Patience,
        report: @escaping (ConnectionEvent) -> Void
    ) {
        self.connection = connection
        self.peer = peer
        self.patience = patience
        self.report = report
    }

    // MARK: From the socket

    func channelActive(context: ChannelHandlerContext) {
        startTimer(context)
        do {
            try connection.start()
            flushOutgoing(context)
        } catch {
            fail(.handshake(peer, error), context)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        let buffer = unwrapInboundIn(data)
        let octets = buffer.readableBytesUInt8Span
        if !octets.isEmpty { heard = true }
        var start = 0
        while start < octets.count {
            let end = boundary.end(in: octets, from: start)
            switch state {
            case .handshaking, .open: receive(octets.extracting(start..<end), context)
            case .closing: awaitCloseNotify(octets.extracting(start..<end), context)
            case .closed: return
            }
            start = end
        }
    }

    /// Takes one record, or a part of one.
    private func receive(_ octets: Span<UInt8>, _ context: ChannelHandlerContext) {
        do {
            try connection.receive(octets)
            deliver(context)
            if connection.phase == .closed { peerClosed(context) }
        } catch {
            fail(.handshake(peer, error), context)
        }
    }

    /// What comes after our own end is read and dropped; the peer's close_notify spares the rest of the wait.
    private func awaitCloseNotify(_ octets: Span<UInt8>, _ context: ChannelHandlerContext) {
        guard connection.phase == .closing else { return }
        do { try connection.receive(octets) } catch { return }
        connection.drainReceived { _ in }
        if connection.phase == .closed && isLingering { context.close(mode: .all, promise: nil) }
    }

    /// Hands what `receive` gave to the application: first that the handshake is complete, then the data.
    private func deliver(_ context: ChannelHandlerContext) {
        if state == .handshaking, let negotiated = connection.negotiated, connection.phase != .handshaking {
            state = .open
            patience.dataMoved()
            report(.established(negotiated))
            context.fireUserInboundEventTriggered(Established(negotiated: negotiated))
        }
        let received = connection.takeReceived()
        guard !received.isEmpty else { return }
        patience.dataMoved()
        context.fireChannelRead(wrapInboundOut(received))
    }

    /// The peer's close_notify came.
    private func peerClosed(_ context: ChannelHandlerContext) {
        if state == .handshaking {
            fail(.closedDuringHandshake(peer), context)
        } else {
            context.fireUserInboundEventTriggered(EndOfData())
            beginClosing(context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.fireChannelReadComplete()
        if state == .closing { finishOutput(context) } else { flushOutgoing(context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed? = event as? ChannelEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        inputEnded = true
        switch state {
        case .handshaking: abandon(.closedDuringHandshake(peer), context)
        case .open: abandon(.truncated(peer), context)
        case .closing: if isLingering { context.close(mode: .all, promise: nil) }
        case .closed: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        abandon(TransportError(error, at: peer), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if state == .handshaking || state == .open {
            // No FIN was seen: what is left is a reset, of which the socket did not tell.
            reportFailure(.reset(peer), context)
        }
        state = .closed
        patience.stop()
        pendingWrite?.fail(TransportError.closed(peer))
        pendingWrite = nil
        report(.ended)
        closePromise?.succeed()
        closePromise = nil
        context.fireChannelInactive()
    }

    // MARK: From the application

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard state == .open, connection.phase == .established else {
            promise?.fail(TransportError.closed(peer))
            return
        }
        let octets = unwrapOutboundIn(data)
        do {
            try connection.send(octets.span)
            unflushed += octets.count
            pendingWrite.setOrCascade(to: promise)
        } catch {
            promise?.fail(TransportError.handshake(peer, error))
            fail(.handshake(peer, error), context)
        }
    }

    func flush(context: ChannelHandlerContext) {
        // Within a turn, answers wait for its end; but not so many that they fill the memory.
        if state == .open && (!isReading || unflushed >= OutboundPump.chunk) { flushOutgoing(context) }
    }

    /// ``LeaveAtOnce``: says close_notify and closes, without the wait for the peer's, which nobody needs who has all that was to
    /// come (RFC 5246 §7.2.1).
    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is LeaveAtOnce else { return context.triggerUserOutboundEvent(event, promise: promise) }
        guard state == .open else { return close(context: context, mode: .all, promise: promise) }
        connection.close()
        state = .closing
        outputEnded = true
        flushOutgoing(context)
        context.close(mode: .all, promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all else { return context.close(mode: mode, promise: promise) }
        switch state {
        case .handshaking:
            state = .closing
            context.close(mode: .all, promise: promise)
        case .open:
            closePromise.setOrCascade(to: promise)
            beginClosing(context)
        case .closing: closePromise.setOrCascade(to: promise)
        case .closed: promise?.succeed()
        }
    }

    // MARK: The end

    /// Sends our close_notify, then FIN.
    private func beginClosing(_ context: ChannelHandlerContext) {
        connection.close()
        shutDown(context)
    }

    /// Sends the alert that the engine prepared, then FIN.
    private func fail(_ error: TransportError, _ context: ChannelHandlerContext) {
        guard state == .handshaking || state == .open else { return }
        reportFailure(error, context)
        shutDown(context)
    }

    /// Closes at once, because nobody listens any more.
    private func abandon(_ error: TransportError, _ context: ChannelHandlerContext) {
        if state == .handshaking || state == .open { reportFailure(error, context) }
        context.close(mode: .all, promise: nil)
    }

    private func reportFailure(_ error: TransportError, _ context: ChannelHandlerContext) {
        let wasOpen = state == .open
        state = .closing
        switch error {
        case _ where wasOpen: report(.broken(error))
        case .closedDuringHandshake where !heard, .reset where !heard: report(.leftSilently(error))
        default: report(.failed(error))
        }
        context.fireErrorCaught(error)
    }

    private func shutDown(_ context: ChannelHandlerContext) {
        state = .closing
        if !isReading { finishOutput(context) }
    }

    /// Writes what is left; until that is done, the limit for silences holds.
    private func finishOutput(_ context: ChannelHandlerContext) {
        guard !outputEnded else { return }
        outputEnded = true
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { self.linger(context) }
        pendingWrite.setOrCascade(to: written)
        flushOutgoing(context)
    }

    /// Sends FIN and waits for the peer's, unless the peer has said already that nothing more comes: then nothing is left
    /// to be read, and so nothing that could cause a reset.
    private func linger(_ context: ChannelHandlerContext) {
        guard state == .closing else { return }
        isLingering = true
        if inputEnded || connection.phase == .closed {
            context.close(mode: .all, promise: nil)
        } else {
            context.close(mode: .output, promise: nil)
            patience.awaitEnd(atMost: TimeLimits.linger)
            startTimer(context)
        }
    }

    // MARK: Writing and time

    private func flushOutgoing(_ context: ChannelHandlerContext) {
        let promise = pendingWrite
        pendingWrite = nil
        unflushed = 0
        guard connection.hasOutgoing else {
            promise?.succeed()
            return
        }
        outgoing.clear()
        connection.drainOutgoing { octets in _ = unsafe outgoing.writeBytes(octets.bytes) }
        context.writeAndFlush(wrapOutboundOut(outgoing), promise: promise)
        // A peer that does not read makes the channel unwritable, and then time runs.
        if state == .open && context.channel.isWritable { patience.dataMoved() }
    }

    private func startTimer(_ context: ChannelHandlerContext) {
        patience.start(on: context.eventLoop) { awaited, limit in
            if self.state == .open {
                // The peer learns that nothing is missing, if it still reads.
                self.connection.close()
                self.flushOutgoing(context)
            }
            self.abandon(.timedOut(self.peer, waitingFor: awaited, limit: limit), context)
        }
    }
}
