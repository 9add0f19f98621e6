internal import BenchStatistics
internal import Glibc

/// What is known of all benchmarks of a gate after some looks at the data.
///
/// It is a pure function of the data: `tlsbench verdict` comes to the same from a file.
public struct Judgement: Sendable {
    /// In the order of the report.
    public private(set) var benchmarks: [BenchmarkJudgement]
    private let rules: GateRules

    /// Nothing is known yet.
    public init(_ ids: [String], _ rules: GateRules) {
        self.rules = rules
        benchmarks = ids.map { BenchmarkJudgement(id: $0) }
    }

    /// Those that are to be measured on.
    public var open: [Int] { benchmarks.indices.filter { !benchmarks[$0].isDecided } }

    /// How many are not.
    public var decided: Int { benchmarks.count - open.count }

    /// One benchmark gave no time.
    public mutating func fail(_ index: Int, _ reason: String) {
        benchmarks[index].decide(.failed)
        benchmarks[index].reason = reason
    }

    /// Looks at all data so far, and decides what can be decided.
    ///
    /// - Parameters:
    ///   - effects: by benchmark; nil where there are too few generations.
    ///   - evidence: asked once, for all that would block and for nothing else.
    public mutating func look(
        _ effects: [PairedEffect?],
        evidence: (_ indices: [Int]) -> [Int: CountOutcome]
    ) {
        for index in open { benchmarks[index].effect = effects[index] }
        // One family for each direction, over all benchmarks: the more there are, the more by chance.
        let measured = benchmarks.indices.filter { benchmarks[$0].effect != nil }
        let slower = holmAdjusted(measured.map { benchmarks[$0].effect?.pSlower ?? 1 })
        let faster = holmAdjusted(measured.map { benchmarks[$0].effect?.pFaster ?? 1 })
        for (place, index) in measured.enumerated() where !benchmarks[index].isDecided {
            benchmarks[index].pSlower = slower[place]
            benchmarks[index].pFaster = faster[place]
        }
        let suspects = open.filter(isSuspect)
        for (index, outcome) in suspects.isEmpty ? [:] : evidence(suspects) where suspects.contains(index) {
            switch outcome {
            case .counted(let counts): benchmarks[index].evidence = counts
            case .notCounted(let reason): benchmarks[index].notCounted = reason
            }
        }
        for index in open {
            benchmarks[index].looks += 1
            let isLast = benchmarks[index].looks >= rules.maxLooks
            let verdict = verdict(of: index)
            if verdict != .inconclusive || isLast { benchmarks[index].decide(verdict) }
        }
    }

    /// The session showed a difference where there is none: no slowdown counts.
    public mutating func distrust() {
        for index in benchmarks.indices where benchmarks[index].verdict == .regressed {
            benchmarks[index].decide(.inconclusive)
        }
    }

    private var level: Double { rules.alpha / Double(rules.maxLooks) }

    /// Whether it would block if the instructions do not say otherwise.
    private func isSuspect(_ index: Int) -> Bool {
        let benchmark = benchmarks[index]
        guard let effect = benchmark.effect else { return false }
        // That it is slower at all is for the whole family to show; that it is not half of what blocks, for itself.
        let isMore = effect.chance(ofNoMoreThan: log1p(rules.minEffect(of: benchmark.id) / 2)) <= level
        return benchmark.pSlower <= level && effect.estimate >= log1p(rules.minEffect(of: benchmark.id)) && isMore
    }

    private func verdict(of index: Int) -> Verdict {
        let benchmark = benchmarks[index]
        guard let effect = benchmark.effect else { return .inconclusive }
        if isSuspect(index) {
            let isAcquitted = benchmark.evidence?.acquits ?? false
            return isAcquitted && effect.low < log1p(rules.hardEffect) ? .suspectLayout : .regressed
        }
        let limit = log1p(rules.minEffect(of: benchmark.id))
        if benchmark.pFaster <= level, effect.estimate <= -limit { return .improved }
        return effect.high < limit ? .unchanged : .inconclusive
    }
}

/// What is known of one benchmark.
public struct BenchmarkJudgement: Hashable, Sendable {
    /// Its identifier.
    public let id: String
    /// How much slower it is; nil where nothing was measured.
    public internal(set) var effect: PairedEffect?
    /// The chance of a slowdown like this one somewhere in the run if nothing changed (Holm).
    public internal(set) var pSlower = 1.0
    /// The same of a speedup.
    public internal(set) var pFaster = 1.0
    /// How often its data were looked at.
    public internal(set) var looks = 0
    /// What counting instructions said, where it was asked.
    public internal(set) var evidence: InstructionEvidence?
    /// Why no instructions were counted, where it was asked.
    public internal(set) var notCounted: String?
    /// What is known so far.
    public private(set) var verdict: Verdict = .inconclusive
    /// Why there is no time, where there is none.
    public internal(set) var reason: String?
    /// Whether the verdict is the last one.
    public private(set) var isDecided = false

    /// Nothing is known yet.
    init(id: String) { self.id = id }

    /// One that cannot be measured in both builds.
    public init(id: String, unmeasured verdict: Verdict) {
        self.id = id
        decide(verdict)
    }

    mutating func decide(_ verdict: Verdict) {
        self.verdict = verdict
        isDecided = true
    }
}
