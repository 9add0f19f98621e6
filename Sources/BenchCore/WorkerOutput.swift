internal import Glibc

/// A worker's end of the pipe to its coordinator.
///
/// Made before any code is loaded that may print: whatever writes to standard output from then on writes to standard error, and the
/// pipe is the protocol's alone.
public struct WorkerOutput: Sendable {
    /// What answers are written to; closed in whatever the process executes.
    public let descriptor: Int32

    /// Takes the pipe away from standard output.
    public init() {
        descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        dup2(STDERR_FILENO, STDOUT_FILENO)
    }
}
