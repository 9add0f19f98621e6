internal import BenchCore
internal import BenchGate

/// A gate of one executable on two builds of a library, as an answer to the question whether to upgrade: what became slower,
/// what faster, what did not change, and between which files.
public struct UpgradeReport: Sendable {
    /// `OpenSSL 3.0.22 → 3.5.9`, of each library that differs.
    public let changes: [Change]
    /// In the order of what a reader wants to know first; without those that are empty.
    public let parts: [Part]
    /// One sentence.
    public let answer: String
    /// Of the columns of each part.
    public let titles: [String]

    /// One library on both sides.
    public struct Change: Hashable, Sendable {
        /// The column whose rows are made with it.
        public let column: String
        /// What people call it.
        public let name: String
        /// What was loaded before.
        public let baseline: Loaded
        /// What was loaded after.
        public let candidate: Loaded
    }

    /// One build of a library.
    public struct Loaded: Hashable, Sendable {
        /// As it says of itself.
        public let version: String
        /// The file, and what tells it from other builds; empty where a worker does not say.
        public let file: String
    }

    /// Rows of one kind.
    public struct Part: Sendable {
        /// `slower`, `faster`, `unchanged`, `not decided`, `not measured`; of counts `with more instructions` and
        /// `with fewer instructions`.
        public let name: String
        /// The largest change first.
        public let rows: [Row]
    }

    /// One row.
    public struct Row: Sendable {
        /// The benchmark's identifier.
        public let id: String
        /// Both times, as a reader would say them, or both counts.
        public let times: String
        /// The change with its interval, or the reason that it has no number.
        public let change: String
        /// What counting instructions said, or who counted; empty where nobody did.
        public let instructions: String
    }

    /// Nil of what is no gate, and of a gate whose sides run on the same libraries.
    public init?(_ document: ResultDocument) {
        guard let gate = document.gate, let old = document.builds["A"], let new = document.builds["B"] else {
            return nil
        }
        changes = old.libs.sorted { $0.key < $1.key }.compactMap { column, before in
            guard let after = new.libs[column], before.mark != after.mark || before.version != after.version else {
                return nil
            }
            return Change(
                column: column,
                name: PrintableLine(before.name).text,
                baseline: Loaded(before),
                candidate: Loaded(after)
            )
        }
        guard !changes.isEmpty, Self.isOneProgram(old, new) else { return nil }
        let table = GateTable(document).rows
        func part(_ name: String, _ verdicts: Set<String>) -> Part? {
            let rows = table.filter { verdicts.contains($0.verdict) }
            return rows.isEmpty ? nil : Part(name: name, rows: rows.map { Row($0) })
        }
        let metric = gate.metric.flatMap(GateMetric.init) ?? .time
        titles =
            metric.isCounted
            ? ["benchmark", "instructions, before → after", "change", "counted"]
            : ["benchmark", "before → after", "change, 95 %", "instructions"]
        // More instructions may take less time.
        let (worse, better) =
            metric.isCounted ? ("with more instructions", "with fewer instructions") : ("slower", "faster")
        parts = [
            part(worse, ["regressed", "suspect-layout"]), part(better, ["improved"]),
            part("not decided", ["inconclusive"]), part("unchanged", ["unchanged"]),
            part("not measured", ["failed", "missing", "redefined", "new"]),
        ].compactMap(\.self)
        let counts = parts.map { "\($0.rows.count) \($0.name)" }.joined(separator: ", ")
        let beyond = metric.moreThanAllowed
        let verdict =
            switch gate.verdict {
            case "pass": "nothing that was measured is \(beyond)"
            case "regressed": "something is \(beyond)"
            default: "the measurement says neither yes nor no"
            }
        answer = "\(verdict) (\(counts))"
    }

    /// Whether the executable is the same: then libraries are all that differs.
    private static func isOneProgram(_ old: ResultDocument.Build, _ new: ResultDocument.Build) -> Bool {
        let programs = [old, new].map { build in
            build.loads?.files.first { $0.name == LoadedObject.program }?.mark
        }
        return programs[0] != nil && programs[0] == programs[1]
    }
}

extension UpgradeReport.Loaded {
    init(_ library: ResultDocument.Library) {
        version = PrintableLine(library.version).text
        file = [library.path, library.mark].compactMap { $0.map { PrintableLine($0, longest: 2000).text } }
            .joined(separator: ", ")
    }
}

extension UpgradeReport.Row {
    init(_ row: GateTable.Row) {
        id = row.id
        times = row.times
        change = row.change
        instructions = row.instructions
    }
}
