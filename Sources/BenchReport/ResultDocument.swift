public import BenchCore

/// `tlsbench-result/1`: one run or one gate, as it is written to a file and as every report is printed from it.
///
/// Everything that was computed can be computed again from `raw`. Readers refuse a higher number in `schema` and ignore keys
/// that they do not know.
public struct ResultDocument: Codable, Sendable {
    /// The name and the major number of this format.
    public static let schemaName = "tlsbench-result/1"

    /// This format's name.
    public var schema = ResultDocument.schemaName
    /// `run`, `gate` where two builds were compared, or `isa` where sets of CPU features were.
    public var kind = "run"
    /// A random identifier.
    public var id: String
    /// When it began, in UTC.
    public var started: String
    /// How long it took.
    public var durationS: Double
    /// Who measured.
    public var tool: Tool
    /// Where.
    public var machine: Machine
    /// `A` is the build that was measured.
    public var builds: [String: Build]
    /// With which clock.
    public var clock: ClockDescription
    /// What came out.
    public var benchmarks: [BenchmarkResult]
    /// What has no numbers, for it failed; nil if nothing did.
    public var failed: [FailedResult]?
    /// How much of a run this is; nil if it is all of it.
    public var partial: Partial?
    /// How two builds were compared, and what follows; only in a gate.
    public var gate: Gate?
    /// The sets of CPU features; only in `isa`.
    public var isa: FeatureStudy?
    /// What the user calls it, by key; nil for nothing, and in old files.
    public var labels: [String: String]?

    /// All of it but what every run has in common.
    public init(
        id: String,
        started: String,
        durationS: Double,
        tool: Tool,
        machine: Machine,
        builds: [String: Build],
        clock: ClockDescription,
        benchmarks: [BenchmarkResult]
    ) {
        self.id = id
        self.started = started
        self.durationS = durationS
        self.tool = tool
        self.machine = machine
        self.builds = builds
        self.clock = clock
        self.benchmarks = benchmarks
    }

    /// Who measured, and how it was told to.
    public struct Tool: Codable, Sendable {
        /// As the library or the tool says.
        public var version: String
        /// Of the worker protocol.
        public var protocolVersion: Int
        /// Decided orders and inputs.
        public var seed: UInt64
        /// `quick`, `standard` or `full`.
        public var suite: String
        /// The backend that ratios are taken to.
        public var reference: String
        /// The arguments, without paths.
        public var argv: [String]
        /// The processor that workers were kept on; null if they were not.
        public var cpu: OrNull<Int>
        /// How far workers went before other processes: `realtime`, `nice` or `ordinary`; old files do not tell.
        public var priority: String?
        /// What makes the numbers worth less; one line each.
        public var warnings: [String]

        /// All of it.
        public init(
            version: String,
            protocolVersion: Int,
            seed: UInt64,
            suite: String,
            reference: String,
            argv: [String],
            cpu: OrNull<Int>,
            priority: WorkerPriority,
            warnings: [String]
        ) {
            self.version = version
            self.protocolVersion = protocolVersion
            self.seed = seed
            self.suite = suite
            self.reference = reference
            self.argv = argv
            self.cpu = cpu
            self.priority = priority.rawValue
            self.warnings = warnings
        }

        private enum CodingKeys: String, CodingKey {
            case version, protocolVersion = "protocol", seed, suite, reference, argv, cpu, priority, warnings
        }
    }

    /// What was measured.
    public struct Build: Codable, Sendable {
        /// The commit of the checkout that the executable lies in; null if it lies in none.
        public var gitCommit: OrNull<String>
        /// `release` or `debug`.
        public var configuration: String
        /// What compiled it, as `swift 6.3`; nil in files of before it was told.
        public var compiler: String?
        /// By backend, and by peer.
        public var libs: [String: Library]
        /// What its workers had loaded; nil if they do not say, or nobody asked.
        public var loads: Loads?

        /// All of it.
        public init(
            gitCommit: OrNull<String>,
            configuration: String,
            compiler: String?,
            libs: [String: Library],
            loads: Loads? = nil
        ) {
            self.gitCommit = gitCommit
            self.configuration = configuration
            self.compiler = compiler
            self.libs = libs
            self.loads = loads
        }
    }

    /// A library, as it says of itself.
    public struct Library: Codable, Sendable {
        /// What people call it.
        public var name: String
        /// As the library or the tool says.
        public var version: String
        /// Which of its code paths runs.
        public var codePath: String
        /// The file that was loaded; nil where the code is compiled in, and in old files.
        public var path: String?
        /// The linker's identifier of that file, or a hash of its code.
        public var mark: String?
        /// What its configuration file has set in it; nil for nothing, and in old files.
        public var settings: [String]?
        /// The built-in column that it is another build of, and what `--library` called it; nil of what is built in.
        public var buildOf: String?
        /// What `--library` called it.
        public var named: String?

        /// - Parameters:
        ///   - path: the file that was loaded.
        ///   - mark: what tells it from another build of the same version.
        public init(name: String, version: String, codePath: String, path: String? = nil, mark: String? = nil) {
            self.name = name
            self.version = version
            self.codePath = codePath
            self.path = path
            self.mark = mark
        }

        /// As people distinguish builds of it: `OpenSSL 3.5.9`, and of a library that was named its file, build and configuration
        /// too.
        public var description: String {
            let file = [path, mark].compactMap(\.self).joined(separator: ", ")
            let configured = settings.map { ", configured by \($0.joined(separator: "; "))" } ?? ""
            return "\(name) \(version)" + (buildOf == nil || file.isEmpty ? "" : " from \(file)\(configured)")
        }
    }

    /// What times were taken with.
    public struct ClockDescription: Codable, Sendable {
        /// The clock's name in clock_gettime(2).
        public var wall: String
        /// What a reading costs.
        public var costNs: Double
        /// What the instrument adds to each operation: its loop and the call; old files do not tell.
        public var loopNs: Double?

        /// All of it.
        public init(wall: String, costNs: Double, loopNs: Double? = nil) {
            self.wall = wall
            self.costNs = costNs
            self.loopNs = loopNs
        }
    }
}

/// A value that is written as null when there is none, so that readers always find the key.
public struct OrNull<Value: Codable & Sendable>: Codable, Sendable {
    /// The value.
    public var value: Value?

    /// Any value, or none.
    public init(_ value: Value?) { self.value = value }

    /// Reads the value or null.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    /// Writes the value or null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}
