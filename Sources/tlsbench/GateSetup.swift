internal import ArgumentParser
internal import BenchCore
internal import BenchGate
internal import Foundation
internal import Scenarios

/// What a gate is about to measure: which benchmarks of which builds, by which rules.
struct GateSetup {
    let rules: GateRules
    let countRules: CountRules
    let policy: GatePolicy
    let seed: UInt64
    let processor: Int
    let options: GateOptions
    let argumentsB: [String]
    let isIdentical: Bool
    let isCandidateOwn: Bool
    /// Nil where the baseline is an executable that somebody named.
    let baselineCommit: String?
    /// What each side's worker says of itself; nothing of one that does not.
    let identities: [BuildSide: WorkerIdentity]
    /// In the order of the report.
    let ids: [String]
    /// What cannot be compared.
    let unmeasured: [BenchmarkJudgement]
    /// What the report is to say about the options.
    let warnings: [String]
    private let stage: GateStage
    private let sentinels: [String]

    init(_ stage: GateStage, _ options: GateOptions, _ builds: GateBuildOptions, processor: Int) throws {
        self.stage = stage
        self.options = options
        self.processor = processor
        rules = try options.rules()
        countRules = try options.countRules()
        let trailers = builds.trailers
        policy = try options.policy(trailers)
        seed = options.seed ?? UInt64.random(in: 0..<1 << 48)
        argumentsB = (options.inject ?? 0) > 0 ? ["--inject", "\(options.inject ?? 0)"] : []

        let (old, new) = try (
            Self.catalogue(stage, .baseline), Self.catalogue(stage, .candidate)
        )
        let expression = try options.filter.map(Self.expression)
        let chosen = options.suite(builds.sides).ids(of: builds.sides.rowsOf)
        func isSelected(_ entry: WorkerCatalogue.Entry) -> Bool {
            expression.map { entry.id.contains($0) } ?? chosen?.contains(entry.id) ?? entry.isGated
        }
        func isMeasured(_ entry: WorkerCatalogue.Entry) -> Bool {
            isSelected(entry) && (!options.metric.isCounted || entry.isCountable)
        }
        let (before, after) = (old.entries.filter(isMeasured), new.entries.filter(isMeasured))
        guard !before.isEmpty || !after.isEmpty || !(old.entries + new.entries).contains(where: isSelected) else {
            throw ValidationError("what runs over TCP cannot be counted: several threads do it")
        }
        let uncounted = Set((old.entries + new.entries).filter { isSelected($0) && !isMeasured($0) }.map(\.id))
        let definitions = { (catalogue: WorkerCatalogue) in
            Dictionary(catalogue.entries.map { ($0.id, $0.definitionHash) }) { first, _ in first }
        }
        let (oldDefinitions, newDefinitions) = (definitions(old), definitions(new))
        var ids: [String] = []
        var unmeasured: [BenchmarkJudgement] = []
        for entry in before + after.filter({ oldDefinitions[$0.id] == nil }) {
            switch (oldDefinitions[entry.id], newDefinitions[entry.id]) {
            case (_?, nil): unmeasured.append(BenchmarkJudgement(id: entry.id, unmeasured: .missing))
            case (nil, _?): unmeasured.append(BenchmarkJudgement(id: entry.id, unmeasured: .new))
            case (let one, let other) where one != other:
                unmeasured.append(BenchmarkJudgement(id: entry.id, unmeasured: .redefined))
            default: ids.append(entry.id)
            }
        }
        guard !ids.isEmpty || !unmeasured.isEmpty else {
            throw Unknown(
                kind: "benchmark",
                name: options.filter ?? "",
                known: ScenarioCatalogue.operations,
                advice: "`tlsbench list` has the ids"
            ).asUsage
        }
        self.ids = ids
        self.unmeasured = unmeasured
        let selected = Set(ids + unmeasured.map(\.id))
        warnings =
            trailers.unreadable.map { "Accept-Regression takes an id and a reason, not '\($0)': it has no effect" }
            + policy.accepted.keys.filter { !selected.contains($0) }.sorted().map {
                "a slowdown of \($0) is accepted, but no such benchmark is measured here"
            }
            + (uncounted.isEmpty
                ? [] : ["\(uncounted.count) benchmarks over TCP are not counted: several threads do their work"])
        let known = Set(old.entries.map(\.id))
        sentinels = options.hasNullControl ? NullControl.sentinels.filter(known.contains) : []

        isCandidateOwn = builds.candidateBinary == nil
        baselineCommit = try builds.baselineRef.map { try BaselineBuild($0).commit() }
        // The effect of a variable is not known before it is measured.
        let isForced =
            builds.selftest || builds.sides.differInEnvironment || options.inject != nil || options.injectControl != nil
        for side in [BuildSide.baseline, .candidate] { try Self.checkAnswers(stage, side) }
        identities = try [BuildSide.baseline: "A", .candidate: "B"].compactMapValues { name in
            try Self.identity(stage.worker(name, processor), Self.oneOfEach(ids), name)
        }
        for (side, name) in [(BuildSide.baseline, "A"), (.candidate, "B")] {
            try Self.checkLoaded(identities[side], stage.library(of: name), side)
        }
        isIdentical = try !isForced && Self.areEqual(stage) && Self.loadTheSame(identities)
    }

