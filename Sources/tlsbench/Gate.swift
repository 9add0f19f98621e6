internal import ArgumentParser
internal import BenchCore
internal import BenchGate
internal import BenchReport
internal import Foundation
internal import Scenarios

/// `tlsbench gate`: measures two builds in turns and reports whether the second is slower.
struct Gate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Block a slowdown: compare two builds.",
        discussion: """
            Blocks 3 % and more, lets 1 % and less pass. The candidate is this executable unless another is named; the \
            baseline is an executable, or a git reference that is checked out and built. With --baseline-library or \
            --candidate-library the same executable runs on two builds of libcrypto or GMP, and `library` is the suite; with \
            --baseline-plugin and --candidate-plugin on two plug-ins, or on one and the backend that it stands in for. With \
            --metric instructions it blocks on counted instructions alone, where times mean nothing.

            \(statuses)

            Examples:
              tlsbench gate --baseline-ref origin/main
              tlsbench gate --baseline-binary old/tlsbench --filter 'seal.*swift' --quick
              tlsbench gate --baseline-library old/lib --candidate-library new/lib
              tlsbench gate --baseline-ref origin/main --metric instructions
              tlsbench gate --baseline-plugin old/mine.so --candidate-plugin mine.so
              tlsbench gate --candidate-plugin openssl=./openssl.so
              tlsbench gate --selftest --quick
            """
    )

    private static let statuses = ExitStatus.help(
        [.notComparable, .failed, .unavailable, .software, .busy],
        [
            .success: "pass", .no: "regressed or a benchmark is missing",
            .inconclusive: "inconclusive (with --strict, or when the null control fails)",
            .interrupted: "interrupted: not finished, which is no verdict",
        ]
    )

    @OptionGroup(title: "Builds") var builds: GateBuildOptions
    @OptionGroup(title: "Measuring") var options: GateOptions
    @OptionGroup(title: "Output") var outputs: GateOutputs

    func run() throws {
        try builds.check()
        if options.metric.isCounted { try InstructionGauge.check(options.evidence) }
        let processor = try chosenProcessor(options.cpu)
        try outputs.checkWritable()
        let lock = try RunLock()
        defer { lock.release() }
        StopRequest.watch()
        let started = Date()
        let stage = try GateStage(baseline: builds.sides.baseline(), candidate: builds.sides.candidate())
        defer { stage.remove() }
        let setup: GateSetup
        do {
            try builds.fill(stage)
            setup = try GateSetup(stage, options, builds, processor: processor)
        } catch  where StopRequest.hasCome {
            // An interrupted build, or worker, fails as a broken one does.
            try outputs.removeEarlier()
            throw Ending(.interrupted, "interrupted; nothing was measured")
        }
        try outputs.removeEarlier()
        let machine = MachineDescription()
        let outcome =
            options.metric.isCounted
            ? GateReport.Outcome.counted(try setup.count()) : .timed(try setup.measure())
        let report = GateReport(
            setup: setup,
            machine: machine,
            hasMachineChanged: !machine.isSameMachine(as: MachineDescription()),
            started: started,
            outcome: outcome
        )
        let document = report.document()
        try outputs.write(document)
        if outcome.failure != nil {
            throw Ending(.interrupted, "interrupted; what was found so far is no verdict")
        }
        if let gate = document.gate, let status = ExitStatus(rawValue: Int32(gate.exit)), status != .success {
            throw status
        }
    }
}

/// The processor for workers: the one that was asked for, or the quietest.
func chosenProcessor(_ text: String) throws -> Int {
    let allowed = Affinity.allowed
    guard let asked = Int(text) else { return Affinity.quietest() }
    guard allowed.contains(asked) else {
        throw ValidationError(
            "--cpu \(asked): this process may use \(allowed.map(String.init).joined(separator: ", "))"
        )
    }
    return asked
}
