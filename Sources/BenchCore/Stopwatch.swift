/// Adds up the time between ``start()`` and ``stop()``; a workload may do that several times in one batch.
public struct Stopwatch {
    private let clock: Clock
    private var began: UInt64 = 0
    /// Nanoseconds so far, with the cost of one reading taken off for each segment.
    public private(set) var elapsed: UInt64 = 0
    /// How many segments there were.
    public private(set) var segments = 0

    /// At zero.
    public init(_ clock: Clock) { self.clock = clock }

    /// From here on the time counts.
    @inline(__always)
    public mutating func start() { began = clock.now() }

    /// Up to here the time counted.
    @inline(__always)
    public mutating func stop() {
        let passed = clock.now() &- began
        // Between two readings lies the second half of the first and the first half of the second.
        let cost = UInt64(clock.cost)
        elapsed &+= passed > cost ? passed &- cost : 0
        segments += 1
    }
}
