internal import CIntrinsics
internal import Glibc

/// The sockets of one thread, and what happens to them (epoll(7)).
final class EventQueue {
    private let descriptor: Int32
    private var events = [tlsbench_event](repeating: tlsbench_event(), count: 256)

    init() throws(LoadFailure) {
        descriptor = tlsbench_open_queue()
        guard descriptor >= 0 else { throw LoadFailure(errno: errno) }
    }

    deinit { close(descriptor) }

    /// Lets the waits of the calling thread end when they should: the kernel may add 50 µs to those of others.
    static func wakePromptly() { tlsbench_wake_promptly() }

    /// Reports what happens to a socket, each change once, until it is closed.
    func watch(_ socket: borrowing TCPSocket, mark: UInt64) throws(LoadFailure) {
        guard tlsbench_watch(descriptor, socket.descriptor, mark) == 0 else { throw LoadFailure(errno: errno) }
    }

    /// Waits no longer than `nanoseconds` for the next events, and hands them out.
    func wait(nanoseconds: UInt64, _ body: (_ mark: UInt64, _ isReadable: Bool, _ hasEnded: Bool) -> Void) {
        let count = unsafe tlsbench_await(descriptor, &events, Int32(events.count), Int64(clamping: nanoseconds))
        // A signal makes it −1.
        for index in 0..<max(0, Int(count)) {
            let event = events[index]
            body(event.mark, event.is_readable != 0, event.has_ended != 0)
        }
    }
}
