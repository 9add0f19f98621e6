/// The benchmarks that a worker knows: what two builds have in common can be compared.
public struct WorkerCatalogue: Hashable, Sendable {
    /// In the order of the report.
    public let entries: [Entry]

    /// One benchmark.
    public struct Entry: Hashable, Sendable {
        /// ``Benchmark/id``.
        public let id: String
        /// ``Benchmark/definitionHash``.
        public let definitionHash: String
        /// Whether a gate looks at it when nobody says which.
        public let isGated: Bool

        /// All of it.
        public init(id: String, definitionHash: String, isGated: Bool) {
            self.id = id
            self.definitionHash = definitionHash
            self.isGated = isGated
        }
    }

    /// In the order of the report.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// In one line: no identifier has a space or an equals sign.
    var line: String {
        entries.map { "\($0.id)=\($0.definitionHash)=\($0.isGated ? 1 : 0)" }.joined(separator: " ")
    }

    /// Nil if the line is no catalogue.
    init?(line: String) {
        var entries: [Entry] = []
        for word in line.split(separator: " ") {
            let fields = word.split(separator: "=").map(String.init)
            guard fields.count == 3, ["0", "1"].contains(fields[2]) else { return nil }
            entries.append(Entry(id: fields[0], definitionHash: fields[1], isGated: fields[2] == "1"))
        }
        self.entries = entries
    }
}

extension WorkerCommand {
    /// The benchmarks that its workers know.
    public func catalogue() throws(RunFailure) -> WorkerCatalogue {
        let worker = try WorkerProcess(self, padding: 0)
        let reply = try worker.ask(.list, about: "the list of benchmarks")
        guard case .done(let text) = reply, let catalogue = WorkerCatalogue(line: text) else {
            throw .strangeWorker(said: String(reply.line.prefix(80)))
        }
        return catalogue
    }
}
