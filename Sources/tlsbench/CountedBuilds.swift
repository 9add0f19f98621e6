internal import BenchCore
internal import BenchGate

/// The workers of both sides of a gate, and without debugging information for valgrind.
struct CountedBuilds {
    let baseline: WorkerCommand
    let candidate: WorkerCommand
    private let stage: GateStage

    init(_ stage: GateStage, _ baseline: WorkerCommand, _ candidate: WorkerCommand) {
        self.stage = stage
        self.baseline = baseline
        self.candidate = candidate
    }

    var stripped: (baseline: WorkerCommand, candidate: WorkerCommand) {
        (WithoutDebugging(stage, baseline).command, WithoutDebugging(stage, candidate).command)
    }
}

/// Whether callgrind counts the code that runs outside of it; remembers the answers, for valgrind takes seconds to begin.
final class CountedPaths {
    private var found: [String: String?] = [:]

    /// The code that runs where this one counts, if it is not known to be what runs outside in both builds; nil if it is.
    func otherPath(
        _ id: String,
        _ counter: CallgrindCounter,
        _ builds: CountedBuilds,
        _ deadline: Deadline
    ) throws(RunFailure) -> String? {
        if let known = found[id] { return known }
        let native = try [builds.baseline, builds.candidate].map { (command) throws(RunFailure) in
            try command.codeInUse(by: [id], until: deadline)[0]
        }
        let (baseline, candidate) = builds.stripped
        let counted = try [baseline, candidate].map { (command) throws(RunFailure) in
            try counter.codeInUse(id, command, until: deadline)
        }
        let isSame = (native + counted).allSatisfy { $0.isSame(as: native[0]) }
        let isKnown = (native + counted).allSatisfy(\.isKnown)
        let path = isSame ? nil : isKnown ? counted[0].path : InstructionEvidence.unknownPath
        found.updateValue(path, forKey: id)
        return path
    }
}
