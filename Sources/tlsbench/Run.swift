internal import ArgumentParser
internal import BenchCore
internal import CryptoBackend
internal import Scenarios

/// `tlsbench run`: verifies the backends, then measures them in turns, then reports.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure backends, each compared with the others.",
        discussion: """
            Before anything is measured, every backend must give the known answers and complete a handshake with every other.

            \(ExitStatus.help([.failed, .unavailable, .busy, .interrupted]))

            Examples:
              tlsbench run --backend all --json result.json
              tlsbench run --suite quick --backend swift,openssl --verbose
              tlsbench run --filter 'record-seal.*16384' --time 5
              tlsbench run --label site=fra --label rack=7 --json results/
              tlsbench run --backend openssl --library openssl-3.5=/opt/openssl-3.5/lib
              tlsbench run --backend swift,openssl --plugin mine=./mine.so
            """
    )

    @OptionGroup var options: RunOptions
    @OptionGroup var instructionSet: InstructionSetOption

    func run() throws {
        try instructionSet.apply()
        let libraries = try options.libraries.found()
        let measured = try MeasuredColumns(
            options.backend,
            libraries,
            in: options.suite,
            where: options.filter.map { Filter($0) }
        )
        let session = try Session(options.session)
        defer { session.release() }
        let columns = measured.columns(in: session.worker(options.suite))
        let found = try session.verify(columns, measured.libraries)
        let report = session.report(options.suite, reference: options.reference, found)
        try session.measure(
            measured.groups,
            Schedule(secondsPerGroup: seconds(measured.groups, columns), seed: session.seed),
            columns,
            measured.plugins
        ) { report.document($0) }
    }

    /// For each operation: the more columns it has beyond those of the suite, the longer.
    private func seconds(_ groups: [BenchmarkGroup], _ columns: [Column]) -> Double {
        if let time = options.time { return time }
        let names = Set(options.libraries.columns)
        let rows = groups.reduce(0) { $0 + columns.rows(of: $1) }
        let builtIn = groups.reduce(0) { $0 + columns.filter { !names.contains($0.name) }.rows(of: $1) }
        return options.suite.seconds / Double(groups.count) * Double(rows) / Double(max(1, builtIn))
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
