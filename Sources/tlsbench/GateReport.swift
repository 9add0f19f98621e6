internal import BenchCore
internal import BenchGate
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// Puts together what is known of a gate into its result document.
struct GateReport {
    let setup: GateSetup
    let machine: MachineDescription
    let hasMachineChanged: Bool
    let started: Date
    let outcome: Outcome

    /// What came out.
    enum Outcome {
        case timed(GateSession.Outcome)
        case counted(CountedSession.Outcome)

        /// Why it stopped early; nil if it did not.
        var failure: PairFailure? {
            switch self {
            case .timed(let outcome): outcome.failure
            case .counted(let outcome): outcome.failure
            }
        }
    }

    func document() -> ResultDocument {
        switch outcome {
        case .timed(let outcome): document(outcome)
        case .counted(let outcome): document(outcome)
        }
    }

    private func document(_ outcome: CountedSession.Outcome) -> ResultDocument {
        let judged = outcome.judgements.map(\.judgement) + identical + setup.unmeasured
        let metric = setup.options.metric
        let conclusion =
            settled(decided: outcome.judgements.count { $0.isDecided }, of: outcome.judgements.count)
            ?? GateConclusion(judged, [], machineChanged: hasMachineChanged, setup.policy, metric)
        var document = common([])
        let rows = zip(outcome.series, outcome.judgements).compactMap { series, judged in
            ResultDocument.Gate.Counted(
                series,
                judged,
                minEffect: setup.countRules.minEffect(of: judged.id),
                accepted: setup.policy.accepted[judged.id]
            )
        }
        let ids = Set(rows.map(\.id))
        document.gate = ResultDocument.Gate(
            metric,
            rules: .init(setup.countRules, setup.policy),
            injectedPercent: setup.options.inject,
            machineChanged: hasMachineChanged,
            unfinished: unfinished,
            counted: rows,
            judged: judged,
            unmeasured: judged.filter { !ids.contains($0.id) }.map { .init($0) },
            conclusion
        )
        return document
    }

    private var identical: [BenchmarkJudgement] {
        setup.isIdentical ? setup.ids.map { BenchmarkJudgement(id: $0, unmeasured: .unchanged) } : []
    }

    /// Where nothing that was measured decides; nil where it does.
    private func settled(decided: Int, of count: Int) -> GateConclusion? {
        if let unfinished { return .unfinished(unfinished, decided: decided, of: count) }
        return setup.isIdentical && setup.unmeasured.isEmpty ? .identical : nil
    }

    private func document(_ outcome: GateSession.Outcome) -> ResultDocument {
        var judgement = outcome.judgement
        let isTrusted = outcome.nullControl.allSatisfy(\.isGood) && !hasMachineChanged
        if !isTrusted { judgement.distrust() }
        let judged = judgement.benchmarks + identical + setup.unmeasured
        let conclusion =
            settled(decided: judgement.decided, of: judgement.benchmarks.count)
            ?? GateConclusion(judged, outcome.nullControl, machineChanged: hasMachineChanged, setup.policy)
        let known = catalogue()
        let measured = zip(outcome.series, judgement.benchmarks).compactMap { series, judged in
            BenchmarkResult(series, known[series.id], comparison(judged))
        }
        let ids = Set(measured.map(\.id))
        var document = common(measured)
        document.gate = ResultDocument.Gate(
            rules: .init(setup.rules, setup.policy),
            injectedPercent: setup.options.inject,
            machineChanged: hasMachineChanged,
            unfinished: unfinished,
            nullControl: zip(outcome.sentinels, outcome.nullControl).map { .init($0, $1) },
            judged: judged,
            unmeasured: judged.filter { !ids.contains($0.id) }.map { .init($0) },
            conclusion
        )
        return document
    }

