internal import BenchCore
internal import BenchReport
internal import CryptoBackend
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

    /// Takes the lock, and verifies the backends before any number; the null backend has nothing to verify.
    init(_ options: SessionOptions, verifying backends: [any CryptoBackend.Type]) throws {
        self.options = options
        processor = try chosenProcessor(options.cpu)
        if let json = options.json { try ResultFile.checkWritable(json) }
        lock = try RunLock()
        try Verification.require(backends.filter { $0 != Registry.engineAlone }, options.verbosity)
        StopRequest.watch()
        seed = options.seed ?? UInt64.random(in: 0..<1 << 48)
        options.verbosity.say(
            "workers stay on processor \(processor), priority \(WorkerPriority.available.rawValue); seed \(seed)"
        )
    }

    /// Lets the next one begin.
    func release() { lock.release() }

    /// What it takes to be one of this session's workers.
    func workerArguments(_ suite: Suite) -> [String] {
        ["worker", "--suite", suite.rawValue, "--cpu", String(processor)]
    }

    /// Measures. Ends the command with 5 after a failed operation, and with 130 if it was stopped before there was anything.
    func measure(
        _ groups: [BenchmarkGroup],
        _ schedule: Schedule,
        _ commands: [WorkerCommand]
    ) throws -> Coordinator.Outcome {
        var coordinator = Coordinator(schedule, commands)
        let seconds = Progress.clock(Double(groups.count) * Double(schedule.budget) / 1e9)
        options.verbosity.say("\(groups.count) operations, \(seconds) in all")
        let progress = Progress(options.verbosity)
        let outcome = coordinator.run(groups) { progress.show($0, $1, $2) }
        progress.clear()
        if let failure = outcome.failure, failure != .interrupted {
            try FileHandle.standardError.write(line: "tlsbench: \(failure)")
            throw ExitStatus.failed
        }
        if outcome.measurements.isEmpty { throw Self.interrupted("nothing was measured") }
        return outcome
    }

    /// Who puts a document together.
    func report(_ suite: Suite, reference: String, _ outcome: Coordinator.Outcome) -> RunReport {
        RunReport(
            suite: suite,
            reference: reference,
            seed: seed,
            processor: processor,
            machine: machine,
            started: started,
            isInterrupted: outcome.failure != nil
        )
    }

    /// Writes and prints the document; ends the command with 130 if not all is in it.
    func finish(_ document: ResultDocument, _ outcome: Coordinator.Outcome, of total: Int) throws {
        if let json = options.json { try ResultFile.write(document, to: json) }
        try FileHandle.standardOutput.write(octets: [UInt8](try options.format.render(document, on: .standardOutput)))
        guard outcome.failure == nil else {
            throw Self.interrupted("kept what there was of \(outcome.measurements.count) of \(total) benchmarks")
        }
    }

    /// Says what became of an interrupted session, and gives the status that a shell expects of one.
    private static func interrupted(_ what: String) -> any Error {
        try? FileHandle.standardError.write(line: "tlsbench: interrupted; \(what)")
        return ExitStatus.interrupted
    }
}
