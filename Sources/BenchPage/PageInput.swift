public import BenchReport

/// What a page is made of: the documents of all files, in their order.
public struct PageInput: Sendable {
    /// Runs, gates and studies of CPU features.
    public var results: [ResultDocument]
    /// Handshakes.
    public var traces: [TraceDocument]
    /// What earlier runs found.
    public var history: History

    /// Takes what files hold.
    public init(_ files: [StoredFile], history: History = History()) {
        results = []
        traces = []
        for file in files {
            switch file {
            case .result(let document): results.append(document)
            case .trace(let document): traces.append(document)
            }
        }
        self.history = history
    }

    /// Of each machine the run that its sections show: the newest of those that have at least half as many rows as the largest.
    var runs: [ResultDocument] {
        var keys: [String] = []
        for document in results where !keys.contains(document.machine.hwKey) { keys.append(document.machine.hwKey) }
        return keys.compactMap { key in
            let own = results.filter { $0.machine.hwKey == key && $0.isRun }
                .map { (document: $0, rows: $0.benchmarks.count { $0.phases == nil }) }
            let most = own.map(\.rows).max() ?? 0
            return own.filter { $0.rows > 0 && 2 * $0.rows >= most }.max { $0.document.started < $1.document.started }?
                .document
        }
    }
}
