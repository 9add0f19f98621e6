internal import NIOCore
internal import NIOPosix

/// One event loop on a thread of its own.
final class EventLoopThread: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// The loop.
    var loop: any EventLoop { group.next() }

    /// Ends the thread, and closes every channel on it.
    func stop() {
        // All that can fail is to close a channel that is gone, and then nothing is left to do.
        try? group.syncShutdownGracefully()
    }
}
