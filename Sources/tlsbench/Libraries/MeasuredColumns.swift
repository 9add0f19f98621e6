internal import BenchCore
internal import CryptoBackend
internal import Scenarios
internal import StackSeam

/// Which columns a measurement has, and of which benchmarks: the backends that were asked for, the peers, and libraries that were
/// named.
struct MeasuredColumns {
    /// What at least one column has a row of.
    private(set) var groups: [BenchmarkGroup]
    /// What this process has rows of.
    private let own: [BenchmarkGroup]
    /// Those that have columns.
    let libraries: [NamedLibrary]
    /// What was found of plug-ins, of which those with faults have no column.
    let plugins: PluginVerdicts
    private let libraryRows: LibraryRows
    private let names: Set<String>
    private let hasPeers: Bool
    private let isWanted: (Benchmark) -> Bool

    /// Throws if `filter` leaves nothing, and ends the command where a library's worker does not start. Plug-ins are verified in workers of
    /// their own: one that fails costs its column.
    ///
    /// - Parameters:
    ///   - hasPeers: whether stacks that are no backends have columns too.
    ///   - worker: what knows this build's rows; a process of its own executable unless another is given.
    init(
        _ backends: [any CryptoBackend.Type],
        _ named: [NamedLibrary],
        in suite: Suite,
        hasPeers: Bool = true,
        where filter: Filter? = nil,
        asking worker: WorkerCommand? = nil
    ) throws {
        let worker = worker ?? WorkerCommand(arguments: ["worker", "--suite", suite.rawValue])
        let verdicts = try PluginVerdicts(named, like: worker)
        let libraries = named.filter { !verdicts.lost.keys.contains($0.name) }
        // Another build of a backend's library has rows even where the backend itself was not asked for.
        let behind = Registry.backends.filter { backend in
            libraries.contains { $0.backend.rawValue == backend.identity.name }
                && !backends.contains { $0 == backend }
        }
        own = Registry.groups(of: backends + behind, in: suite)
        libraryRows = try LibraryRows(libraries, like: worker)
        self.libraries = libraries
        plugins = verdicts
        self.hasPeers = hasPeers
        let peers = hasPeers ? ScenarioCatalogue.peers.map { $0.name } : []
        names = Set(backends.map { $0.identity.name } + peers)
        isWanted = try filter?.predicate() ?? { _ in true }
        groups = Self.completed(own, libraryRows, in: suite)
        let all = groups
        let columns = columns(in: WorkerCommand(arguments: []))
        groups = all.filter { columns.rows(of: $0) > 0 }
        if groups.isEmpty, !verdicts.lost.isEmpty { throw Ending(.failed, verdicts.faults) }
        if groups.isEmpty, let filter { throw filter.matchesNothing }
    }

    /// With the rows that only a library has which was named, in the order of the report: any backend of this process shows what an
    /// operation is.
    private static func completed(_ own: [BenchmarkGroup], _ rows: LibraryRows, in suite: Suite) -> [BenchmarkGroup] {
        let known = Dictionary(uniqueKeysWithValues: own.map { ($0.id, $0) })
        return Registry.groups(of: Registry.backends + [Registry.engineAlone], in: suite).compactMap { group in
            let present = known[group.id]?.benchmarks.map(\.backend) ?? []
            let added = rows.completing(group).benchmarks.filter { row in
                present.contains(row.backend) || !group.benchmarks.contains { $0.backend == row.backend }
            }
            return added.isEmpty ? nil : BenchmarkGroup(added)
        }
    }

    /// In the order of the table.
    ///
    /// - Parameter worker: a process of this build, as it is.
    func columns(in worker: WorkerCommand) -> [Column] {
        let others = libraries.flatMap { library in
            library.columns(like: worker, of: libraryRows.groups(groups, of: library), where: isWanted)
        }
        // Other builds of a library stand right behind the built-in column, even where that one is left out or has no rows.
        return [Column].everybody(in: groups, of: worker)
            .flatMap { column in
                let builtIn = Column(column.who, in: worker, of: own, where: isWanted)
                return (names.contains(builtIn.who) ? [builtIn] : []) + others.filter { $0.who == builtIn.who }
            }
            .filter { !$0.isEmpty && (hasPeers || !$0.who.hasPrefix("peer:")) }
    }
}
