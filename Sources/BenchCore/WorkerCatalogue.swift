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

    /// Nil if the line is no catalogue: identifiers as reports can have them, each once.
    init?(line: String) {
        var entries: [Entry] = []
        var known: Set<String> = []
        for word in line.split(separator: " ") {
            let fields = word.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3, ["0", "1"].contains(fields[2]), Self.isIdentifier(fields[0]),
                !fields[1].isEmpty, fields[1].utf8.count <= 64, fields[1].utf8.allSatisfy(Self.isPlain),
                known.insert(fields[0]).inserted
            else { return nil }
            entries.append(Entry(id: fields[0], definitionHash: fields[1], isGated: fields[2] == "1"))
        }
        self.entries = entries
    }

    /// The operation, then parts between slashes of letters, digits and a few marks.
    private static func isIdentifier(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return text.utf8.count <= 256 && parts.count > 1
            && parts[0].allSatisfy { isPlain($0) && !capitals.contains($0) || $0 == UInt8(ascii: "-") }
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { isPlain($0) || marks.contains($0) } }
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    private static let marks = Set("_.:-".utf8)
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
