internal import BenchCore

/// Which rows the libraries that were named have: their own workers say so, for another version has and lacks other algorithms than
/// the one that this process has loaded.
struct LibraryRows {
    private let catalogues: [(library: NamedLibrary, entries: [String: WorkerCatalogue.Entry])]

    /// Asks a worker of each. Ends the command where none starts.
    ///
    /// - Parameter own: a process of this build, as it is.
    init(_ libraries: [NamedLibrary], like own: WorkerCommand) throws {
        catalogues = try libraries.map { library in
            let worker = library.worker(like: own)
            let columns = [Column(library.who, named: library.name, in: worker, of: [])]
            let catalogue = try NamedLibrary.naming([library], columns) { () throws(RunFailure) in
                try worker.catalogue()
            }
            return (library, Dictionary(uniqueKeysWithValues: catalogue.entries.map { ($0.id, $0) }))
        }
    }

    /// A group with the rows that only libraries have which were named.
    func completing(_ group: BenchmarkGroup) -> BenchmarkGroup {
        var benchmarks = group.benchmarks
        for (library, entries) in catalogues {
            for backend in library.rows where !benchmarks.contains(where: { $0.backend == backend }) {
                guard let entry = entries["\(group.id)/\(backend)"] else { continue }
                // A peer's revision may differ from the backends'.
                let found = (1...Self.highestRevision).lazy.map { benchmarks[0].elsewhere(backend, revision: $0) }
                    .first { $0.definitionHash == entry.definitionHash }
                if let found { benchmarks.append(found) }
            }
        }
        return BenchmarkGroup(benchmarks)
    }

    /// Groups without the rows of its backend and peer that a library does not have.
    func groups(_ groups: [BenchmarkGroup], of library: NamedLibrary) -> [BenchmarkGroup] {
        let entries = catalogues.first { $0.library == library }?.entries ?? [:]
        return groups.compactMap { group in
            let rows = group.benchmarks.filter { !library.rows.contains($0.backend) || entries[$0.id] != nil }
            return rows.isEmpty ? nil : BenchmarkGroup(rows)
        }
    }

    private static let highestRevision = 64
}

extension NamedLibrary {
    /// The backend and the peer of a worker whose rows are made with it.
    fileprivate var rows: [String] { [who] + (libssl == nil ? [] : ["peer:libssl"]) }
}

extension Benchmark {
    /// The same operation as a worker makes it for somebody whom this process has not.
    fileprivate func elsewhere(_ backend: String, revision: Int) -> Benchmark {
        Benchmark(
            op: op,
            parameters: parameters,
            backend: backend,
            revision: revision,
            bytesPerOperation: bytesPerOperation,
            isPhased: isPhased,
            startsThreads: startsThreads
        ) { _ throws(WorkloadFailure) in throw WorkloadFailure("the library is in another process") }
    }
}
