/// One timed batch of one benchmark, with what may have disturbed it. Nothing is ever thrown away because of it.
public struct Batch: Hashable, Sendable {
    /// Nanoseconds that counted.
    public let wall: UInt64
    /// Nanoseconds from its beginning to its end, whether they counted or not.
    public let span: UInt64
    /// Nanoseconds of processor time that the whole process had in that span.
    public let processor: UInt64
    /// Page faults that were served from memory.
    public let minorFaults: Int
    /// Page faults that went to a device.
    public let majorFaults: Int
    /// How often the scheduler took the processor away.
    public let involuntarySwitches: Int
    /// Whether the batch ended on another processor than it began on.
    public let migrated: Bool
    /// Whether a control group was stopped meanwhile because its time was used up (``ProcessorQuota``).
    public var isThrottled = false

    /// All of it.
    public init(
        wall: UInt64,
        span: UInt64,
        processor: UInt64,
        minorFaults: Int,
        majorFaults: Int,
        involuntarySwitches: Int,
        migrated: Bool
    ) {
        self.wall = wall
        self.span = span
        self.processor = processor
        self.minorFaults = minorFaults
        self.majorFaults = majorFaults
        self.involuntarySwitches = involuntarySwitches
        self.migrated = migrated
    }

    /// What disturbed it, by the names of the result file: more than 0.5 % of the span without a processor, because of a quota or
    /// of something else that ran; another processor at the end; a page from a device.
    ///
    /// The span and not what counted of it: processor time cannot be had for segments of a few microseconds, and where a
    /// quarter of a batch counts, the processor time of all of it would hide any interruption.
    public var causes: [String] {
        let isPreempted = span > processor && Double(span - processor) > 0.005 * Double(span)
        return (isPreempted ? [isThrottled ? "throttled" : "preempted"] : []) + (migrated ? ["migrated"] : [])
            + (majorFaults > 0 ? ["majfault"] : [])
    }
}

/// What a benchmark did in the life of one worker.
public struct Generation: Hashable, Sendable {
    /// Which one, from 0.
    public let number: Int
    /// Ticks that the hypervisor took from the machine meanwhile; many do not tell.
    public let stealTicks: Int
    /// One batch for each round, in order.
    public let batches: [Batch]
    /// By phase, for each round; empty where a benchmark has no phases.
    public let phases: [[PhaseTime]]

    /// All of it.
    public init(number: Int, stealTicks: Int = 0, batches: [Batch], phases: [[PhaseTime]] = []) {
        self.number = number
        self.stealTicks = stealTicks
        self.batches = batches
        self.phases = phases
    }
}

/// All that was measured of one benchmark.
public struct MeasuredBenchmark: Sendable {
    /// What.
    public let benchmark: Benchmark
    /// Which of the coordinator's columns, from 0.
    public let column: Int
    /// Operations in each batch, the same in all.
    public let iterations: Int
    /// By worker process.
    public let generations: [Generation]

    /// All of it.
    public init(benchmark: Benchmark, column: Int = 0, iterations: Int, generations: [Generation]) {
        self.benchmark = benchmark
        self.column = column
        self.iterations = iterations
        self.generations = generations
    }

    /// Nanoseconds for one operation, batch by batch, in one generation.
    public func times(in generation: Generation) -> [Double] {
        generation.batches.map { Double($0.wall) / Double(iterations) }
    }

    /// Nanoseconds for one operation, batch by batch.
    public var times: [Double] { generations.flatMap(times(in:)) }
}
