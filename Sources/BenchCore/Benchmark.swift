/// One row of a report: an operation with its parameters, on one backend.
public struct Benchmark: Sendable {
    /// The operation's stable name: `rsa-decrypt`.
    public let op: String
    /// The parameters in their stable order.
    public let parameters: [Parameter]
    /// The backend's name, or `peer:…` for who is no backend.
    public let backend: String
    /// Counts up when the operation comes to do other work, or to give another result, under the same name.
    public let revision: Int
    /// How many octets one operation moves, where octets are what matters.
    public let bytesPerOperation: Int?
    /// Which code runs on this CPU, as far as the library tells.
    public let codePath: String
    /// The column whose code runs: the backend's own unless it has another's do all of the work, and ``everybodysCode`` where no
    /// backend has a part in it.
    public let codeOf: String
    /// The CPU features that the library says it may use in this process; empty if it does not tell.
    public let features: String
    /// Whether its workload is a ``PhasedWorkload``.
    public let isPhased: Bool
    /// Whether its workload has threads of its own, such as a server's.
    public let startsThreads: Bool
    /// Makes what is to be run. Inputs depend on the seed alone, so that all backends of a group get the same.
    public let prepare: @Sendable (_ seed: UInt64) throws(WorkloadFailure) -> any Workload

    /// A row that can be run any number of times.
    public init(
        op: String,
        parameters: [Parameter],
        backend: String,
        revision: Int = 1,
        bytesPerOperation: Int? = nil,
        codePath: String = "",
        codeOf: String? = nil,
        features: String = "",
        isPhased: Bool = false,
        startsThreads: Bool = false,
        prepare: @escaping @Sendable (_ seed: UInt64) throws(WorkloadFailure) -> any Workload
    ) {
        self.op = op
        self.parameters = parameters
        self.backend = backend
        self.revision = revision
        self.bytesPerOperation = bytesPerOperation
        self.codePath = codePath
        self.codeOf = codeOf ?? backend
        self.features = features
        self.isPhased = isPhased
        self.startsThreads = startsThreads
        self.prepare = prepare
    }

    /// The owner of work that is the same whatever the backend; no backend has this name, for on the command line it means all.
    public static let everybodysCode = "all"

    /// A named value that makes one operation differ from another.
    public struct Parameter: Hashable, Sendable {
        /// The name in the result file.
        public let name: String
        /// The value, a number or a text.
        public let value: Value

        /// A number.
        public init(_ name: String, _ value: Int) {
            self.name = name
            self.value = .integer(value)
        }

        /// A text.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = .text(value)
        }

        /// What a parameter can be.
        public enum Value: Hashable, Sendable, CustomStringConvertible {
            /// A number.
            case integer(Int)
            /// A text.
            case text(String)

            /// As it stands in an identifier.
            public var description: String {
                switch self {
                case .integer(let value): String(value)
                case .text(let value): value
                }
            }
        }
    }

    /// The operation and the values of its parameters, joined by `/`: what all backends of a group share.
    public var groupID: String { ([op] + parameters.map(\.value.description)).joined(separator: "/") }

    /// The stable identifier: operation, values of the parameters, backend.
    public var id: String { "\(groupID)/\(backend)" }

    /// The same work as another column's row.
    public func named(_ column: String) -> Benchmark {
        Benchmark(
            op: op,
            parameters: parameters,
            backend: column,
            revision: revision,
            bytesPerOperation: bytesPerOperation,
            codePath: codePath,
            codeOf: codeOf == backend ? column : codeOf,
            features: features,
            isPhased: isPhased,
            startsThreads: startsThreads,
            prepare: prepare
        )
    }

    /// Changes when the same name comes to mean something else: times of two definitions are never compared.
    public var definitionHash: String { stableHash("\(revision);\(groupID);\(bytesPerOperation ?? 0)") }
}

/// All rows of one operation with the same parameters: they take turns in one process, so that their ratios are paired.
public struct BenchmarkGroup: Sendable {
    /// In the order of the columns; not empty.
    public let benchmarks: [Benchmark]

    /// All of them must have the same ``Benchmark/groupID``.
    public init(_ benchmarks: [Benchmark]) {
        precondition(Set(benchmarks.map(\.groupID)).count == 1, "one operation makes one group")
        self.benchmarks = benchmarks
    }

    /// The operation and the values of its parameters.
    public var id: String { benchmarks[0].groupID }
}
