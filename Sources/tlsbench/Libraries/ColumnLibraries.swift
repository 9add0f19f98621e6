internal import BenchCore
internal import BenchReport

/// What the workers of columns say of the libraries behind them, for only there it is sure.
struct ColumnLibraries {
    /// By column.
    private(set) var byColumn: [String: ResultDocument.Library] = [:]

    /// Throws where a worker has loaded another file than was named: a number of it would have a wrong name.
    ///
    /// - Parameter libraries: those that were named.
    init(_ columns: [Column], _ libraries: [NamedLibrary]) throws {
        for (worker, columns) in columns.byWorker {
            let found: WorkerIdentity?
            do {
                found = try NamedLibrary.naming(libraries, columns) { () throws(RunFailure) in
                    try worker.identity(using: columns.compactMap(\.anyID))
                }
            } catch let failure as RunFailure where failure.isOfOneBenchmark && Self.isPlugin(columns, libraries) {
                // Its rows will fail as themselves.
                continue
            }
            guard let identity = found else { continue }
            for column in columns {
                let named = libraries.first { [$0.name, $0.peerName].contains(column.name) }
                let said = identity.libraries.first { $0.column == column.who }
                if let named {
                    let asked = column.name == named.name ? named.file.path : named.libssl?.path ?? ""
                    let loaded = said.flatMap { identity.object(of: $0)?.path } ?? "nothing"
                    guard loaded == asked else {
                        throw Ending(.failed, "\(column.name): its worker has loaded \(loaded), not \(asked)")
                    }
                }
                guard let said else { continue }
                var library = ResultDocument.Library(said, in: identity)
                if let named {
                    library.buildOf = column.who
                    library.named = named.name
                }
                byColumn[column.name] = library
            }
        }
    }

    private static func isPlugin(_ columns: [Column], _ libraries: [NamedLibrary]) -> Bool {
        libraries.contains { library in library.backend == .plugin && columns.contains { $0.name == library.name } }
    }
}
