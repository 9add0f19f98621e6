internal import ArgumentParser
internal import BenchCore
internal import CryptoBackend
internal import Scenarios

/// `tlsbench run`: verifies the backends, then measures them beside each other, then reports.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure backends beside each other.",
        discussion: """
            Before any number, every backend must give the known answers and shake hands with every other.

            \(ExitStatus.help([.failed, .unavailable, .busy, .interrupted]))

            Examples:
              tlsbench run --backend all --json result.json
              tlsbench run --suite quick --backend swift,openssl --verbose
              tlsbench run --filter 'record-seal.*16384' --time 5
            """
    )

    @OptionGroup var options: RunOptions
    @OptionGroup var instructionSet: InstructionSetOption

    func run() throws {
        try instructionSet.apply()
        let groups = try selectedGroups()
        let session = try Session(options.session, verifying: options.backend)
        defer { session.release() }
        let seconds = options.time ?? options.suite.seconds / Double(groups.count)
        let report = session.report(options.suite, reference: options.reference)
        try session.measure(
            groups,
            Schedule(secondsPerGroup: seconds, seed: session.seed),
            [WorkerCommand(arguments: session.workerArguments(options.suite))]
        ) { report.document($0) }
    }

    /// The suite's groups with the backends that were asked for, and of them what the filter lets through.
    private func selectedGroups() throws -> [BenchmarkGroup] {
        let groups = Registry.groups(of: options.backend, in: options.suite)
        return try options.filter.map { try Filter($0).apply(groups) } ?? groups
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
