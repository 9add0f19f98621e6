internal import Foundation

/// Two runs on one machine would measure each other: the second is told who is first, and ends with 75 (EX_TEMPFAIL).
struct RunLock {
    private let descriptor: Int32
    /// `TLSBENCH_LOCK` names another file, where machines have no /tmp in common, or tests measure nothing.
    private static let path =
        ProcessInfo.processInfo.environment["TLSBENCH_LOCK"] ?? "/tmp/tlsbench-\(getuid()).lock"

    init() throws {
        descriptor = unsafe open(Self.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("\(Self.path): \(unsafe String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? String(contentsOfFile: Self.path, encoding: .utf8))?.trimmingCharacters(in: .newlines)
            close(descriptor)
            try FileHandle.standardError.write(
                line: "tlsbench: another run is going on, process \(holder ?? "unknown")"
            )
            throw ExitStatus.busy
        }
        ftruncate(descriptor, 0)
        let text = "\(getpid())\n"
        _ = unsafe text.withCString { unsafe write(descriptor, $0, strlen($0)) }
    }

    /// Lets the next run begin. The system does the same when the process ends, however it ends.
    func release() { close(descriptor) }
}
