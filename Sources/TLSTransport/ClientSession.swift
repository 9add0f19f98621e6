internal import NIOCore
internal import TLSEngine

/// The client's end of the pipeline: what came and was not asked for yet, and what was asked for and did not come yet.
final class ClientSession: ChannelDuplexHandler {
    typealias InboundIn = [UInt8]
    typealias OutboundIn = ArraySlice<UInt8>
    typealias OutboundOut = ArraySlice<UInt8>

    /// How the data ended.
    private enum Ending {
        case closeNotify
        case failed(TransportError)
    }

    /// What someone waits for.
    private enum Wanted {
        /// At least one octet; an empty answer is the end.
        case some(EventLoopPromise<[UInt8]>)
        /// So many octets.
        case exactly(Int, EventLoopPromise<[UInt8]>)
        /// So many octets more, which may be dropped.
        case skipping(Int, EventLoopPromise<Void>)
    }

    /// Octets that may wait to be asked for before the session stops reading.
    private static let bufferLimit = 1 << 20

    private let peer: Endpoint
    private let pump = OutboundPump()
    private var context: ChannelHandlerContext?
    private var buffer: [UInt8] = []
    private var wanted: Wanted?
    private var ending: Ending?
    private var readIsHeld = false

    init(peer: Endpoint) { self.peer = peer }

    // MARK: What the user asks for, on the event loop

    /// Sends `count` octets, those of `octets` over and over; done when the socket took them.
    func send(_ octets: [UInt8], count: Int, promise: EventLoopPromise<Void>) {
        guard let context, ending == nil else { return promise.fail(error) }
        pump.append(octets, count: count, promise: promise)
        pump.run(context)
    }

    /// What is there, or else what comes next; empty after the peer's close_notify.
    func receive(promise: EventLoopPromise<[UInt8]>) { want(.some(promise)) }

    /// The next `count` octets.
    func receive(exactly count: Int, promise: EventLoopPromise<[UInt8]>) { want(.exactly(count, promise)) }

    /// Drops the next `count` octets.
    func skip(_ count: Int, promise: EventLoopPromise<Void>) {
        let dropped = min(count, buffer.count)
        buffer.removeFirst(dropped)
        want(.skipping(count - dropped, promise))
    }

    private func want(_ request: Wanted) {
        precondition(wanted == nil, "a connection serves one reader at a time")
        wanted = request
        satisfy()
        if readIsHeld {
            readIsHeld = false
            context?.read()
        }
    }

    /// Answers who waits, if that is possible now.
    private func satisfy() {
        guard let request = wanted else { return }
        switch request {
        case .some(let promise) where !buffer.isEmpty || ending != nil:
            wanted = nil
            if buffer.isEmpty, case .failed(let error)? = ending { return promise.fail(error) }
            promise.succeed(buffer)
            buffer = []
        case .exactly(let count, let promise) where buffer.count >= count || ending != nil:
            wanted = nil
            guard buffer.count >= count else { return promise.fail(error) }
            promise.succeed([UInt8](buffer.prefix(count)))
            buffer.removeFirst(count)
        case .skipping(0, let promise):
            wanted = nil
            promise.succeed()
        case .skipping(_, let promise) where ending != nil:
            wanted = nil
            promise.fail(error)
        default: break
        }
    }

    private var error: TransportError {
        if case .failed(let error)? = ending { error } else { .closed(peer) }
    }

    // MARK: What the connection tells

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let octets = unwrapInboundIn(data)
        if case .skipping(let count, let promise)? = wanted {
            let dropped = min(count, octets.count)
            wanted = .skipping(count - dropped, promise)
            buffer += octets.dropFirst(dropped)
        } else if buffer.isEmpty {
            buffer = octets
        } else {
            buffer += octets
        }
        satisfy()
    }

    func read(context: ChannelHandlerContext) {
        if wanted != nil || buffer.count < Self.bufferLimit { context.read() } else { readIsHeld = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { pump.run(context) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is EndOfData { end(.closeNotify) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failed(TransportError(error, at: peer)))
    }

    func channelInactive(context: ChannelHandlerContext) { end(.failed(.closed(peer))) }

    private func end(_ how: Ending) {
        if ending == nil { ending = how }
        pump.fail(error)
        satisfy()
    }
}
