internal import ArgumentParser
internal import BenchCore
internal import BenchGate
internal import BenchReport
internal import Foundation

/// `tlsbench layout`: how much the place of its code alone moves each benchmark.
struct Layout: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Relink this package in other orders, and measure the effect of the order alone.",
        discussion: """
            Links the objects of one build in shuffled orders and compares each with the build itself. A gate should not block \
            such a difference: twice as much, for each benchmark, is the smallest slowdown that means something. Run it in \
            a checkout of tlsbench; it builds into .build/layout.

            \(statuses)

            Examples:
              tlsbench layout --quick
              tlsbench layout --variants 8 --json layout.json
              tlsbench gate --baseline-ref HEAD~1 --per-benchmark layout.json
            """
    )

    private static let statuses = ExitStatus.help(
        [.failed, .busy, .interrupted],
        [.usage: "usage (no checkout here, or it does not build)"]
    )

    @Option(help: ArgumentHelp("How many relinks to measure.", valueName: "n"))
    var variants = 5

    @Option(
        help: ArgumentHelp(
            "Write the smallest slowdowns that mean something, in percent by id, as `gate --per-benchmark` reads them.",
            valueName: "file"
        ),
        completion: .file()
    )
    var json: String?

    @OptionGroup(title: "Measuring") var options: LayoutOptions

    func validate() throws {
        guard (2...64).contains(variants) else { throw ValidationError("--variants takes 2 to 64, not \(variants)") }
    }

    func run() throws {
        let processor = try chosenProcessor(options.cpu)
        if let json { try ResultFile.checkWritable(json) }
        let lock = try RunLock()
        defer { lock.release() }
        StopRequest.watch()
        let stage = try GateStage()
        defer { stage.remove() }
        let build = try RelinkedBuild()
        try stage.copy(build.executable(order: nil), to: "V00")
        let names = try (1...variants).map { number in
            let name = "V" + (number < 10 ? "0" : "") + "\(number)"
            try stage.copy(build.executable(order: number), to: name)
            return name
        }
        let ids = try options.selected(stage.worker("V00", processor).catalogue())
        // The coordinator's own work is not done on the workers' processor, where there is another.
        Affinity.leave(processor)
        // What fails costs the others nothing, and has no number.
        var failures: [String: String] = [:]
        // Relinks that are measured already are worth a table, though a later one was not.
        var effects: [[String: PairedEffect]] = []
        var ending: Ending?
        for (number, name) in names.enumerated() where ending == nil {
            do {
                let open = ids.filter { failures[$0] == nil }
                effects.append(try compare(stage, name, open, processor, part: number, &failures))
            } catch let early as Ending { ending = early }
        }
        if let ending, effects.isEmpty { throw ending }
        let spreads = ids.filter { failures[$0] == nil }.compactMap { id in
            LayoutSpread(id: id, effects.map { $0[id] })
        }
        if let json {
            let limits = Dictionary(uniqueKeysWithValues: spreads.map { ($0.id, $0.minEffect * 100) })
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try ResultFile.write(encoder.encode(limits) + Data("\n".utf8), to: json)
        }
        let table = LayoutTable(spreads, relinks: effects.count, on: .standardOutput)
        try FileHandle.standardOutput.write(line: table.text)
        if let ending { throw ending }
        guard failures.isEmpty else {
            throw Ending(.failed, failures.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
        }
    }

    /// One relink beside the build itself; nothing for a benchmark without an effect.
    private func compare(
        _ stage: GateStage,
        _ name: String,
        _ ids: [String],
        _ processor: Int,
        part: Int,
        _ failures: inout [String: String]
    ) throws -> [String: PairedEffect] {
        let seed = options.seed &+ UInt64(part)
        var session = GateSession(
            ids,
            rules: GateRules(maxLooks: 1, generationsPerLook: options.pairs),
            schedule: Schedule(pairedSeconds: options.seconds, generations: options.pairs, seed: seed),
            baseline: stage.worker("V00", processor),
            candidate: stage.worker(name, processor),
            copy: nil,
            sentinels: []
        )
        let progress = Progress(options.verbosity)
        let outcome = session.run(evidence: { _ in [:] }) { id, done, total in
            progress.show(id, part * total + done, variants * total)
        }
        progress.clear()
        if let failure = outcome.failure {
            throw Ending(failure.reason == .interrupted ? .interrupted : .failed, "\(failure)")
        }
        for failed in outcome.judgement.benchmarks where failed.verdict == .failed {
            failures[failed.id] = failed.reason ?? "failed"
        }
        let effects = outcome.series.compactMap { series in
            PairedEffect(series.generations).map { (series.id, $0) }
        }
        return Dictionary(uniqueKeysWithValues: effects)
    }
}
