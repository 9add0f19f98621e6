internal import BenchCore
internal import BenchReport
internal import Foundation
internal import Scenarios

/// One measurement from its lock to its report: what `run` and `isa` have in common.
struct Session {
    /// Decides orders and inputs.
    let seed: UInt64
    /// Where workers stay.
    let processor: Int
    private let options: SessionOptions
    private let lock: RunLock
    private let started = Date()
    private let machine = MachineDescription()
    /// The name of the result.
    private let id = UUID().uuidString.lowercased()
    /// Where it goes; nil if nowhere.
    private let place: ResultPlace?

    /// Takes the lock.
    init(_ options: SessionOptions) throws {
        self.options = options
        processor = try chosenProcessor(options.cpu)
        let (moment, key, name) = (started.formatted(.iso8601), machine.hardwareKey(on: processor), id)
        place = options.json.map { ResultPlace($0, started: moment, hardwareKey: key, id: name) }
        if let place { try ResultFile.checkWritable(place.path) }
        lock = try RunLock()
        StopRequest.watch()
        seed = options.seed ?? UInt64.random(in: 0..<1 << 48)
        options.verbosity.say(
            "workers stay on processor \(processor), priority \(WorkerPriority.available.rawValue); seed \(seed)"
        )
    }

    /// Lets the next one begin.
    func release() { lock.release() }

    /// A process that measures, of this build as it is.
    func worker(_ suite: Suite) -> WorkerCommand {
        WorkerCommand(arguments: ["worker", "--suite", suite.rawValue, "--cpu", String(processor)])
    }

    /// Lets every worker verify its backends before any number, and asks what its libraries are. Ends the command with 5 if
    /// something does not hold.
    func verify(_ columns: [Column], _ libraries: [NamedLibrary]) throws -> ColumnLibraries {
        try ColumnVerification.require(columns, libraries, options.verbosity)
        return try ColumnLibraries(columns, libraries)
    }

    /// Measures, writes and prints. Ends the command with 5 if anything failed, and with 130 if it was stopped; what there is
    /// is kept in either case, and in the file after each operation.
    ///
    /// - Parameters:
    ///   - plugins: which of them have no column, and why: the result and the end of the command say so.
    ///   - document: puts a result together.
    func measure(
        _ groups: [BenchmarkGroup],
        _ schedule: Schedule,
        _ columns: [Column],
        _ plugins: PluginVerdicts,
        document: (Coordinator.Outcome) -> ResultDocument
    ) throws {
        func noted(_ outcome: Coordinator.Outcome) -> ResultDocument {
            var whole = document(outcome)
            whole.tool.warnings += plugins.faults + plugins.notices
            return whole
        }
        Affinity.leave(processor)
        var coordinator = Coordinator(schedule, columns)
        let seconds = Progress.clock(Double(groups.count) * Double(schedule.budget) / 1e9)
        options.verbosity.say("\(groups.count) operations, \(seconds) in all")
        let progress = Progress(options.verbosity)
        var checkpoint = Checkpoint(place?.path)
        let outcome = coordinator.run(
            groups,
            checkpoint: { soFar in checkpoint.write { try ResultFile.encode(noted(soFar())) } },
            progress: { progress.show($0, $1, $2) }
        )
        progress.clear()
        guard !outcome.measurements.isEmpty || !outcome.failed.isEmpty else {
            switch outcome.failure {
            case .interrupted: throw Ending(.interrupted, "interrupted; nothing was measured")
            case let failure?: throw failure
            case nil: throw Ending(.failed, "nothing was measured")
            }
        }
        let whole = noted(outcome)
        try checkpoint.finish {
            try ResultFile.encode(whole)
        } printing: {
            try options.format.render(whole, on: .standardOutput)
        }
        if let place, place.isNamedHere, !options.verbosity.quiet {
            try? FileHandle.standardError.write(line: "tlsbench: the result is in \(PrintableLine(place.path).text)")
        }
        let rows = groups.reduce(0) { $0 + columns.rows(of: $1) }
        try end(outcome, plugins.faults + (whole.failed ?? []).map(\.line), of: rows)
    }

    /// Puts a document together.
    func report(_ suite: Suite, reference: String, _ libraries: ColumnLibraries) -> RunReport {
        RunReport(
            id: id,
            suite: suite,
            reference: reference,
            libraries: libraries.byColumn,
            seed: seed,
            processor: processor,
            machine: machine,
            started: started,
            labels: options.labels.byKey,
            lockWarning: lock.warning
        )
    }

    private func end(_ outcome: Coordinator.Outcome, _ failed: [String], of rows: Int) throws {
        var lines = failed
        switch outcome.failure {
        case .interrupted:
            lines.append("interrupted; kept what there was of \(outcome.measurements.count) of \(rows) benchmarks")
            throw Ending(.interrupted, lines)
        case let failure?:
            lines.append("\(failure); kept what there was of \(outcome.measurements.count) of \(rows) benchmarks")
            throw Ending(.failed, lines)
        case nil: if !lines.isEmpty { throw Ending(.failed, lines) }
        }
    }
}
