/// Everything that `tlsbench load` found, as its JSON has it; the article Load describes it.
public struct LoadDocument: Codable, Hashable, Sendable {
    /// What kind of file this is.
    public var schema = "tlsbench-load-1"
    /// The version of tlsbench.
    public var tool: String
    /// The processor's name.
    public var cpu: String
    /// What libraries, loader and C library were told from outside; nil for nothing.
    public var settings: [String]?
    /// The server.
    public var target: String
    /// The client's backend.
    public var backend: String
    /// Its library with the version.
    public var library: String
    /// What was to be done.
    public var plan: Plan
    /// From the first beginning to the end of the plan, or to the last handshake if that was later.
    public var seconds: Double
    /// Of full handshakes, from when the connection was to begin; nil if there were none.
    public var fullHandshakes: Times?
    /// The same of resumed handshakes.
    public var resumedHandshakes: Times?
    /// From a request to the end of its answer; nil if there were none.
    public var requests: Times?
    /// How late connections began; nil without a rate.
    public var delays: Times?
    /// What handshakes agreed on.
    public var agreements: [Agreement]
    /// Connections that failed, by reason.
    public var failures: [Failure]
    /// Connections that were to begin and did not, since all were busy until the end.
    public var notBegun: Int
    /// Connections that were given up when the client was stopped.
    public var abandoned: Int
    /// The most connections that were open at once.
    public var mostOpen: Int
    /// Second by second.
    public var intervals: [Interval]
    /// Whether the plan was cut short.
    public var isPartial: Bool

    /// What was to be done.
    public struct Plan: Codable, Hashable, Sendable {
        /// The most connections at once.
        public var connections: Int
        /// The event loops.
        public var threads: Int
        /// Connections a second; nil for as many as it takes.
        public var rate: Double?
        /// `poisson` or `fixed`; nil without a rate.
        public var arrivals: String?
        /// For how long connections were to begin.
        public var seconds: Double
        /// The share that was to resume a session.
        public var resumedShare: Double
        /// The path that was asked for; nil for handshakes alone.
        public var get: String?
        /// How long connections were to stay open.
        public var holdSeconds: Double
        /// Versions, suites and groups of which handshakes had to agree on one; empty for any that was offered.
        public var expected: [String]
        /// Decides the gaps between arrivals.
        public var seed: UInt64

        /// All of it.
        public init(
            connections: Int,
            threads: Int,
            rate: Double?,
            arrivals: String?,
            seconds: Double,
            resumedShare: Double,
            get: String?,
            holdSeconds: Double,
            expected: [String],
            seed: UInt64
        ) {
            self.connections = connections
            self.threads = threads
            self.rate = rate
            self.arrivals = arrivals
            self.seconds = seconds
            self.resumedShare = resumedShare
            self.get = get
            self.holdSeconds = holdSeconds
            self.expected = expected
            self.seed = seed
        }
    }

    /// Times of one kind, in nanoseconds. Quantiles are at most 0.1 % too long; the two ends are exact.
    public struct Times: Codable, Hashable, Sendable {
        /// How many there are.
        public var count: Int
        /// The shortest.
        public var minNs: UInt64
        /// The median.
        public var p50Ns: UInt64
        /// What 90 % do not exceed.
        public var p90Ns: UInt64
        /// What 99 % do not exceed.
        public var p99Ns: UInt64
        /// What 99.9 % do not exceed.
        public var p999Ns: UInt64
        /// The longest.
        public var maxNs: UInt64

        /// All of it.
        public init(
            count: Int,
            minNs: UInt64,
            p50Ns: UInt64,
            p90Ns: UInt64,
            p99Ns: UInt64,
            p999Ns: UInt64,
            maxNs: UInt64
        ) {
            self.count = count
            self.minNs = minNs
            self.p50Ns = p50Ns
            self.p90Ns = p90Ns
            self.p99Ns = p99Ns
            self.p999Ns = p999Ns
            self.maxNs = maxNs
        }
    }

    /// Handshakes that agreed on the same.
    public struct Agreement: Codable, Hashable, Sendable {
        /// `TLS 1.2` or `TLS 1.3`.
        public var version: String
        /// The suite.
        public var cipherSuite: String
        /// The group; nil without one.
        public var group: String?
        /// Whether a session was resumed.
        public var isResumed: Bool
        /// How many there were.
        public var count: Int

        /// All of it.
        public init(version: String, cipherSuite: String, group: String?, isResumed: Bool, count: Int) {
            self.version = version
            self.cipherSuite = cipherSuite
            self.group = group
            self.isResumed = isResumed
            self.count = count
        }
    }

    /// Connections that failed for the same reason.
    public struct Failure: Codable, Hashable, Sendable {
        /// A few words.
        public var reason: String
        /// How many there were.
        public var count: Int

        /// Both.
        public init(reason: String, count: Int) {
            self.reason = reason
            self.count = count
        }
    }

    /// What happened in about a second.
    public struct Interval: Codable, Hashable, Sendable {
        /// When it ended, since the first beginning.
        public var seconds: Double
        /// Full handshakes that were completed.
        public var fullHandshakes: Int
        /// Resumed ones.
        public var resumedHandshakes: Int
        /// Whole answers.
        public var requests: Int
        /// Failed connections.
        public var failures: Int
        /// Connections that were open at its end.
        public var open: Int
        /// Of both kinds of handshake; 0 without one.
        public var p99Ns: UInt64
        /// How late the connections are that are due at its end.
        public var lagNs: UInt64

        /// All of it.
        public init(
            seconds: Double,
            fullHandshakes: Int,
            resumedHandshakes: Int,
            requests: Int,
            failures: Int,
            open: Int,
            p99Ns: UInt64,
            lagNs: UInt64
        ) {
            self.seconds = seconds
            self.fullHandshakes = fullHandshakes
            self.resumedHandshakes = resumedHandshakes
            self.requests = requests
            self.failures = failures
            self.open = open
            self.p99Ns = p99Ns
            self.lagNs = lagNs
        }
    }

    /// A document without results.
    public init(
        tool: String,
        cpu: String,
        settings: [String],
        target: String,
        backend: String,
        library: String,
        plan: Plan
    ) {
        self.tool = tool
        self.cpu = cpu
        self.settings = settings.isEmpty ? nil : settings
        self.target = target
        self.backend = backend
        self.library = library
        self.plan = plan
        seconds = 0
        agreements = []
        failures = []
        notBegun = 0
        abandoned = 0
        mostOpen = 0
        intervals = []
        isPartial = false
    }
}
