internal import Glibc
internal import Synchronization

/// Whether somebody has asked this process to stop (SIGINT or SIGTERM). A signal handler can reach nothing but this.
public enum StopRequest {
    private static let hasArrived = Atomic(false)

    /// From here on the signals only leave a mark, and interrupt whatever waits.
    public static func watch() {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in StopRequest.hasArrived.store(true, ordering: .relaxed)
        }
        // Without SA_RESTART a read that waits for a worker comes back at once.
        action.sa_flags = 0
        unsafe sigaction(SIGINT, &action, nil)
        unsafe sigaction(SIGTERM, &action, nil)
        // Who started this process may have blocked them, and blocked they would stay.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Whether it is time to stop.
    public static var hasCome: Bool { hasArrived.load(ordering: .relaxed) }
}
