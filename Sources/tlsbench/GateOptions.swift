internal import ArgumentParser
internal import BenchGate
internal import Foundation

/// How a gate measures and judges.
struct GateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Benchmarks whose id this matches somewhere; a short list of all kinds unless given.",
            valueName: "regex"
        )
    )
    var filter: String?

    @Option(
        help: ArgumentHelp(
            "What is measured where --filter does not say: gate, a short list of all kinds, or library, what another build of a "
                + "library can change.",
            valueName: "suite"
        )
    )
    var suite: GateSuite?

    @Option(
        help: ArgumentHelp(
            "What the builds are compared by: time, or instructions, which can be counted where times mean nothing.",
            valueName: "metric"
        ),
        completion: .list(GateMetric.allCases.map(\.rawValue)),
        transform: GateMetric.init(named:)
    )
    var metric = GateMetric.time

    @Flag(help: "3 seconds for each benchmark, 10 generations; of counts that vary 8 at most.")
    var quick = false

    @Flag(help: "12 seconds for each benchmark, 24 generations; of counts that vary 48 at most.")
    var thorough = false

    @Option(help: ArgumentHelp("For each benchmark and look, both builds together.", valueName: "seconds"))
    var time: Double?

    @Option(help: ArgumentHelp("Pairs of fresh processes for each benchmark and look.", valueName: "n"))
    var generations: Int?

    @Option(
        help: ArgumentHelp("The smallest slowdown that blocks; 2, or 0.5 of instructions.", valueName: "percent")
    )
    var minEffect: Double?

    @Option(
        help: ArgumentHelp(
            "A JSON object of larger smallest slowdowns, in percent by id, as `layout` writes it.",
            valueName: "file"
        ),
        completion: .file()
    )
    var perBenchmark: String?

    @Option(help: ArgumentHelp("What blocks even if the same instructions run; 5 unless given.", valueName: "percent"))
    var hard: Double?

    @Option(help: ArgumentHelp("The chance of a false alarm in the whole run.", valueName: "p"))
    var alpha = 0.05

    @Option(help: ArgumentHelp("How many rounds of measurement an undecided benchmark may have.", valueName: "n"))
    var maxLooks = 3

    @Option(help: ArgumentHelp("Decides orders and inputs; a random one unless given.", valueName: "n"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The processor that workers stay on, or auto.", valueName: "n"))
    var cpu = "auto"

    @Option(help: "Count instructions of what would block, or with --metric of all: auto, callgrind, steps or off.")
    var evidence = Evidence.auto

    @Option(help: ArgumentHelp("For all counts of what would block together; 60 unless given.", valueName: "seconds"))
    var evidenceTime: Double?

    @Option(help: "Measure the baseline against a copy of itself too: on or off; on unless given.")
    var nullControl: Switch?

    @Flag(help: "A benchmark that only the baseline has passes.")
    var allowMissing = false

    @Flag(help: "An inconclusive benchmark ends with 3.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Let one slowdown pass, as the trailer Accept-Regression of a commit does.",
            valueName: "id reason"
        )
    )
    var accept: [String] = []

    @Option(
        help: ArgumentHelp(
            "Percent of each batch to waste in the candidate: how the gate itself is tried.",
            valueName: "percent"
        )
    )
    var inject: Double?

    @Option(help: .hidden)
    var injectControl: Double?

    /// Whether instructions are counted.
    enum Evidence: String, ExpressibleByArgument, CaseIterable { case auto, callgrind, steps, off }

    /// Whether something is done.
    enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }

    @OptionGroup var labels: LabelOptions

    @OptionGroup var verbosity: Verbosity

    func validate() throws {
        func check(_ name: String, _ value: Double, _ range: ClosedRange<Double>) throws {
            guard range.contains(value) else {
                throw ValidationError("--\(name) takes \(range.lowerBound) to \(range.upperBound), not \(value)")
            }
        }
        if quick, thorough { throw ValidationError("--quick or --thorough, not both") }
        try check("time", seconds, 0.5...3600)
        try check("generations", Double(pairs), 4...1000)
        try check("min-effect", smallest, 0.1...100)
        try check("hard", hardest, 0.1...1000)
        try check("alpha", alpha, 0.000_001...0.5)
        try check("evidence-time", evidenceSeconds, 1...86_400)
        try check("max-looks", Double(maxLooks), 1...20)
        try check("inject", inject ?? 0, 0...1000)
        if metric.isCounted { try checkCounted() }
        if cpu != "auto", Int(cpu) == nil { throw ValidationError("--cpu takes a number or auto, not '\(cpu)'") }
        _ = try accepted()
    }

    /// What is measured where `--filter` does not say.
    func suite(_ sides: GateSideOptions) -> GateSuite { suite ?? (sides.namesLibrary ? .library : .gate) }

    /// What belongs to times is refused where none is taken; --quick and --thorough mean something of both.
    private func checkCounted() throws {
        let ofTimes = [
            ("--time", time != nil), ("--generations", generations != nil), ("--inject-control", injectControl != nil),
            ("--hard", hard != nil), ("--evidence-time", evidenceTime != nil), ("--null-control", nullControl != nil),
        ]
        if let (name, _) = ofTimes.first(where: \.1) {
            throw ValidationError("\(name) is for times, and --metric \(metric.rawValue) takes none")
        }
        if evidence == .off { throw ValidationError("--evidence off counts nothing: auto, callgrind or steps") }
    }

    /// The smallest slowdown that blocks, in percent.
    private var smallest: Double { minEffect ?? metric.standardMinEffect * 100 }

    /// What blocks even if the same instructions run, in percent.
    private var hardest: Double { hard ?? 5 }

    /// For all counts of what would block together.
    var evidenceSeconds: Double { evidenceTime ?? 60 }

    /// Whether the baseline is measured against a copy of itself.
    var hasNullControl: Bool { nullControl != .off }

    /// For each benchmark and look.
    var seconds: Double { time ?? (quick ? 3 : thorough ? 12 : 6) }

    /// For each benchmark and look.
    var pairs: Int { generations ?? (quick ? 10 : thorough ? 24 : 16) }

    /// The slowdowns that the command line lets pass.
    func accepted() throws -> AcceptedRegressions { try AcceptedRegressions(options: accept) }

    func rules() throws -> GateRules {
        GateRules(
            minEffect: smallest / 100,
            perBenchmark: try perBenchmark.map(Self.effects(inFile:)) ?? [:],
            hardEffect: hardest / 100,
            alpha: alpha,
            maxLooks: maxLooks,
            generationsPerLook: pairs
        )
    }

    func countRules() throws -> CountRules {
        let repeats = quick ? [2, 8] : thorough ? [4, 16, 48] : CountRules.standardRepeats
        return CountRules(
            minEffect: smallest / 100,
            perBenchmark: try perBenchmark.map(Self.effects(inFile:)) ?? [:],
            alpha: alpha,
            repeats: Array(repeats.prefix(maxLooks))
        )
    }

    /// - Parameter trailers: what commits let pass; the command line has the last word.
    func policy(_ trailers: AcceptedRegressions) throws -> GatePolicy {
        let accepted = trailers.reasons.merging(try accepted().reasons) { _, option in option }
        return GatePolicy(isStrict: strict, allowsMissing: allowMissing, accepted: accepted)
    }

    private static func effects(inFile path: String) throws -> [String: Double] {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            return try JSONDecoder().decode([String: Double].self, from: data).mapValues { $0 / 100 }
        } catch is DecodingError {
            throw ValidationError("--per-benchmark \(path): not a JSON object of numbers")
        } catch {
            throw ValidationError("--per-benchmark \(path): cannot be read")
        }
    }
}

extension GateMetric {
    /// By its name on the command line.
    fileprivate init(named name: String) throws {
        guard let metric = GateMetric(rawValue: name) else {
            throw Unknown(kind: "metric", name: name, known: Self.allCases.map(\.rawValue))
        }
        self = metric
    }
}
