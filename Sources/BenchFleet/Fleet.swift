public import BenchReport

/// Runs of many machines, each once.
public struct Fleet: Sendable {
    /// The label whose value names a machine.
    public let machineLabel: String
    /// In the order in which they came.
    public private(set) var runs: [FleetRun] = []
    /// Files that are no part of it.
    public private(set) var leftOut: [LeftOutFile] = []
    /// What the rows of all runs are.
    public private(set) var definitions = RowDefinitions()
    private var places: [String: Int] = [:]
    private var quantiles = YuenQuantiles()

    /// - Parameter machineLabel: files without that label count as a machine each.
    public init(machineLabel: String) { self.machineLabel = machineLabel }

    /// Takes a file into it, or names it as left out. Of two files of the same run the first stays, unless it was written before
    /// the run was over and the second was not.
    public mutating func add(_ file: String, _ result: Result<ResultDocument, UnreadableResult>) {
        switch result {
        case .failure(let failure): leaveOut(file, failure.problem.reason, isFault: true)
        case .success(let document):
            if let reason = document.refusalByFleet { return leaveOut(file, reason, isFault: false) }
            add(FleetRun(document, file: file, &definitions, &quantiles))
        }
    }

    private mutating func add(_ run: FleetRun) {
        guard let place = places[run.id] else {
            places[run.id] = runs.count
            return runs.append(run)
        }
        let first = runs[place]
        if first.digest == run.digest {
            leaveOut(run.file, "the same run as \(first.file)", isFault: false)
        } else if first.isInterrupted, !run.isInterrupted {
            runs[place] = run
            leaveOut(first.file, "a part of the run that \(run.file) has whole", isFault: false)
        } else if run.isInterrupted, !first.isInterrupted {
            leaveOut(run.file, "a part of the run that \(first.file) has whole", isFault: false)
        } else {
            leaveOut(run.file, "has the id of \(first.file), and says something else", isFault: true)
        }
    }

    private mutating func leaveOut(_ file: String, _ reason: String, isFault: Bool) {
        leftOut.append(LeftOutFile(file: file, reason: reason, isFault: isFault))
    }

    /// What the machine of a run is called; nil where its file does not say.
    public func machine(of run: FleetRun) -> String? { run.labels[machineLabel] }
}
