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
            guard let identity = try worker.identity(using: columns.compactMap(\.anyID)) else { continue }
            for column in columns {
                let said = identity.libraries.first { $0.column == column.who }
                if let library = libraries.first(where: { [$0.name, $0.peerName].contains(column.name) }) {
                    let asked = column.name == library.name ? library.file.path : library.libssl?.path ?? ""
                    let loaded = said.flatMap { identity.object(of: $0)?.path } ?? "nothing"
                    guard loaded == asked else {
                        throw Ending(.failed, "\(column.name): its worker has loaded \(loaded), not \(asked)")
                    }
                }
                guard let said else { continue }
                byColumn[column.name] = ResultDocument.Library(said, in: identity)
            }
        }
    }
}