    /// Where copies of both executables lie.
    var folder: String { stage.folder.resolvingSymlinksInPath().path }

    /// Counts, unless there is nothing that could differ.
    func count() throws -> CountedSession.Outcome {
        guard !isIdentical else { return CountedSession.Outcome() }
        let gauge = InstructionGauge(
            stage,
            CountedBuilds(stage, command("A"), command("B")),
            options.evidence,
            seed: seed,
            injectedPercent: options.inject ?? 0
        )
        let progress = Progress(options.verbosity)
        var session = CountedSession(ids, rules: countRules)
        let outcome = session.run { (series) throws(PairFailure) in
            try gauge.count(&series)
        } progress: {
            progress.show($0, $1, $2)
        }
        progress.clear()
        if let failure = outcome.failure { try Self.explain(failure) }
        return outcome
    }

    /// Measures, unless there is nothing that could differ.
    func measure() throws -> GateSession.Outcome {
        let schedule = Schedule(pairedSeconds: options.seconds, generations: options.pairs, seed: seed)
        let control = (options.injectControl ?? 0) > 0 ? ["--inject", "\(options.injectControl ?? 0)"] : []
        var session = GateSession(
            isIdentical ? [] : ids,
            rules: rules,
            schedule: schedule,
            baseline: command("A"),
            candidate: command("B", argumentsB),
            copy: options.hasNullControl ? command("C", control) : nil,
            sentinels: isIdentical ? [] : sentinels
        )
        // The coordinator's own work is not done on the workers' processor, where there is another.
        Affinity.leave(processor)
        let counting = GateEvidence(stage, options.evidence, seconds: options.evidenceSeconds, seed: seed)
        let progress = Progress(options.verbosity)
        let outcome = session.run(
            evidence: { suspects in
                counting?.count(suspects, command("A"), command("B", argumentsB)) { id in
                    progress.show("counting the instructions of \(id)")
                } ?? [:]
            },
            progress: { progress.show($0, $1, $2) }
        )
        progress.clear()
        if let failure = outcome.failure { try Self.explain(failure) }
        return outcome
    }

    private func command(_ name: String, _ arguments: [String] = []) -> WorkerCommand {
        stage.worker(name, processor, arguments)
    }

    private static func catalogue(_ stage: GateStage, _ side: BuildSide) throws -> WorkerCatalogue {
        do throws(RunFailure) { return try stage.worker(side.rawValue).catalogue() } catch {
            if let library = stage.library(of: side.rawValue) {
                switch error {
                case .strangeWorker(said: ""), .spawn: throw library.doesNotLoad
                case .benchmark(_, let reason) where library.backend == .plugin:
                    let line = PrintableLine("\(library.file.path): \(reason)", longest: 4000).text
                    throw Ending(.failed, "\(side.description): \(line)")
                default: break
                }
            } else if case .strangeWorker(said: "") = error,
                let missing = MissingLibrary.all.first(where: { $0.name == "openssl" })
            {
                // A worker without a libcrypto ends before it says anything, and what it would load is what this process lacks.
                throw missing.ending
            }
            try explain(PairFailure(side: side, reason: error))
            throw ExitStatus.interrupted
        }
    }

