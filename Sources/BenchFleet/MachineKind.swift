internal import BenchStatistics

/// All machines of one hardware key: those whose times may be compared.
public struct MachineKind: Sendable {
    /// The hardware key.
    public let key: String
    /// The processor, and what its vendor calls the kind of core.
    public let name: String
    /// Processors of each machine.
    public let logical: Int
    /// By name.
    public let machines: [KindMachine]
    /// How many of them no label named.
    public var unnamed: Int { machines.count { !$0.isNamed } }
    /// Runs of all machines.
    public let runs: Int
    /// What is not the same on all machines.
    public let differences: [Difference]
    /// In the order of the fleet's definitions.
    public let rows: [KindRow]
    /// Who is the fastest in what.
    public let contests: [FleetContest]
    /// Labels, and what they make of times.
    public let labels: [LabelEffect]
    /// Labels that are another on each machine.
    public let singleLabels: [String]
    /// Labels that are not the same in all runs of some machine, so that they do not say which machines it belongs to.
    public let changingLabels: [String]
    /// What runs of this kind have not, and others have.
    public let missing: [MissingRows]

    /// Something that differs between machines of the kind.
    public struct Difference: Sendable {
        /// What it is.
        public let name: String
        /// Its values, the most frequent first, and how many runs have each.
        public let values: [(value: String, runs: Int)]
    }

    /// Of the rows of this kind the typical one: half of them spread less. Nil without a row that tells.
    public var spread: Typical? { Typical(rows.compactMap(\.spread)) }

    /// Medians over the rows of a kind.
    public struct Typical: Sendable {
        /// Of the standard deviations between machines.
        public let between: Double
        /// Of the noise of one machine's value.
        public let noise: Double
        /// Of what is left of the first without the second.
        public let beyondNoise: Double

        init?(_ spreads: [SpreadSplit]) {
            guard !spreads.isEmpty else { return nil }
            between = median(spreads.map(\.between))
            noise = median(spreads.map(\.noise))
            beyondNoise = median(spreads.map(\.beyondNoise))
        }
    }

    /// - Parameters:
    ///   - places: of the kind's runs in the fleet; not empty.
    ///   - known: all benchmarks of the fleet, and their columns.
    init(_ key: String, _ places: [Int], of fleet: Fleet, known: [(id: String, backend: String)]) {
        let runs = places.map { fleet.runs[$0] }
        self.key = key
        self.runs = runs.count
        name = runs[0].machine.name
        logical = runs[0].machine.logical
        var machines = Self.machines(places, fleet)
        rows = Self.rows(machines, fleet)
        KindMachine.compare(&machines, rows)
        self.machines = machines
        differences = Self.differences(runs)
        contests = FleetContest.all(rows, fleet.definitions.list)
        let labels = machines.map { machine in Self.commonLabels(machine.runs.map { fleet.runs[$0].labels }) }
        changingLabels = Set(runs.flatMap(\.labels.keys)).sorted().filter { key in
            zip(machines, labels).contains { machine, common in
                common[key] == nil && machine.runs.contains { fleet.runs[$0].labels[key] != nil }
            }
        }
        let effects = LabelEffect.all(machines, labels: labels, without: fleet.machineLabel)
        (self.labels, singleLabels) = (effects.effects, effects.single)
        missing = MissingRows.all(runs, known: known, fleet.definitions.list)
    }

    /// What all runs of a machine say; not empty.
    private static func commonLabels(_ labels: [[String: String]]) -> [String: String] {
        labels[0].filter { key, value in labels.allSatisfy { $0[key] == value } }
    }

    /// Runs that name the same machine are its own; each of the others counts as a machine.
    private static func machines(_ places: [Int], _ fleet: Fleet) -> [KindMachine] {
        let named = Dictionary(grouping: places.filter { fleet.machine(of: fleet.runs[$0]) != nil }) {
            fleet.machine(of: fleet.runs[$0]) ?? ""
        }
        let others = places.filter { fleet.machine(of: fleet.runs[$0]) == nil }
        return named.sorted { $0.key < $1.key }.map { KindMachine(name: $0.key, isNamed: true, runs: $0.value) }
            + others.map { KindMachine(name: fleet.runs[$0].file, isNamed: false, runs: [$0]) }
    }

    private static func rows(_ machines: [KindMachine], _ fleet: Fleet) -> [KindRow] {
        var samples: [Int: [(machine: Int, rows: [FleetRow])]] = [:]
        for (machine, runs) in machines.map(\.runs).enumerated() {
            for row in runs.flatMap({ fleet.runs[$0].rows }) {
                let known = samples[row.definition]?.count ?? 0
                if known > 0, samples[row.definition]?[known - 1].machine == machine {
                    samples[row.definition]?[known - 1].rows.append(row)
                } else {
                    samples[row.definition, default: []].append((machine, [row]))
                }
            }
        }
        return samples.sorted { $0.key < $1.key }.map { KindRow(definition: $0.key, $0.value) }
    }

    private static func differences(_ runs: [FleetRun]) -> [Difference] {
        runs[0].machine.details.indices.compactMap { index in
            var counts: [String: Int] = [:]
            for run in runs { counts[run.machine.details[index].value, default: 0] += 1 }
            guard counts.count > 1 else { return nil }
            let values = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            return Difference(name: runs[0].machine.details[index].name, values: values.map { ($0.key, $0.value) })
        }
    }
}
