internal import BenchCore
internal import BenchReport

/// What a row of a result measures, and with which library. Rows of different definitions are never put together: the same name
/// may mean another thing in another version, and two versions of a library are two libraries.
public struct RowDefinition: Hashable, Sendable {
    /// The benchmark's identifier.
    public let id: String
    /// The operation.
    public let op: String
    /// The operation and its parameters, as people read them, and the limit to CPU features where there was one.
    public let operation: String
    /// The backend, or `peer:…`.
    public let backend: String
    /// The library's version; empty where a file does not say.
    public let version: String
    /// Changes when the same name comes to mean something else.
    public let definitionHash: String
    /// Octets that one operation moves, where that is what matters.
    public let octets: Int?

    /// The backend and its library's version, as people distinguish them: `openssl 3.0.19`.
    public var library: String {
        version.isEmpty ? backend : "\(backend) \(PrintableLine(version, longest: 60).text)"
    }

    init(_ benchmark: BenchmarkResult, _ build: ResultDocument.Build?) {
        id = benchmark.id
        op = benchmark.op
        operation = Self.operation(op, benchmark.params, isa: benchmark.isa)
        backend = benchmark.backend
        version = build?.libs[benchmark.backend]?.version ?? ""
        definitionHash = benchmark.definitionHash
        octets = benchmark.bytesPerOp.value
    }

    /// As ``operation``, of what failed too.
    static func operation(_ op: String, _ parameters: OrderedParameters, isa: String) -> String {
        let limit = isa == "native" ? [] : ["@\(isa)"]
        return ([op] + parameters.list.map(\.value.description) + limit).joined(separator: " ")
    }
}

/// All definitions of a fleet, each once, so that a row of a run is a number and not five texts.
public struct RowDefinitions: Sendable {
    /// In the order in which they first occur.
    public private(set) var list: [RowDefinition] = []
    private var places: [RowDefinition: Int] = [:]

    mutating func place(of definition: RowDefinition) -> Int {
        if let place = places[definition] { return place }
        places[definition] = list.count
        list.append(definition)
        return list.count - 1
    }
}
