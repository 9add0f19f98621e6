/// A workload that can also tell where the time of its operations goes.
public protocol PhasedWorkload: Workload {
    /// Performs `iterations` operations with stamps between their phases, in turns with as many without any stamp, and gives the
    /// nanoseconds of one operation by phase, and as ``PhaseTime/whole`` those of one without stamps.
    func runPhases(iterations: Int) throws(WorkloadFailure) -> [PhaseTime]
}

/// What one phase of an operation took.
public struct PhaseTime: Hashable, Sendable {
    /// The name of what is no phase but all of an operation.
    public static let whole = "whole"

    /// Its name in reports; it has neither `=` nor `;`.
    public let name: String
    /// Of one operation.
    public let nanoseconds: Double

    /// Both of it.
    public init(name: String, nanoseconds: Double) {
        self.name = name
        self.nanoseconds = nanoseconds
    }
}

extension [PhaseTime] {
    /// As a worker says it.
    var line: String { map { "\($0.name)=\($0.nanoseconds)" }.joined(separator: ";") }

    /// Nil if the text is no such line: each phase once, with a time that can be.
    init?(line: String) {
        var times: [PhaseTime] = []
        for part in line.split(separator: ";") {
            let halves = part.split(separator: "=")
            guard halves.count == 2, let nanoseconds = Double(halves[1]),
                (0...Double(PlausibleNumber.nanoseconds)).contains(nanoseconds),
                !times.contains(where: { $0.name == halves[0] })
            else { return nil }
            times.append(PhaseTime(name: PrintableLine(String(halves[0])).text, nanoseconds: nanoseconds))
        }
        guard !times.isEmpty else { return nil }
        self = times
    }
}
