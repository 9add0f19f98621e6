internal import BenchCore
internal import BenchReport
internal import Scenarios

/// Rounds of all classes in random order, so that drift and neighbours fall on each alike (dudect, §3).
struct TimingMeasurement {
    private let clock = Clock()
    private let nanoseconds: UInt64
    private var generator: SeededGenerator

    /// Of good ones, which the control adds.
    static let controlShare = 0.01
    /// The first rounds: caches, predictors and branches that nobody has taken yet.
    private static let warmUp = 16
    /// Below that a trimmed mean says nothing.
    private static let leastRounds = 8

    init(seed: UInt64, seconds: Double) {
        nanoseconds = UInt64(seconds * 1e9)
        generator = SeededGenerator(seed: seed)
    }

    /// What one round times: a fault, or a good one as the control.
    private struct TimedClass: Hashable {
        let fault: PremasterFault
        let isControl: Bool
    }

    /// As many rounds as there is time for. Throws ``ExitStatus/interrupted`` if somebody asks to stop.
    mutating func run(_ trial: any TimingTrial, backend: String) throws -> TimingDocument.Trial {
        let control = TimedClass(fault: .none, isControl: true)
        let classes = PremasterFault.allCases.map { TimedClass(fault: $0, isControl: false) } + [control]
        var times: [TimedClass: [Double]] = [:]
        let begin = clock.now()
        var round = 0
        while round < Self.warmUp + Self.leastRounds || clock.now() - begin < nanoseconds {
            for timed in classes.shuffled(using: &generator) {
                let passed = Double(try trial.time(try trial.ciphertext(timed.fault), clock))
                if StopRequest.hasCome { throw ExitStatus.interrupted }
                guard round >= Self.warmUp else { continue }
                times[timed, default: []].append(timed.isControl ? passed * (1 + Self.controlShare) : passed)
            }
            round += 1
        }
        let others = classes.filter { $0.isControl || $0.fault != .none }
        let document = TimingDocument.Trial(
            backend: backend,
            place: trial.place,
            valid: times[classes[0]] ?? [],
            faults: others.map {
                ($0.isControl ? "control: +1 %" : $0.fault.rawValue, $0.isControl, times[$0] ?? [])
            }
        )
        guard let document else { throw CommandFailure("too few values") }
        return document
    }
}
