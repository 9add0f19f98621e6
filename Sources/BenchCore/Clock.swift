internal import Glibc

/// The clock that everything is timed with, and what a look at it costs.
public struct Clock: Sendable {
    private let identifier: clockid_t
    /// The clock's name in clock_gettime(2).
    public let name: String
    /// What one reading costs, in nanoseconds: the median of many.
    public let cost: Double

    /// `CLOCK_MONOTONIC_RAW`, which nobody slews, if reading it takes no system call; else `CLOCK_MONOTONIC`.
    public init() {
        let raw = Clock.measureCost(CLOCK_MONOTONIC_RAW)
        // Through the vDSO a reading takes tens of nanoseconds, as a system call hundreds.
        if raw < 100 {
            (identifier, name, cost) = (CLOCK_MONOTONIC_RAW, "CLOCK_MONOTONIC_RAW", raw)
        } else {
            (identifier, name) = (CLOCK_MONOTONIC, "CLOCK_MONOTONIC")
            cost = Clock.measureCost(CLOCK_MONOTONIC)
        }
    }

    /// Nanoseconds since some moment that does not change.
    public func now() -> UInt64 { Clock.read(identifier) }

    /// Nanoseconds of processor time that the process has had. A system call: never inside a timed window.
    static func processorTime() -> UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// Nanoseconds of a clock that is good enough to wait by.
    static func monotonic() -> UInt64 { read(CLOCK_MONOTONIC) }

    private static func read(_ identifier: clockid_t) -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(identifier, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    private static func measureCost(_ identifier: clockid_t) -> Double {
        let count = 1000
        let samples = (0..<21).map { _ in
            let start = read(identifier)
            for _ in 0..<count { _ = read(identifier) }
            return Double(read(identifier) - start) / Double(count)
        }
        return samples.sorted()[10]
    }
}
