/// What runs in a worker: asked of the process that measures, for only there it is sure.
public struct CodeInUse: Hashable, Sendable {
    /// The code, as far as the library tells.
    public let path: String
    /// The CPU features that the library says it may use; empty if it does not tell.
    public let features: String

    /// Whether the library tells which code runs, for all of the work: two that do not tell may run anything.
    public var isKnown: Bool {
        !path.isEmpty
            && !path.split(separator: "; ", omittingEmptySubsequences: false).contains { part in
                part.isEmpty || part.hasSuffix("unknown")
            }
    }

    /// Whether the same code runs in both; what is not known is never the same.
    public func isSame(as other: CodeInUse) -> Bool { isKnown && path == other.path }

    /// Both of it.
    public init(path: String, features: String) {
        self.path = path
        self.features = features
    }
}

extension WorkerCommand {
    /// What runs in workers of this command, by benchmark, in the order of `ids`.
    public func codeInUse(by ids: [String], until deadline: Deadline = .none) throws(RunFailure) -> [CodeInUse] {
        let worker = try WorkerProcess(self, padding: 0, until: deadline)
        var answers: [CodeInUse] = []
        for (slot, id) in ids.enumerated() { answers.append(try worker.codeInUse(of: id, slot: slot)) }
        return answers
    }
}

extension WorkerProcess {
    /// What runs in this worker for a benchmark.
    func codeInUse(of id: String, slot: Int = 0) throws(RunFailure) -> CodeInUse {
        _ = try ask(.prepare(slot: slot, seed: 0, id: id), about: id)
        let path = try text(.path(slot: slot), about: "the code path of \(id)")
        return CodeInUse(path: path, features: try text(.features(slot: slot), about: id))
    }

    /// Asks for a text.
    func text(_ request: WorkerRequest, about subject: String) throws(RunFailure) -> String {
        guard case .done(let text) = try ask(request, about: subject) else { return "" }
        return text
    }
}
