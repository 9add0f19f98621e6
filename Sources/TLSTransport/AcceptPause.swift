internal import Glibc
internal import NIOCore

/// Stops accepting for a moment when the system has no descriptor or no memory for another connection.
///
/// `accept` fails at once then, and leaves the connection where it was: the socket stays readable, and whoever asks again without
/// a pause does nothing else. SwiftNIO's own handler for this delays the next read, but the failed one stays pending and so
/// registered (2.101.2).
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let report: (Int32) -> Void
    private var isShort = false

    /// - Parameter report: told the error's number once a shortage, on the event loop.
    init(_ report: @escaping (Int32) -> Void) { self.report = report }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isShort = false
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError, Self.shortages.contains(error.errnoCode) else {
            return context.fireErrorCaught(error)
        }
        if !isShort { report(error.errnoCode) }
        isShort = true
        setReading(false, context)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) { self.setReading(true, context) }
    }

    private func setReading(_ isOn: Bool, _ context: ChannelHandlerContext) {
        // All that can fail is an option of a channel that is closed, and then nothing is left to accept.
        try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    private static var pause: TimeAmount { .milliseconds(250) }
    private static let shortages: Set<Int32> = [EMFILE, ENFILE, ENOBUFS, ENOMEM]
}
