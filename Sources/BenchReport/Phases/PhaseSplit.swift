internal import BenchCore
internal import BenchStatistics

/// One side of a handshake by phases, beside the whole that was measured without stamps.
public struct PhaseSplit: Codable, Hashable, Sendable {
    /// Nanoseconds of one operation as a whole.
    public var wholeNs: Double
    /// In the order of the report.
    public var parts: [Part]

    /// One phase.
    public struct Part: Codable, Hashable, Sendable {
        /// What it is called.
        public var name: String
        /// Nanoseconds of one operation.
        public var ns: Double
    }

    /// The phases of the batches of one worker process.
    public struct RawPhase: Codable, Hashable, Sendable {
        /// What it is called.
        public var name: String
        /// Nanoseconds of one operation, for each round.
        public var ns: [Double]
    }

    /// What all phases come to.
    public var sum: Double { parts.reduce(0) { $0 + $1.ns } }

    /// The part of the whole that no phase has, as a share: below 0 where phases come to more than the whole.
    public var unaccounted: Double { (wholeNs - sum) / wholeNs }

    /// Whether phases and whole are further from each other than a split may be.
    public var isOff: Bool { abs(unaccounted) >= 0.05 }

    /// From raw data: interquartile means of the rounds of each process, and the 20 % trimmed mean over processes; nil without
    /// phases.
    init?(_ raw: BenchmarkResult.Raw) {
        let generations = raw.generations.compactMap(\.phases).filter { !$0.isEmpty }
        var names: [String] = []
        for phase in generations.joined() where !names.contains(phase.name) { names.append(phase.name) }
        let times = names.map { name in
            let values = generations.compactMap { phases in
                phases.first { $0.name == name && !$0.ns.isEmpty }.map { trimmedMean($0.ns, fraction: 0.25) }
            }
            return Part(name: name, ns: values.isEmpty ? 0 : trimmedMean(values))
        }
        guard let whole = times.first(where: { $0.name == PhaseTime.whole }) else { return nil }
        wholeNs = whole.ns
        parts = times.filter { $0.name != PhaseTime.whole }
    }
}

extension PhaseSplit.RawPhase {
    /// By phase what rounds have by round; nil if there is nothing.
    static func columns(_ rounds: [[PhaseTime]]) -> [PhaseSplit.RawPhase]? {
        guard let first = rounds.first else { return nil }
        return first.map(\.name).map { name in
            PhaseSplit.RawPhase(
                name: name,
                // A tenth of a nanosecond is below what a clock can tell.
                ns: rounds.compactMap { round in
                    round.first { $0.name == name }.map { ($0.nanoseconds * 10).rounded() / 10 }
                }
            )
        }
    }
}
