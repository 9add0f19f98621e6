public import BenchCore

/// Measures two builds look by look until every benchmark is decided or the looks are used up.
///
/// In each look the benchmarks are visited generation by generation in shuffled order, the sentinels of the null control
/// among them; later looks measure only what is still open, and sentinels that look biased so far, and keep all data.
public struct GateSession {
    private let rules: GateRules
    private var builds: PairedCoordinator
    private var copies: PairedCoordinator?
    private var generator: SeededGenerator
    private var subjects: [Subject] = []
    private var judgement: Judgement

    /// One series, and where it is measured.
    private struct Subject {
        let isSentinel: Bool
        /// Its place in the judgement; nothing for a sentinel.
        let index: Int
        var series: PairedSeries
        var failure: PairFailure?
    }

    /// What a session gave: everything, or what there was when it stopped.
    public struct Outcome: Sendable {
        /// In the order of the identifiers.
        public let series: [PairedSeries]
        /// The same of the sentinels.
        public let sentinels: [PairedSeries]
        /// What is known of the benchmarks.
        public let judgement: Judgement
        /// What is known of the session itself.
        public let nullControl: [NullControl]
        /// Why it stopped early; nil if it did not.
        public let failure: PairFailure?
    }

    /// - Parameters:
    ///   - ids: what both builds have.
    ///   - copy: a copy of the baseline; nil leaves the null control out.
    ///   - sentinels: what the null control measures.
    public init(
        _ ids: [String],
        rules: GateRules,
        schedule: Schedule,
        baseline: WorkerCommand,
        candidate: WorkerCommand,
        copy: WorkerCommand?,
        sentinels: [String]
    ) {
        self.rules = rules
        generator = SeededGenerator(seed: schedule.seed &+ 1)
        builds = PairedCoordinator(schedule, baseline: baseline, candidate: candidate)
        judgement = Judgement(ids, rules)
        subjects = ids.enumerated().map { Subject(isSentinel: false, index: $0, series: PairedSeries(id: $1)) }
        if let copy {
            copies = PairedCoordinator(schedule, baseline: baseline, candidate: copy)
            subjects += sentinels.map { Subject(isSentinel: true, index: 0, series: PairedSeries(id: $0)) }
        }
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - evidence: counts the instructions of benchmarks that would block, by identifier.
    ///   - progress: told what is about to be measured, and how much is done of how much.
    public mutating func run(
        evidence: (_ suspects: [PairedSeries]) -> [String: CountOutcome],
        progress: (_ id: String, _ done: Int, _ total: Int) -> Void
    ) -> Outcome {
        var stopped: PairFailure?
        for look in 0..<rules.maxLooks where stopped == nil {
            let open = Set(judgement.open)
            let biased = Set(nullControl.filter { !$0.isGood }.map(\.id))
            let visited = subjects.indices.filter { place in
                let subject = subjects[place]
                guard subject.isSentinel else { return open.contains(subject.index) }
                return look == 0 ? !open.isEmpty : biased.contains(subject.series.id)
            }
            if visited.isEmpty { break }
            stopped = measure(visited, progress)
            guard stopped == nil else { break }
            let benchmarks = subjects.filter { !$0.isSentinel }
            judgement.look(benchmarks.map { PairedEffect($0.series.generations) }) { indices in
                let outcomes = evidence(indices.map { benchmarks[$0].series })
                let pairs = indices.compactMap { index in
                    outcomes[benchmarks[index].series.id].map { (index, $0) }
                }
                return Dictionary(pairs) { first, _ in first }
            }
            // What was decided while somebody waits for the end was decided without its evidence.
            if StopRequest.hasCome { stopped = PairFailure(side: .candidate, reason: .interrupted) }
        }
        progress("", 1, 1)
        return Outcome(
            series: subjects.filter { !$0.isSentinel }.map(\.series),
            sentinels: sentinels,
            judgement: judgement,
            nullControl: nullControl,
            failure: stopped
        )
    }

    private var sentinels: [PairedSeries] {
        subjects.filter { $0.isSentinel && $0.failure == nil }.map(\.series)
    }

    /// What the sentinels show so far.
    private var nullControl: [NullControl] {
        sentinels.map {
            NullControl(id: $0.id, PairedEffect($0.generations), rules, sentinels: sentinels.count)
        }
    }

    /// One look's generations. What fails is left alone from then on; nil, or what stops all.
    private mutating func measure(
        _ visited: [Int],
        _ progress: (String, Int, Int) -> Void
    ) -> PairFailure? {
        let total = visited.count * rules.generationsPerLook
        var done = 0
        for _ in 0..<rules.generationsPerLook {
            for place in visited.shuffled(using: &generator) where subjects[place].failure == nil {
                progress(subjects[place].series.id, done, total)
                done += 1
                do throws(PairFailure) {
                    if subjects[place].isSentinel {
                        try copies?.measure(&subjects[place].series)
                    } else {
                        try builds.measure(&subjects[place].series)
                    }
                } catch {
                    guard case .benchmarkAlone = error.reach else { return error }
                    subjects[place].failure = error
                    if !subjects[place].isSentinel { judgement.fail(subjects[place].index, error.description) }
                }
            }
        }
        return nil
    }
}

extension PairFailure {
    /// How far it reaches.
    enum Reach {
        case benchmarkAlone, session
    }

    /// A wrong result or a crash is one benchmark's; what cannot be started, or speaks another language, is everybody's.
    var reach: Reach {
        switch reason {
        case .benchmark, .disagreement, .senselessAnswer, .workerDied, .workerHung: .benchmarkAlone
        case .spawn, .strangeWorker, .interrupted: .session
        }
    }
}
