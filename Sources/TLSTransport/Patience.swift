internal import NIOCore

/// How long a peer still has: a limit for the step that the connection is in, and one for all of it.
final class Patience {
    private let limits: TimeLimits
    private let end: NIODeadline
    private var awaited = TransportError.Awaited.handshake
    private var stepLimit: Duration
    private var stepEnd: NIODeadline
    private var timer: Scheduled<Void>?

    /// Both limits count from `start`; the first step is the handshake.
    init(_ limits: TimeLimits, since start: NIODeadline) {
        self.limits = limits
        stepLimit = limits.handshake
        stepEnd = start + TimeAmount(clamping: limits.handshake)
        end = limits.total.map { start + TimeAmount(clamping: $0) } ?? .distantFuture
    }

    /// Data came or went, so that the silence begins anew.
    ///
    /// The timer is not moved, which would cost more than the progress did: it looks when it fires.
    func dataMoved() { expect(.data, atMost: limits.silence) }

    /// All is said that we had to say; the timer has to be started anew.
    func awaitEnd(atMost limit: Duration) { expect(.end, atMost: limit) }

    /// Starts the timer, or starts it anew; `onExpiry` is told what did not come, and the limit.
    func start(on loop: any EventLoop, onExpiry: @escaping (TransportError.Awaited, Duration) -> Void) {
        timer?.cancel()
        timer = loop.assumeIsolated().scheduleTask(deadline: min(stepEnd, end)) { [self] in
            let now = NIODeadline.now()
            if let total = limits.total, end <= now {
                onExpiry(.end, total)
            } else if stepEnd <= now {
                onExpiry(awaited, stepLimit)
            } else {
                start(on: loop, onExpiry: onExpiry)
            }
        }
    }

    /// Nothing is awaited any more.
    func stop() {
        timer?.cancel()
        timer = nil
    }

    private func expect(_ awaited: TransportError.Awaited, atMost limit: Duration) {
        self.awaited = awaited
        stepLimit = limit
        stepEnd = .now() + TimeAmount(clamping: limit)
    }
}
