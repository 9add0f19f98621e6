public import BenchCore
internal import BenchStatistics

/// One benchmark in a result.
public struct BenchmarkResult: Codable, Sendable {
    /// Operation, values of the parameters, backend, joined by `/`.
    public var id: String
    /// The operation.
    public var op: String
    /// The backend, or `peer:…`.
    public var backend: String
    /// `native`, unless features were masked.
    public var isa: String
    /// The code that ran, as far as the library tells; only in `isa`.
    public var codePath: String?
    /// The column whose code ran: the backend's own name unless it is another's, and ``everybodysCode`` where the backend has no
    /// part in it. Nil in files of before rows told it.
    public var codeOf: String?
    /// In their stable order.
    public var params: OrderedParameters
    /// Changes when the same name comes to mean something else.
    public var definitionHash: String
    /// What the times are in.
    public var unit: String
    /// `lower`: less is better.
    public var better: String
    /// Octets that one operation moves; null where that is not what matters.
    public var bytesPerOp: OrNull<Int>
    /// Operations in each batch.
    public var k: Int
    /// By side; a run has `A` alone.
    public var stats: [String: Statistics]
    /// How fast it is beside the reference; null for the reference itself and where there is none.
    public var ratio: OrNull<Ratio>
    /// How the two builds compare; only in a gate.
    public var compare: Comparison?
    /// Where its time goes; only of what was measured by phases.
    public var phases: PhaseSplit?
    /// Every batch, from which all else can be computed again.
    public var raw: Raw

    /// Time of the reference over time of this, paired turn by turn: above 1 is faster than the reference.
    public struct Ratio: Codable, Sendable {
        /// The identifier of the reference's row.
        public var reference: String
        /// 20 % trimmed mean over generations.
        public var estimate: Double
        /// 95 %; null with too few generations.
        public var ci95: OrNull<[Double]>
    }

    /// What ``codeOf`` has where every column runs the same code, which is no backend's.
    public static let everybodysCode = Benchmark.everybodysCode

    /// Every batch.
    public struct Raw: Codable, Sendable {
        /// By worker process.
        public var generations: [RawGeneration]
    }

    /// The batches of one worker process.
    public struct RawGeneration: Codable, Sendable {
        /// Which one, from 0.
        public var g: Int
        /// Ticks that the hypervisor took from the machine meanwhile; many do not tell.
        public var steal: Int?
        /// Octets that moved the workers' stacks; only in a gate.
        public var pad: Int?
        /// What the values in ``rows`` are.
        public var columns: [String]
        /// One for each batch.
        public var rows: [[RawValue]]
        /// By phase, with a number for each round; only of what was measured by phases.
        public var phases: [PhaseSplit.RawPhase]?

        /// The columns of every generation, in order. `flags` are causes, not verdicts: `preempted`, `throttled`, `migrated`,
        /// `majfault`, joined by `|`.
        public static let columnNames = [
            "side", "round", "wall_ns", "cpu_ns", "minflt", "majflt", "nivcsw", "flags",
        ]
    }
}

/// A number or a text in a row of raw data.
public enum RawValue: Codable, Sendable, Hashable {
    /// A number.
    case integer(Int)
    /// A text.
    case text(String)

    /// Reads either.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Writes either.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .integer(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        }
    }
}

/// Parameters as an object whose keys keep their order in memory; a file has them sorted.
public struct OrderedParameters: Codable, Sendable, Hashable {
    /// Names and values.
    public var list: [Benchmark.Parameter]

    /// In any order.
    public init(_ list: [Benchmark.Parameter]) { self.list = list }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads an object of numbers and texts.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        list = try container.allKeys.map { key in
            if let number = try? container.decode(Int.self, forKey: key) {
                return Benchmark.Parameter(key.stringValue, number)
            }
            return Benchmark.Parameter(key.stringValue, try container.decode(String.self, forKey: key))
        }
    }

    /// Writes an object of numbers and texts.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for parameter in list {
            let key = Key(stringValue: parameter.name)
            switch parameter.value {
            case .integer(let value): try container.encode(value, forKey: key)
            case .text(let value): try container.encode(value, forKey: key)
            }
        }
    }
}

extension OrderedParameters {
    /// Puts them into the order that an identifier has their values in.
    mutating func order(by id: String) {
        let values = id.split(separator: "/").map(String.init)
        func place(_ parameter: Benchmark.Parameter) -> Int {
            values.firstIndex(of: parameter.value.description) ?? values.count
        }
        list.sort { (place($0), $0.name) < (place($1), $1.name) }
    }
}

extension BenchmarkResult {
    /// Puts the parameters back into the order that the identifier has their values in, which an object in a file has not.
    mutating func orderParametersByIdentifier() {
        params.order(by: id)
    }

    /// Takes a measurement, and the reference's of the same group.
    ///
    /// - Parameters:
    ///   - isa: `native`, or the mask of CPU features that the backend ran under.
    ///   - referenceISA: the same of the reference.
    ///   - codePath: the code that ran.
    public init(
        _ measurement: MeasuredBenchmark,
        reference: MeasuredBenchmark?,
        isa: String = "native",
        referenceISA: String = "native",
        codePath: String? = nil
    ) {
        let benchmark = measurement.benchmark
        id = Self.id(of: benchmark, isa)
        op = benchmark.op
        backend = benchmark.backend
        self.isa = isa
        self.codePath = codePath
        codeOf = benchmark.codeOf
        params = OrderedParameters(benchmark.parameters)
        definitionHash = benchmark.definitionHash
        unit = "ns/op"
        better = "lower"
        bytesPerOp = OrNull(benchmark.bytesPerOperation)
        k = measurement.iterations
        stats = ["A": Statistics(of: measurement)]
        let own = id
        ratio = OrNull(
            reference.flatMap { Ratio(measurement, to: $0, named: Self.id(of: $0.benchmark, referenceISA), not: own) }
        )
        raw = Raw(generations: measurement.generations.map(RawGeneration.init))
        phases = PhaseSplit(raw)
    }

    static func id(of benchmark: Benchmark, _ isa: String) -> String {
        benchmark.id + (isa == "native" ? "" : "@\(isa)")
    }

    /// What was computed of the build that was measured.
    public var statistics: Statistics? { stats["A"] }
}

extension BenchmarkResult.RawGeneration {
    fileprivate init(_ generation: Generation) {
        g = generation.number
        steal = generation.stealTicks
        columns = Self.columnNames
        rows = generation.batches.enumerated().map { Self.row(.baseline, $0, $1) }
        phases = PhaseSplit.RawPhase.columns(generation.phases)
    }

    /// One batch.
    static func row(_ side: BuildSide, _ round: Int, _ batch: Batch) -> [RawValue] {
        [
            .text(side.rawValue), .integer(round), .integer(Int(batch.wall)), .integer(Int(batch.processor)),
            .integer(batch.minorFaults), .integer(batch.majorFaults), .integer(batch.involuntarySwitches),
            .text(batch.causes.joined(separator: "|")),
        ]
    }
}
