internal import ArgumentParser
internal import BenchCore
internal import CryptoBackend
internal import PluginBackend
internal import Scenarios

/// `tlsbench worker`: runs batches for a coordinator, which speaks to it over standard input and output.
struct Worker: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run batches for a coordinator.",
        shouldDisplay: false
    )

    @Option(help: "The suite whose benchmarks it is to know.", completion: .suites, transform: Suite.init(named:))
    var suite = Suite.standard

    @Option(help: "The processor to stay on.")
    var cpu: Int?

    @Option(help: "Percent of each batch's time to waste inside the timed window.")
    var inject: Double?

    @Option(help: "Instructions to waste in each count.")
    var injectInstructions = 0

    func run() throws {
        if let cpu, !Affinity.pin(to: cpu) { throw CommandFailure("cannot stay on processor \(cpu)") }
        // Before anything is loaded that may print.
        let output = WorkerOutput()
        let watch = PluginWatch(reportingTo: output.descriptor, beginning: "failed ")
        WorkerLoop.serve(over: output) { () throws(WorkloadFailure) in
            try PluginWorker.load(watch)
            return loop(watch)
        }
    }

    private func loop(_ watch: PluginWatch) -> WorkerLoop {
        let groups = ScenarioCatalogue.groups(
            backends: SeededBackends.all,
            engineAlone: SeededBackends.engineAlone,
            suite: suite,
            references: Registry.references
        )
        return WorkerLoop(
            groups.flatMap(\.benchmarks),
            gated: ScenarioCatalogue.gated,
            libraries: Registry.libraries(for: nil).asWorkerSays,
            findings: { Self.findings(of: $0, watch) },
            description: { name in
                PluginLibrary.loaded.flatMap { $0.identity.name == name ? PluginWorker.description($0) : nil } ?? []
            },
            wastedShare: (inject ?? 0) / 100,
            wastedInstructions: injectInstructions
        )
    }

    /// What does not hold of these backends, and of a plug-in what else was seen.
    private static func findings(of names: [String], _ watch: PluginWatch) -> WorkerFindings {
        guard let plugin = PluginLibrary.loaded, names.contains(plugin.identity.name) else {
            return WorkerFindings(faults: faults(of: names))
        }
        var findings = PluginWorker.findings(plugin, watch)
        let others = names.filter { $0 != plugin.identity.name }
        if !others.isEmpty { findings.faults += faults(of: others) }
        return findings
    }

    /// What does not hold of these backends; one that this process is without is a fault too.
    static func faults(of names: [String]) -> [String] {
        let backends = Registry.backends.filter { names.contains($0.identity.name) }
        let absent = names.filter { name in !backends.contains { $0.identity.name == name } }
        return absent.map { "\($0): this worker has no such backend" } + Verification(backends).failures
    }
}

extension Suite {
    /// By its name on the command line.
    init(named name: String) throws {
        guard let suite = Suite(rawValue: name) else {
            throw Unknown(kind: "suite", name: name, known: Suite.allCases.map(\.rawValue))
        }
        self = suite
    }
}
