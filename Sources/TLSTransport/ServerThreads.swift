internal import NIOCore
internal import NIOPosix

/// The event loops of a server, each on a thread: those that serve, and one that accepts, which a single one does itself.
///
/// A loop that accepted for others between its own handshakes would keep them waiting for as long as those take.
final class ServerThreads: Sendable {
    /// Those that serve; connections are given to them in turn.
    let group: MultiThreadedEventLoopGroup
    /// The one that accepts.
    let acceptor: any EventLoop
    private let acceptorThread: EventLoopThread?
    private let indices: [ObjectIdentifier: Int]

    init(count: Int) {
        precondition(count > 0, "a server has an event loop")
        group = MultiThreadedEventLoopGroup(numberOfThreads: count)
        acceptorThread = count > 1 ? EventLoopThread() : nil
        acceptor = acceptorThread?.loop ?? group.next()
        let loops = group.makeIterator().enumerated().map { (ObjectIdentifier($1), $0) }
        indices = Dictionary(uniqueKeysWithValues: loops)
    }

    /// Which of those that serve `loop` is.
    func index(of loop: any EventLoop) -> Int {
        guard let index = indices[ObjectIdentifier(loop)] else {
            preconditionFailure("connections are served by the group's loops")
        }
        return index
    }

    /// Ends the threads, and closes every channel on them.
    func stop() {
        acceptorThread?.stop()
        // All that can fail is to close a channel that is gone, and then nothing is left to do.
        try? group.syncShutdownGracefully()
    }
}
