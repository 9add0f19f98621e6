internal import BenchCore
internal import CryptoBackend
internal import Scenarios
internal import StackSeam

/// Which columns a measurement has, and of which benchmarks: the backends that were asked for, the peers, and libraries that were
/// named.
struct MeasuredColumns {
    /// What at least one column has a row of.
    private(set) var groups: [BenchmarkGroup]
    private let libraries: [NamedLibrary]
    private let names: Set<String>
    private let hasPeers: Bool
    private let isWanted: (Benchmark) -> Bool

    /// Throws if `filter` leaves nothing.
    ///
    /// - Parameter hasPeers: whether stacks that are no backends have columns too.
    init(
        _ backends: [any CryptoBackend.Type],
        _ libraries: [NamedLibrary],
        in suite: Suite,
        hasPeers: Bool = true,
        where filter: Filter? = nil
    ) throws {
        // Another build of a backend's library has rows even where the backend itself was not asked for.
        let behind = Registry.backends.filter { backend in
            libraries.contains { $0.backend.rawValue == backend.identity.name }
                && !backends.contains { $0 == backend }
        }
        let all = Registry.groups(of: backends + behind, in: suite)
        self.libraries = libraries
        self.hasPeers = hasPeers
        let peers = hasPeers ? ScenarioCatalogue.peers.map { $0.name } : []
        names = Set(backends.map { $0.identity.name } + peers)
        isWanted = try filter?.predicate() ?? { _ in true }
        groups = all
        let columns = columns(in: WorkerCommand(arguments: []))
        groups = all.filter { columns.rows(of: $0) > 0 }
        if groups.isEmpty, let filter { throw filter.matchesNothing }
    }

    /// In the order of the table.
    ///
    /// - Parameter worker: a process of this build, as it is.
    func columns(in worker: WorkerCommand) -> [Column] {
        let others = libraries.flatMap { $0.columns(like: worker, of: groups, where: isWanted) }
        // Other builds of a library stand right behind the built-in column, even where that one is left out.
        return [Column].everybody(in: groups, of: worker, where: isWanted)
            .flatMap { builtIn in
                (names.contains(builtIn.who) ? [builtIn] : []) + others.filter { $0.who == builtIn.who }
            }
            .filter { !$0.isEmpty && (hasPeers || !$0.who.hasPrefix("peer:")) }
    }
}
