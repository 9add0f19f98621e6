internal import BenchReport

/// What runs of many machines say together.
public struct FleetReport: Sendable {
    /// What it was made of.
    public let fleet: Fleet
    /// Those with the most machines first.
    public let kinds: [MachineKind]

    /// Puts all of it together.
    ///
    /// - Parameter progress: gets how many kinds are done, of how many.
    public init(_ fleet: Fleet, progress: (Int, Int) -> Void = { _, _ in }) {
        self.fleet = fleet
        let groups = Dictionary(grouping: fleet.runs.indices) { fleet.runs[$0].kind }.sorted { $0.key < $1.key }
        let known = Self.benchmarks(fleet)
        var kinds: [MachineKind] = []
        for (key, places) in groups {
            progress(kinds.count, groups.count)
            kinds.append(MachineKind(key, places, of: fleet, known: known))
        }
        self.kinds = kinds.sorted { ($1.machines.count, $0.key) < ($0.machines.count, $1.key) }
    }

    /// Of all kinds.
    public var machines: Int { kinds.reduce(0) { $0 + $1.machines.count } }

    /// Every benchmark that some run has, or that failed in some, once.
    private static func benchmarks(_ fleet: Fleet) -> [(id: String, backend: String)] {
        var seen: Set<String> = []
        var list: [(id: String, backend: String)] = []
        let failures = fleet.runs.flatMap(\.failures)
        for (id, backend) in fleet.definitions.list.map({ ($0.id, $0.backend) }) + failures.map({ ($0.id, $0.backend) })
        where seen.insert(id).inserted {
            list.append((id, backend))
        }
        return list
    }
}