    /// What a gate of any metric has.
    private func common(_ benchmarks: [BenchmarkResult]) -> ResultDocument {
        let clock = Clock()
        var document = ResultDocument(
            id: UUID().uuidString.lowercased(),
            started: started.formatted(.iso8601),
            durationS: Date().timeIntervalSince(started),
            tool: .init(
                version: toolVersion,
                protocolVersion: WorkerLoop.protocolVersion,
                seed: setup.seed,
                suite: Suite.standard.rawValue,
                reference: Registry.standard.identity.name,
                argv: commandArguments(),
                cpu: OrNull(setup.processor),
                priority: .available,
                warnings: warnings
            ),
            machine: .init(
                machine,
                compiler: buildCompiler,
                libraries: libraries(of: .candidate).values.map { "\($0.name) \($0.version)" },
                processor: setup.processor,
                settings: SettingsInForce.own.lines
            ),
            builds: Dictionary(uniqueKeysWithValues: BuildSide.allCases.map { ($0.rawValue, build($0)) }),
            clock: .init(wall: clock.name, costNs: clock.cost),
            benchmarks: benchmarks
        )
        document.kind = "gate"
        document.labels = setup.options.labels.byKey
        return document
    }

    /// What stopped it; nil if nothing did.
    private var unfinished: String? { outcome.failure.map { "\($0.reason)" } }

    private func comparison(_ judged: BenchmarkJudgement) -> BenchmarkResult.Comparison {
        .init(judged, minEffect: setup.rules.minEffect(of: judged.id), accepted: setup.policy.accepted[judged.id])
    }

    /// What this build knows of the benchmarks.
    private func catalogue() -> [String: Benchmark] {
        let groups = ScenarioCatalogue.groups(
            backends: Registry.backends,
            engineAlone: [Registry.engineAlone],
            suite: .standard
        )
        return Dictionary(uniqueKeysWithValues: groups.flatMap(\.benchmarks).map { ($0.id, $0) })
    }

    private func build(_ side: BuildSide) -> ResultDocument.Build {
        // Of an executable that somebody names nobody knows the commit.
        let isOwn = side == .candidate && setup.isCandidateOwn
        let commit = side == .baseline ? setup.baselineCommit : isOwn ? Checkout.commit : nil
        return .init(
            gitCommit: OrNull(commit),
            configuration: buildConfiguration,
            // Another executable may come from another compiler, and does not say.
            compiler: isOwn ? buildCompiler : nil,
            libs: libraries(of: side),
            loads: setup.identities[side].map { .init($0, copiesIn: setup.folder) }
        )
    }

    /// As the side's own worker says; nothing of one that does not.
    private func libraries(of side: BuildSide) -> [String: ResultDocument.Library] {
        setup.identities[side].map { .init($0) } ?? [:]
    }

    private var warnings: [String] {
        var warnings = setup.warnings
        if buildConfiguration == "debug" {
            warnings.append("a debug build: the numbers say nothing (use -c release)")
        }
        guard !setup.options.metric.isCounted else { return warnings }
        warnings += PlaceWarnings(processor: setup.processor, kinds: machine.kinds).lines
        if hasMachineChanged { warnings.append("the machine changed while it was measured") }
        return warnings
    }
}

/// The arguments of this command without the files that they name: where those are is nobody's business.
func commandArguments() -> [String] {
    // What they name is nobody's business; that they were given is.
    let places = [
        "--library": "NAME=PATH", "--baseline-library": "PATH", "--candidate-library": "PATH", "--plugin": "NAME=PATH",
        "--baseline-plugin": "PATH", "--candidate-plugin": "PATH",
        "--baseline-env": "NAME=VALUE", "--candidate-env": "NAME=VALUE",
    ]
    let paths = [
        "--json", "--markdown", "--junit", "--gitlab", "--baseline-binary", "--candidate-binary", "--per-benchmark",
    ]
    var kept: [String] = []
    var isPath = false
    var place: String?
    for argument in CommandLine.arguments.dropFirst() {
        if let shown = place {
            kept.append(shown)
            place = nil
        } else if let shown = places[argument] {
            kept.append(argument)
            place = shown
        } else if let option = places.first(where: { argument.hasPrefix($0.key + "=") }) {
            kept += [option.key, option.value]
        } else if isPath {
            isPath = false
        } else if paths.contains(argument) {
            isPath = true
        } else if !paths.contains(where: { argument.hasPrefix($0 + "=") }) {
            kept.append(argument)
        }
    }
    return kept
}
