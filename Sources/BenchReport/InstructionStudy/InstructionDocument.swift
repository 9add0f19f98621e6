public import BenchCore

/// Everything that `tlsbench icount` found, as its JSON has it.
public struct InstructionDocument: Codable, Hashable, Sendable {
    /// What kind of file this is.
    public var schema = "tlsbench-icount-1"
    /// The version of tlsbench.
    public let tool: String
    /// The processor's name.
    public let cpu: String
    /// What the processor has, less what was taken away.
    public let features: [String]
    /// What libraries, loader and C library were told from outside; nil for nothing.
    public let settings: [String]?
    /// What the user calls it, by key; nil for nothing.
    public let labels: [String: String]?
    /// In the order of the report.
    public let rows: [Row]
    /// What has no count, for it failed; nil if nothing did.
    public let failed: [Failed]?
    /// Whether this is of a run that was not over; nil if it was.
    public let isPartial: Bool?

    /// A benchmark that could not be counted.
    public struct Failed: Codable, Hashable, Sendable {
        /// The benchmark's identifier.
        public let id: String
        /// The library's own words, where it has any.
        public let reason: String

        /// Both.
        public init(id: String, reason: String) {
            self.id = id
            self.reason = reason
        }

        /// One line for people.
        public var line: String { withoutControls("\(id) failed: \(reason.prefix(500))") }
    }

    /// What one benchmark took.
    public struct Row: Codable, Hashable, Sendable {
        /// The benchmark's identifier.
        public let id: String
        /// Who counted.
        public let source: String
        /// The code that was counted.
        public let codePath: String
        /// The code that runs here when nothing is counted, if it is another; ``unknownPath`` if it may be.
        public let nativePath: String?
        /// How many operations were counted.
        public let operations: Int
        /// Instructions of one operation.
        public let instructions: Double
        /// Octets that one operation moves, where that is what matters.
        public let octets: Int?
        /// Instructions of one operation by extension; nil where whoever counted did not see them.
        public let families: [String: Double]?
        /// Those of which one operation has the most.
        public let functions: [Function]
    }

    /// One function's own instructions.
    public struct Function: Codable, Hashable, Sendable {
        /// The file that has it.
        public let object: String
        /// Its name for people; nil if the file does not say.
        public let name: String?
        /// Of one operation.
        public let instructions: Double
    }

    /// Where a library does not say which of its code runs: what was counted may be other code than what runs.
    public static let unknownPath = "unknown"

    /// All of it.
    public init(
        tool: String,
        cpu: String,
        features: [String],
        settings: [String] = [],
        labels: [String: String]? = nil,
        rows: [Row],
        failed: [Failed] = [],
        isPartial: Bool = false
    ) {
        self.tool = tool
        self.cpu = cpu
        self.features = features
        self.settings = settings.isEmpty ? nil : settings
        self.labels = labels
        self.rows = rows
        self.failed = failed.isEmpty ? nil : failed
        self.isPartial = isPartial ? true : nil
    }
}

extension InstructionDocument.Row {
    /// - Parameters:
    ///   - nativePath: the code that runs here when nothing is counted; ``InstructionDocument/unknownPath`` if that cannot be told.
    ///   - limit: how many functions are kept.
    ///   - readable: makes a linker's name one for people.
    public init(
        _ benchmark: Benchmark,
        _ profile: InstructionProfile,
        nativePath: String,
        limit: Int = 12,
        readable: (String) -> String
    ) {
        let operations = Double(max(1, profile.operations))
        self.init(
            id: benchmark.id,
            source: profile.source,
            codePath: profile.codePath,
            nativePath: nativePath == profile.codePath ? nil : nativePath,
            operations: profile.operations,
            instructions: profile.perOperation,
            octets: benchmark.bytesPerOperation,
            families: profile.families.map { families in
                Dictionary(uniqueKeysWithValues: families.map { ($0.key.rawValue, Double($0.value) / operations) })
            },
            functions: profile.functions.prefix(limit).map { function in
                InstructionDocument.Function(
                    object: function.object,
                    name: function.name.map(readable),
                    instructions: Double(function.instructions) / operations
                )
            }
        )
    }
}