    /// Ends the command with the status of what stopped a session, unless somebody interrupted it.
    private static func explain(_ failure: PairFailure) throws {
        switch failure.reason {
        case .interrupted: return
        case .spawn: throw ValidationError("\(failure)")
        case .strangeWorker:
            throw Ending(
                .notComparable,
                "\(failure); not comparable: build the other commit with this version's worker protocol"
            )
        case .benchmark, .disagreement, .senselessAnswer, .workerDied, .workerHung:
            throw Ending(.failed, "\(failure)")
        }
    }

    static func expression(_ filter: String) throws -> Regex<AnyRegexOutput> {
        do { return try Regex(filter) } catch {
            throw ValidationError("--filter takes a regular expression, and '\(filter)' is not one")
        }
    }

    /// One benchmark of each column: what makes its library load what it loads when it is used.
    private static func oneOfEach(_ ids: [String]) -> [String] {
        Dictionary(ids.map { ($0.split(separator: "/").last ?? "", $0) }) { first, _ in first }.values.sorted()
    }

    /// Nil for a worker that does not say, or cannot: that is its benchmarks' failure, and no reason to believe it is like another.
    private static func identity(_ command: WorkerCommand, _ ids: [String], _ name: String) throws -> WorkerIdentity? {
        do throws(RunFailure) { return try command.identity(using: ids) } catch {
            switch error {
            case .benchmark, .disagreement, .senselessAnswer, .workerDied, .workerHung: return nil
            case .spawn, .strangeWorker, .interrupted:
                try explain(PairFailure(side: name == "A" ? .baseline : .candidate, reason: error))
                throw ExitStatus.interrupted
            }
        }
    }

    /// Throws where a side's plug-in gives a wrong answer, or offends against its header: its time would be that of other work.
    private static func checkAnswers(_ stage: GateStage, _ side: BuildSide) throws {
        guard let library = stage.library(of: side.rawValue), library.backend == .plugin else { return }
        let verdict = try PluginVerdict(library, like: stage.worker(side.rawValue))
        guard verdict.faults.isEmpty else {
            throw Ending(.failed, verdict.faults.map { "\(side.description): \($0)" })
        }
    }

    /// Throws where a side has loaded another file than was named for it: its numbers would have a wrong name.
    private static func checkLoaded(_ identity: WorkerIdentity?, _ library: NamedLibrary?, _ side: BuildSide) throws {
        guard let library else { return }
        var files = [(library.who, library.file)]
        if let libssl = library.libssl { files.append(("peer:libssl", libssl)) }
        for (column, file) in files {
            let said = identity?.libraries.first { $0.column == column }
            let loaded = said.flatMap { identity?.object(of: $0)?.path } ?? "nothing"
            guard loaded == file.path else {
                let line = PrintableLine("its worker has loaded \(loaded), not \(file.path)", longest: 8000).text
                throw Ending(.failed, "\(side.description): \(line)")
            }
        }
    }

    /// Whether both sides say what they load, and it is the same: the executable alone does not decide what runs.
    private static func loadTheSame(_ identities: [BuildSide: WorkerIdentity]) -> Bool {
        guard let old = identities[.baseline], let new = identities[.candidate] else { return false }
        return old.loadsTheSame(as: new)
    }

    /// Whether both builds load the same code and data; a file that is no ELF executable is equal to none.
    private static func areEqual(_ stage: GateStage) throws -> Bool {
        guard let old = LoadedSections(try stage.octets("A")), let new = LoadedSections(try stage.octets("B")) else {
            return false
        }
        return old == new
    }
}

extension WorkerCatalogue.Entry {
    /// What moves octets through sockets cannot be counted, for other threads do a part of that.
    fileprivate var isCountable: Bool { !id.contains("tcp") }
}
