internal import Dispatch
internal import Foundation
internal import Synchronization

/// Lines on standard error that never make their writer wait, and no more of them than can be read. Those that are left out, since
/// too many came or who reads is too slow, are counted, and the count is written within the second.
final class EventLog: Sendable {
    /// Lines that may wait to be written.
    private static let capacity = 256
    private static let interval = Duration.seconds(1)

    private let queue = DispatchQueue(label: "event log")
    private let waiting = Atomic(0)
    private let limit = Mutex(LineLimit(20, in: EventLog.interval))
    private let output: @Sendable (String) -> Void

    /// - Parameter output: writes a line; may block.
    init(_ output: @escaping @Sendable (String) -> Void = { try? FileHandle.standardError.write(line: $0) }) {
        self.output = output
    }

    /// Takes one line.
    func write(_ line: String) {
        let isFull = waiting.load(ordering: .relaxed) >= Self.capacity
        let (isAdmitted, notice, isFirstLeftOut) = limit.withLock { limit in
            let hadNotice = limit.hasNotice
            guard !isFull else {
                limit.leaveOut()
                return (false, nil as String?, !hadNotice)
            }
            guard limit.admits(at: .now) else { return (false, nil, !hadNotice) }
            return (true, limit.takeNotice(), false)
        }
        if let notice { enqueue(notice) }
        if isAdmitted { enqueue(line) }
        if isFirstLeftOut {
            queue.asyncAfter(deadline: .now() + .seconds(Int(Self.interval.components.seconds))) { [self] in
                writeNotice()
            }
        }
    }

    /// Writes a last line, however many there were before it, and waits for all to be written, unless nobody reads.
    func finish(with line: String) {
        let written = DispatchSemaphore(value: 0)
        queue.async { [self] in
            writeNotice()
            output(line)
            written.signal()
        }
        _ = written.wait(timeout: .now() + 1)
    }

    private func enqueue(_ line: String) {
        waiting.add(1, ordering: .relaxed)
        queue.async { [self] in
            output(line)
            waiting.subtract(1, ordering: .relaxed)
        }
    }

    private func writeNotice() {
        if let notice = limit.withLock({ $0.takeNotice() }) { output(notice) }
    }
}
