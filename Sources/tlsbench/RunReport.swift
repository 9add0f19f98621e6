internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// Puts together what is known of a run into its result document.
struct RunReport {
    /// The name of the result.
    let id: String
    let suite: Suite
    /// Whom ratios are taken to.
    let reference: String
    /// By column, as workers say.
    let libraries: [String: ResultDocument.Library]
    let seed: UInt64
    let processor: Int
    let machine: MachineDescription
    let started: Date
    /// What the user calls it; nil for nothing.
    let labels: [String: String]?
    /// Why other runs were not kept away.
    let lockWarning: String?

    func document(_ outcome: Coordinator.Outcome) -> ResultDocument {
        let measurements = outcome.measurements
        let references = Dictionary(
            measurements.filter { $0.benchmark.backend == reference }.map { ($0.benchmark.groupID, $0) }
        ) { first, _ in first }
        func isa(_ name: String) -> String {
            Registry.backends.first { $0.identity.name == name }?.identity.isa ?? "native"
        }
        let rows = measurements.map { measured in
            BenchmarkResult(
                measured,
                reference: references[measured.benchmark.groupID],
                isa: isa(measured.benchmark.backend),
                referenceISA: isa(reference)
            )
        }
        return document(outcome, rows, outcome.failed.map { FailedResult($0, isa: isa($0.benchmark.backend)) })
    }

    /// The same with rows that were made elsewhere.
    func document(
        _ outcome: Coordinator.Outcome,
        _ rows: [BenchmarkResult],
        _ failed: [FailedResult]
    ) -> ResultDocument {
        let names = Set(rows.map(\.backend) + failed.map(\.backend))
        let libraries = libraries.filter { names.contains($0.key) }
        let clock = Clock()
        let priority = WorkerPriority.available
        var document = ResultDocument(
            id: id,
            started: started.formatted(.iso8601),
            durationS: Date().timeIntervalSince(started),
            tool: .init(
                version: toolVersion,
                protocolVersion: WorkerLoop.protocolVersion,
                seed: seed,
                suite: suite.rawValue,
                reference: reference,
                argv: commandArguments(),
                cpu: OrNull(processor),
                priority: priority,
                warnings: warnings(outcome, priority)
            ),
            machine: .init(
                machine,
                compiler: buildCompiler,
                libraries: libraries.values.map { "\($0.name) \($0.version)" },
                processor: processor,
                settings: SettingsInForce.own.lines
            ),
            builds: [
                "A": .init(
                    gitCommit: OrNull(Checkout.commit),
                    configuration: buildConfiguration,
                    compiler: buildCompiler,
                    libs: libraries
                )
            ],
            clock: .init(wall: clock.name, costNs: clock.cost, loopNs: InstrumentCost.perOperation(clock)),
            benchmarks: rows
        )
        document.labels = labels
        if !failed.isEmpty { document.failed = failed }
        if outcome.done < outcome.total { document.partial = .init(done: outcome.done, planned: outcome.total) }
        return document
    }

    /// What makes the numbers worth less, and what one can do about it.
    private func warnings(_ outcome: Coordinator.Outcome, _ priority: WorkerPriority) -> [String] {
        var warnings: [String] = []
        if buildConfiguration == "debug" { warnings.append("a debug build: the numbers say nothing (use -c release)") }
        if let warning = OpenSSLVariable.warning { warnings.append(warning) }
        warnings += MissingLibrary.all.map { $0.notice }
        warnings += OptionalPart.leftOut.map { $0.notice }
        if outcome.done < outcome.total { warnings.append("interrupted: fewer generations than planned") }
        if let lockWarning { warnings.append(lockWarning) }
        if let load = machine.load.first, load > 0.5 * Double(machine.logicalProcessors) {
            warnings.append("the machine was busy when the run began: load \(load)")
        }
        warnings += placeWarnings
        if let governor = machine.governor, governor != "performance" {
            warnings.append("the processor's governor is \(governor): frequencies change (use performance)")
        }
        if priority == .ordinary {
            warnings.append("workers may be interrupted by any process (CAP_SYS_NICE would let them go first)")
        }
        let batches = outcome.measurements.flatMap(\.generations).flatMap(\.batches)
        for (cause, reason) in [
            ("preempted", "were interrupted: something else ran on that processor"),
            ("throttled", "were stopped because the processor time of the control group was used up"),
        ] {
            let count = batches.count { $0.causes.contains(cause) }
            if count * 10 > batches.count {
                warnings.append("\(count * 100 / batches.count) % of the batches \(reason)")
            }
        }
        if stolen > 0.01 {
            warnings.append("the hypervisor took more than 1 % of the time: other machines share the processor")
        }
        return warnings
    }

    /// What is wrong with the processor that workers stayed on, as `gate` says it too.
    private var placeWarnings: [String] { PlaceWarnings(processor: processor, kinds: machine.kinds).lines }

    /// The share of all processors' time that the hypervisor took since the run began (proc(5): in 1/100 s).
    private var stolen: Double {
        let seconds = Date().timeIntervalSince(started) * Double(machine.logicalProcessors)
        return Double(MachineDescription().stealTicks - machine.stealTicks) / 100 / max(seconds, 1)
    }
}

/// How this executable was built.
#if DEBUG
let buildConfiguration = "debug"
#else
let buildConfiguration = "release"
#endif
