internal import ArgumentParser
internal import BenchCore
internal import BenchReport
internal import CryptoBackend
internal import Foundation
internal import Scenarios

/// `tlsbench run`: verifies the backends, then measures them beside each other, then reports.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure backends beside each other.",
        discussion: """
            Before any number, every backend must give the known answers and shake hands with every other. Exit status: \
            0 done, 5 a wrong result or a failed operation, 64 usage, 75 another run is going on, 130 interrupted.
            """
    )

    @OptionGroup var options: RunOptions
    @OptionGroup var instructionSet: InstructionSetOption

    func run() throws {
        try instructionSet.apply()
        let groups = try selectedGroups()
        let processor = try chosenProcessor(options.cpu)
        if let json = options.json { try ResultFile.checkWritable(json) }
        let lock = try RunLock()
        defer { lock.release() }
        // The null backend has nothing to verify.
        try Verification.require(options.backend.filter { $0 != Registry.engineAlone })

        StopRequest.watch()
        let started = Date()
        let machine = MachineDescription()
        let seed = options.seed ?? UInt64.random(in: 0..<1 << 48)
        let seconds = options.time ?? options.suite.seconds / Double(groups.count)
        let schedule = Schedule(secondsPerGroup: seconds, seed: seed)
        var coordinator = Coordinator(schedule, [WorkerCommand(arguments: workerArguments(processor))])
        let progress = ProgressBar()
        let outcome = coordinator.run(groups) { progress.show($0, $1, $2) }
        progress.clear()

        if let failure = outcome.failure, failure != .interrupted {
            try FileHandle.standardError.write(line: "tlsbench: \(failure)")
            throw ExitCode(5)
        }
        if outcome.measurements.isEmpty { throw Run.interrupted("nothing was measured") }
        let report = RunReport(
            suite: options.suite,
            reference: options.reference,
            seed: seed,
            processor: processor,
            machine: machine,
            started: started,
            isInterrupted: outcome.failure != nil
        )
        let document = report.document(outcome.measurements)
        if let json = options.json { try ResultFile.write(document, to: json) }
        try FileHandle.standardOutput.write(octets: [UInt8](try options.format.render(document)))
        guard outcome.failure == nil else {
            let total = groups.flatMap(\.benchmarks).count
            throw Run.interrupted("kept what there was of \(outcome.measurements.count) of \(total) benchmarks")
        }
    }

    /// Says what became of an interrupted run, and gives the status that a shell expects of one.
    static func interrupted(_ what: String) -> any Error {
        try? FileHandle.standardError.write(line: "tlsbench: interrupted; \(what)")
        return ExitCode(130)
    }

    /// The suite's groups with the backends that were asked for, and of them what the filter lets through.
    private func selectedGroups() throws -> [BenchmarkGroup] {
        let groups = ScenarioCatalogue.groups(
            backends: options.backend.filter { $0 != Registry.engineAlone },
            engineAlone: options.backend.filter { $0 == Registry.engineAlone },
            suite: options.suite
        )
        return try options.filter.map { try Filter($0).apply(groups) } ?? groups
    }

    private func workerArguments(_ processor: Int) -> [String] {
        ["worker", "--suite", options.suite.rawValue, "--cpu", String(processor)]
    }
}

extension Suite {
    /// Seconds for all groups together; verification and the end of the run come on top.
    fileprivate var seconds: Double {
        switch self {
        case .quick: 40
        case .standard: 195
        case .full: 900
        }
    }
}
