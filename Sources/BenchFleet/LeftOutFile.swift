internal import BenchCore
internal import BenchReport

/// A file that is no part of a report, and why.
public struct LeftOutFile: Hashable, Sendable {
    /// The file.
    public let file: String
    /// One line for people.
    public let reason: String
    /// Whether something is wrong with it: a result of another kind, or the same file twice, is only of no use here.
    public let isFault: Bool

    /// All of it; what the reason has of the file is made visible.
    public init(file: String, reason: String, isFault: Bool) {
        self.file = file
        self.reason = PrintableLine(reason, longest: 600).text
        self.isFault = isFault
    }

    /// One line for people.
    public var line: String { "\(PrintableLine(file, longest: 400).text): \(reason)" }
}

extension ResultDocument {
    /// Why a report of many machines does not take it; nil if it does.
    var refusalByFleet: String? {
        switch kind {
        case "gate": "a gate of two builds says nothing of a machine"
        case "isa": "a study of CPU features: its rows are not those of a run"
        case _ where !isRun: "phases of a handshake: its rows are not those of a run"
        case _ where builds["A"]?.configuration != "release": "a debug build says nothing of a machine"
        case _ where benchmarks.isEmpty && failed?.isEmpty != false: "it has no rows"
        default: nil
        }
    }
}
