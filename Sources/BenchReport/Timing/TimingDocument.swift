internal import BenchStatistics

/// Everything that `tlsbench timing` found, as its JSON has it.
public struct TimingDocument: Codable, Hashable, Sendable {
    /// What kind of file this is.
    public var schema = "tlsbench-timing-1"
    /// The version of tlsbench.
    public let tool: String
    /// The processor's name.
    public let cpu: String
    /// The length of the key.
    public let bits: Int
    /// Decides the order.
    public let seed: UInt64
    /// What libraries, loader and C library were told from outside; nil for nothing.
    public let settings: [String]?
    /// In the order of the report.
    public let trials: [Trial]
    /// What has no numbers, for it failed; nil if nothing did.
    public let failed: [Failed]?
    /// Whether this is of a run that was not over; nil if it was.
    public let isPartial: Bool?

    /// One place of one backend that could not be timed.
    public struct Failed: Codable, Hashable, Sendable {
        /// The backend's name.
        public let backend: String
        /// What was to be timed.
        public let place: String
        /// The library's own words, where it has any.
        public let reason: String

        /// All of it.
        public init(backend: String, place: String, reason: String) {
            self.backend = backend
            self.place = place
            self.reason = reason
        }

        /// The same of another column.
        public func named(_ column: String) -> Failed { Failed(backend: column, place: place, reason: reason) }

        /// One line for people.
        public var line: String { withoutControls("\(backend), \(place), failed: \(reason.prefix(500))") }
    }

    /// One place of one backend.
    public struct Trial: Codable, Hashable, Sendable {
        /// The backend's name.
        public let backend: String
        /// What was timed.
        public let place: String
        /// Timed values of each class.
        public let samples: Int
        /// The median of those that nothing was wrong with, in nanoseconds.
        public let median: Double
        /// Each fault against none, and the control last.
        public let comparisons: [Comparison]

        /// The same of another column.
        public func named(_ column: String) -> Trial {
            Trial(backend: column, place: place, samples: samples, median: median, comparisons: comparisons)
        }
    }

    /// The times of one fault less those of none.
    public struct Comparison: Codable, Hashable, Sendable {
        /// What was wrong.
        public let fault: String
        /// Whether a delay was put in, to see that it is found.
        public let isControl: Bool
        /// The difference of the trimmed means in nanoseconds.
        public let difference: Double
        /// The lower end of its interval of 95 %.
        public let low: Double
        /// The upper end.
        public let high: Double
        /// The difference in standard errors (Yuen and Welch).
        public let t: Double
        /// The least difference in nanoseconds that would have been seen.
        public let resolution: Double
        /// Whether it was seen.
        public let differs: Bool
    }

    /// All of it.
    public init(
        tool: String,
        cpu: String,
        bits: Int,
        seed: UInt64,
        settings: [String] = [],
        trials: [Trial],
        failed: [Failed] = [],
        isPartial: Bool = false
    ) {
        self.tool = tool
        self.cpu = cpu
        self.bits = bits
        self.seed = seed
        self.settings = settings.isEmpty ? nil : settings
        self.trials = trials
        self.failed = failed.isEmpty ? nil : failed
        self.isPartial = isPartial ? true : nil
    }

    /// In standard errors: where dudect begins to call times different (Reparaz, Balasch, Verbauwhede 2017, §4).
    public static let threshold = 4.5
}

extension TimingDocument.Trial {
    /// Compares; nil where there are too few values.
    ///
    /// A fifth is cut off at each end: interrupts say nothing of a secret, and dudect crops for the same reason.
    public init?(
        backend: String,
        place: String,
        valid: [Double],
        faults: [(fault: String, isControl: Bool, times: [Double])]
    ) {
        let comparisons = faults.compactMap {
            TimingDocument.Comparison($0.fault, $0.isControl, $0.times, minus: valid)
        }
        guard comparisons.count == faults.count, !valid.isEmpty else { return nil }
        self.init(
            backend: backend,
            place: place,
            samples: valid.count,
            median: quantile(valid.sorted(), 0.5),
            comparisons: comparisons
        )
    }
}

extension TimingDocument.Comparison {
    fileprivate init?(_ fault: String, _ isControl: Bool, _ times: [Double], minus valid: [Double]) {
        guard let test = YuenWelchTest(times, minus: valid) else { return nil }
        // A clock that always gives the same value leaves no spread.
        let t =
            test.standardError > 0
            ? test.estimate / test.standardError : test.estimate == 0 ? 0 : .greatestFiniteMagnitude
        self.init(
            fault: fault,
            isControl: isControl,
            difference: test.estimate,
            low: test.low,
            high: test.high,
            t: t,
            resolution: TimingDocument.threshold * test.standardError,
            differs: abs(t) >= TimingDocument.threshold
        )
    }
}
