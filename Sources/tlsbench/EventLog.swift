internal import Dispatch
internal import Foundation
internal import Synchronization

/// Lines on standard error that never make their writer wait: who reads them slowly, or not at all, loses some.
final class EventLog: Sendable {
    /// Lines that may wait to be written.
    private static let capacity = 256

    private let queue = DispatchQueue(label: "event log")
    private let waiting = Atomic(0)

    /// Takes one line.
    func write(_ line: String) {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.capacity else {
            waiting.subtract(1, ordering: .relaxed)
            return
        }
        queue.async { [self] in
            try? FileHandle.standardError.write(line: line)
            waiting.subtract(1, ordering: .relaxed)
        }
    }

    /// Waits for what was taken to be written, unless nobody reads.
    func finish() {
        let written = DispatchSemaphore(value: 0)
        queue.async { written.signal() }
        _ = written.wait(timeout: .now() + 1)
    }
}
