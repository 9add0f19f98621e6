internal import CIntrinsics

/// Adds up the time between ``start()`` and ``stop()``; a workload may do that several times in one batch.
public struct Stopwatch {
    private let clock: Clock
    private let isCounting: Bool
    private var began: UInt64 = 0
    /// Nanoseconds so far, with the cost of one reading taken off for each segment.
    public private(set) var elapsed: UInt64 = 0
    /// How many segments there were.
    public private(set) var segments = 0

    /// At zero.
    ///
    /// - Parameter isCounting: whether callgrind, where it runs this process, is to count just what the time counts.
    public init(_ clock: Clock, isCounting: Bool = false) {
        self.clock = clock
        self.isCounting = isCounting
    }

    /// From here on the time counts.
    @inline(__always)
    public mutating func start() {
        if isCounting { tlsbench_toggle_counting() }
        began = clock.now()
    }

    /// Up to here the time counted.
    @inline(__always)
    public mutating func stop() {
        let passed = clock.now() &- began
        // Between two readings lies the second half of the first and the first half of the second.
        let cost = UInt64(clock.cost)
        elapsed &+= passed > cost ? passed &- cost : 0
        segments += 1
        if isCounting { tlsbench_toggle_counting() }
    }

    /// Wastes so large a share of the time that counted so far, and counts it: a slowdown whose size is known, to try the
    /// gate with.
    mutating func waste(_ share: Double) {
        let time = UInt64(share * Double(elapsed))
        start()
        while clock.now() &- began < time {}
        stop()
    }

    /// Executes instructions for nothing, and counts them: the same for a gate of counts. No segment, which would add its own.
    func waste(instructions count: Int) {
        tlsbench_toggle_counting()
        tlsbench_waste_instructions(UInt64(count))
        tlsbench_toggle_counting()
    }
}
